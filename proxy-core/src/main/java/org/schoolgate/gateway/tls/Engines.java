package org.schoolgate.gateway.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.util.List;

/** Which TLS engine is used, and what both directions have in common. */
public final class Engines {

  /** The word of ALPN for what the gateway speaks (RFC 7301). */
  public static final String HTTP_1_1 = ApplicationProtocolNames.HTTP_1_1;

  static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
  static final ApplicationProtocolConfig HTTP_1 =
      new ApplicationProtocolConfig(
          ApplicationProtocolConfig.Protocol.ALPN,
          ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
          ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
          HTTP_1_1);

  private Engines() {}

  /** BoringSSL where its native library is there: a handshake costs a tenth of the JDK's. */
  static SslProvider provider() {
    return OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
  }

  /** For the log. */
  public static String name() {
    return OpenSsl.isAvailable() ? OpenSsl.versionString() : "JDK";
  }
}
