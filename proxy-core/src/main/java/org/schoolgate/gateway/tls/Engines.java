package org.schoolgate.gateway.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.util.List;

/** Which TLS engine is used, and what both directions have in common. */
public final class Engines {

  /** The words of ALPN for what the gateway speaks (RFC 7301). */
  public static final String HTTP_1_1 = ApplicationProtocolNames.HTTP_1_1;

  /** The same, for HTTP/2. */
  public static final String HTTP_2 = ApplicationProtocolNames.HTTP_2;

  static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /** Towards clients: the newer is chosen where both sides speak it. */
  static final ApplicationProtocolConfig CLIENTS = protocols(HTTP_2, HTTP_1_1);

  /** Towards origins, likewise. */
  static final ApplicationProtocolConfig ORIGINS = protocols(HTTP_2, HTTP_1_1);

  /** Towards origins, for what HTTP/2 cannot carry. */
  static final ApplicationProtocolConfig ORIGINS_1_1 = protocols(HTTP_1_1);

  private Engines() {}

  private static ApplicationProtocolConfig protocols(String... preferredFirst) {
    return new ApplicationProtocolConfig(
        ApplicationProtocolConfig.Protocol.ALPN,
        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
        preferredFirst);
  }

  /**
   * Whether a client that offers those protocols can be spoken to; one that offers none speaks
   * HTTP/1.1.
   */
  public static boolean speaksOneOf(List<String> offered) {
    return offered.isEmpty() || offered.contains(HTTP_2) || offered.contains(HTTP_1_1);
  }

  /** BoringSSL where its native library is there: a handshake costs a tenth of the JDK's. */
  static SslProvider provider() {
    return OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
  }

  /** For the log. */
  public static String name() {
    return OpenSsl.isAvailable() ? OpenSsl.versionString() : "JDK";
  }
}
