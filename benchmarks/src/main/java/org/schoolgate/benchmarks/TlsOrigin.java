package org.schoolgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * nginx with the same page as {@link PageOrigin}, behind TLS with a certificate of its own making.
 */
final class TlsOrigin implements AutoCloseable {

  static final String HOST = "localhost";

  private final Child nginx;
  private final int port;
  private final Path certificate;

  private TlsOrigin(Child nginx, int port, Path certificate) {
    this.nginx = nginx;
    this.port = port;
    this.certificate = certificate;
  }

  static TlsOrigin start(Path scratch) throws Exception {
    return start(scratch, "tls-origin", "", "");
  }

  /**
   * The least that anybody pays who reads HTTPS: another nginx, which ends the clients' TLS,
   * fetches every page over TLS of its own on connections that it keeps, and decides nothing.
   */
  TlsOrigin front(Path scratch) throws Exception {
    String settings =
        """
        upstream origin { server 127.0.0.1:%1$d; keepalive 64; keepalive_requests 100000000; }
        proxy_http_version 1.1; proxy_set_header Connection "";
        proxy_ssl_verify on; proxy_ssl_trusted_certificate %2$s; proxy_ssl_name %3$s;
        """
            .formatted(port, certificate, HOST);
    return start(scratch, "tls-front", settings, "location / { proxy_pass https://origin; }");
  }

  private static TlsOrigin start(Path scratch, String name, String further, String site)
      throws Exception {
    Path folder = Files.createDirectories(scratch.resolve(name));
    Path certificate = selfSigned(folder, "origin", "subjectAltName=DNS:" + HOST);
    int port = Child.freePort();
    String settings =
        """
        ssl_certificate %1$s/origin.pem; ssl_certificate_key %1$s/origin.key;
        ssl_protocols TLSv1.2 TLSv1.3;
        %2$s
        """
            .formatted(folder, further);
    Child nginx =
        PageOrigin.startNginx(
            Tools.find("nginx", "/usr/sbin/nginx"),
            scratch,
            name,
            settings,
            "127.0.0.1:" + port + " ssl",
            site,
            port);
    return new TlsOrigin(nginx, port, certificate);
  }

  Child child() {
    return nginx;
  }

  /** Makes NAME.pem and NAME.key, a P-256 certificate that vouches for itself. */
  static Path selfSigned(Path folder, String name, String extension)
      throws IOException, InterruptedException {
    Path certificate = folder.resolve(name + ".pem");
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-addext",
                extension,
                "-keyout",
                folder.resolve(name + ".key").toString(),
                "-out",
                certificate.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!openssl.waitFor(30, TimeUnit.SECONDS) || openssl.exitValue() != 0) {
      throw new IOException("openssl made no certificate");
    }
    return certificate;
  }

  int port() {
    return port;
  }

  /** The certificate, which whoever connects has to trust. */
  Path certificate() {
    return certificate;
  }

  @Override
  public void close() {
    nginx.close();
  }
}
