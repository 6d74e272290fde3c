package org.schoolgate.gateway.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.schoolgate.policy.HostName;

/**
 * TLS towards origins: the server name is sent, and the certificate is verified, its chain and its
 * host name, as a careful browser would; there is no way to go on without. TLS 1.2 and 1.3;
 * sessions are resumed. Thread-safe.
 */
public final class UpstreamTls implements AutoCloseable {

  private final SslContext any;
  private final SslContext http11;

  /**
   * TLS that trusts whom this Java trusts.
   *
   * @param alsoTrusted further issuers, such as a school's own authority
   */
  public UpstreamTls(Collection<X509Certificate> alsoTrusted) {
    TrustManager trust = OriginTrust.of(alsoTrusted);
    this.any = context(trust, Engines.ORIGINS);
    this.http11 = context(trust, Engines.ORIGINS_1_1);
  }

  private static SslContext context(TrustManager trust, ApplicationProtocolConfig offered) {
    try {
      return SslContextBuilder.forClient()
          .sslProvider(Engines.provider())
          .protocols(Engines.PROTOCOLS)
          .applicationProtocolConfig(offered)
          .trustManager(trust)
          .endpointIdentificationAlgorithm("HTTPS")
          .build();
    } catch (SSLException impossible) {
      throw new IllegalStateException("TLS towards origins cannot be set up", impossible);
    }
  }

  /**
   * The same trust for a client of the JDK's, which checks the host name itself.
   *
   * @param alsoTrusted further issuers, such as a school's own authority
   */
  public static SSLContext trusting(Collection<X509Certificate> alsoTrusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {OriginTrust.of(alsoTrusted)}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("TLS towards origins cannot be set up", impossible);
    }
  }

  /**
   * The handler that speaks TLS on one connection.
   *
   * @param handshakeMillis after which a handshake has failed
   * @param offersHttp2 whether HTTP/2 may be spoken where the origin has it
   */
  public SslHandler handler(
      ByteBufAllocator alloc, HostName host, int port, int handshakeMillis, boolean offersHttp2) {
    SslHandler handler = (offersHttp2 ? any : http11).newHandler(alloc, host.text(), port);
    handler.setHandshakeTimeoutMillis(handshakeMillis);
    return handler;
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(any);
    ReferenceCountUtil.release(http11);
  }
}
