package org.schoolgate.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.schoolgate.gateway.tls.AuthorityFiles;
import org.schoolgate.gateway.tls.CertificateAuthority;
import org.schoolgate.gateway.tls.SiteTls;
import org.schoolgate.policy.HostName;

/**
 * The certificate authority of the tests' HTTPS sites, which a gateway trusts when its settings say
 * so, and sites with all that can be wrong with a certificate.
 */
final class Internet implements AutoCloseable {

  private final SecureRandom random = new SecureRandom();
  private final CertificateAuthority authority = newAuthority("the internet of the tests");
  private final Path file;

  Internet() throws IOException {
    file = Files.createTempFile("internet", ".pem");
    Files.writeString(file, AuthorityFiles.pem(authority.certificate()));
  }

  private CertificateAuthority newAuthority(String name) {
    return CertificateAuthority.create(name, Clock.systemUTC().instant(), random);
  }

  /** The line of schoolgate.yaml by which a gateway trusts it. */
  String setting() {
    return "trusted-certificates: [" + file + "]";
  }

  /** Its certificate, for a client that trusts it. */
  Path file() {
    return file;
  }

  /** A site with a good certificate for whatever name it is asked for. */
  ServerSocketFactory anySite() {
    return SiteTls.site(authority, HostName.parse("localhost"), Clock.systemUTC(), random)
        .getServerSocketFactory();
  }

  /** What a server at {@code localhost} needs. */
  SSLContext tls() {
    return SiteTls.site(authority, HostName.parse("localhost"), Clock.systemUTC(), random);
  }

  ServerSocketFactory expired() {
    Clock past = Clock.offset(Clock.systemUTC(), Duration.ofDays(-400));
    return SiteTls.site(authority, HostName.parse("localhost"), past, random)
        .getServerSocketFactory();
  }

  ServerSocketFactory ofAnotherName() {
    return SiteTls.siteOf(authority, HostName.parse("another.example"), Clock.systemUTC(), random)
        .getServerSocketFactory();
  }

  ServerSocketFactory ofUnknownIssuer() {
    return SiteTls.site(
            newAuthority("nobody"), HostName.parse("localhost"), Clock.systemUTC(), random)
        .getServerSocketFactory();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
