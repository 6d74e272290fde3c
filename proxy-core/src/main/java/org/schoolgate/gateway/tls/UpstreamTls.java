package org.schoolgate.gateway.tls;

import io.netty.buffer.ByteBufAllocator;
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

  private final SslContext context;

  /**
   * TLS that trusts whom this Java trusts.
   *
   * @param alsoTrusted further issuers, such as a school's own authority
   */
  public UpstreamTls(Collection<X509Certificate> alsoTrusted) {
    try {
      this.context =
          SslContextBuilder.forClient()
              .sslProvider(Engines.provider())
              .protocols(Engines.PROTOCOLS)
              .applicationProtocolConfig(Engines.ORIGINS)
              .trustManager(OriginTrust.of(alsoTrusted))
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
   */
  public SslHandler handler(ByteBufAllocator alloc, HostName host, int port, int handshakeMillis) {
    SslHandler handler = context.newHandler(alloc, host.text(), port);
    handler.setHandshakeTimeoutMillis(handshakeMillis);
    return handler;
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(context);
  }
}
