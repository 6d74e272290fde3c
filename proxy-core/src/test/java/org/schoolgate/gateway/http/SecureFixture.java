package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.tls.CertificateAuthority;
import org.schoolgate.gateway.tls.Interception;
import org.schoolgate.gateway.tls.ServerTls;
import org.schoolgate.gateway.tls.SiteTls;
import org.schoolgate.gateway.tls.UpstreamTls;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.HostName;

/** A school's authority and an internet's, and both sides of TLS under them. */
final class SecureFixture implements AutoCloseable {

  static final HostName SITE = HostName.parse("site.test");

  final SecureRandom random = new SecureRandom();
  final CertificateAuthority school = authority("Hillside");
  final CertificateAuthority internet = authority("internet");
  final Interception interception =
      new Interception(
          new ServerTls(school, Clock.systemUTC(), random),
          new UpstreamTls(List.of(internet.certificate())));

  private CertificateAuthority authority(String name) {
    return CertificateAuthority.create(name, Clock.systemUTC().instant(), random);
  }

  /** Sockets of a site that is whoever is asked for. */
  ServerSocketFactory site() {
    return site(internet, Clock.systemUTC()).getServerSocketFactory();
  }

  SSLContext site(CertificateAuthority issuer, Clock clock) {
    return SiteTls.site(issuer, SITE, clock, random);
  }

  ServerSocketFactory expired() {
    Clock past = Clock.offset(Clock.systemUTC(), Duration.ofDays(-400));
    return site(internet, past).getServerSocketFactory();
  }

  ServerSocketFactory ofAnother() {
    return SiteTls.siteOf(internet, HostName.parse("other.test"), Clock.systemUTC(), random)
        .getServerSocketFactory();
  }

  ServerSocketFactory ofUnknownIssuer() {
    return site(authority("nobody"), Clock.systemUTC()).getServerSocketFactory();
  }

  /** A client inside a tunnel, after a handshake in which it checks issuer and name. */
  Inside enter(EdgeFixture edge, String authority) throws IOException {
    return enter(edge, authority, school, internet);
  }

  Inside enter(EdgeFixture edge, String authority, CertificateAuthority... trusted)
      throws IOException {
    SSLSocket socket = begin(edge, authority, trusted);
    socket.startHandshake();
    return new Inside(socket, new RawSocket(socket));
  }

  /** The same through a connection to whatever gateway. */
  Inside enter(RawSocket client, String authority) throws IOException {
    SSLSocket socket = begin(open(client, authority), authority, school, internet);
    socket.startHandshake();
    return new Inside(socket, new RawSocket(socket));
  }

  /** The same on a connection that was diverted, where no tunnel is asked for. */
  Inside enterDiverted(RawSocket client, String authority) throws IOException {
    SSLSocket socket = begin(client, authority, school, internet);
    socket.startHandshake();
    return new Inside(socket, new RawSocket(socket));
  }

  /** A socket in a tunnel, before its handshake. */
  SSLSocket begin(EdgeFixture edge, String authority, CertificateAuthority... trusted)
      throws IOException {
    return begin(open(edge, authority), authority, trusted);
  }

  private SSLSocket begin(RawSocket tunnel, String authority, CertificateAuthority... trusted)
      throws IOException {
    X509Certificate[] issuers =
        java.util.Arrays.stream(trusted)
            .map(CertificateAuthority::certificate)
            .toArray(X509Certificate[]::new);
    int colon = authority.lastIndexOf(':');
    SSLSocket socket =
        (SSLSocket)
            SiteTls.visitor(random, issuers)
                .getSocketFactory()
                .createSocket(
                    tunnel.socket(),
                    authority.substring(0, colon),
                    Integer.parseInt(authority.substring(colon + 1)),
                    true);
    SSLParameters checks = socket.getSSLParameters();
    checks.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(checks);
    return socket;
  }

  static RawSocket open(EdgeFixture edge, String authority) throws IOException {
    return open(edge.client(), authority);
  }

  private static RawSocket open(RawSocket tunnel, String authority) throws IOException {
    tunnel.send("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
    String head = tunnel.readHead();
    if (!head.startsWith("HTTP/1.1 200 ")) {
      throw new IOException(head);
    }
    return tunnel;
  }

  /** The CONNECT's own flow ends well, and then the hello's, as it should. */
  static void ends(EdgeFixture edge, FlowEnd.Ended ended) throws InterruptedException {
    ScriptedGatekeeper.Closed connect = edge.nextClosed();
    assertTrue(connect.decided().flow().asked() instanceof Asked.Connect);
    assertEquals(200, connect.end().status());
    ScriptedGatekeeper.Closed hello = edge.nextClosed();
    assertTrue(hello.decided().flow().asked() instanceof Asked.Hello);
    assertEquals(ended, hello.end().ended());
  }

  /** Reads tunnels, and lets what comes out of them pass. */
  static Decision inside(Flow flow) {
    return flow.asked() instanceof Asked.Inside
        ? ScriptedGatekeeper.ALLOW
        : ScriptedGatekeeper.INSPECT;
  }

  @Override
  public void close() {
    interception.close();
  }

  /** A client in a tunnel. */
  record Inside(SSLSocket secure, RawSocket http) implements AutoCloseable {
    X509Certificate certificate() throws IOException {
      return (X509Certificate) secure.getSession().getPeerCertificates()[0];
    }

    boolean vouchedForBy(CertificateAuthority issuer) throws IOException {
      return certificate()
          .getIssuerX500Principal()
          .equals(issuer.certificate().getSubjectX500Principal());
    }

    String ask(String request) throws IOException {
      http.send(request);
      return http.readResponse();
    }

    @Override
    public void close() throws IOException {
      http.close();
    }
  }
}
