package org.schoolgate.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * squid as an interceptor of TLS (ssl-bump), set to do as little as it can beside that. Only
 * Debian's squid-openssl can; its helper that makes certificates is a process that it started.
 */
record SquidBump(Child child, int port) implements AutoCloseable {

  /** When it takes a tunnel over. */
  enum When {
    /** By the host that the CONNECT names, whatever the client then asks for in its hello. */
    CONNECT("ssl_bump bump all"),
    /** As a filter has to that decides by the server name: after the hello was read. */
    HELLO("acl first at_step SslBump1\nssl_bump peek first\nssl_bump bump all");

    private final String directives;

    When(String directives) {
      this.directives = directives;
    }
  }

  /** Started, if there is one here. */
  static Optional<SquidBump> start(Path scratch, TlsOrigin origin, When when) throws Exception {
    String named = System.getenv().getOrDefault("SQUID_OPENSSL", "");
    String program = named.isEmpty() ? Tools.find("squid", "/usr/sbin/squid") : named;
    if (program.isEmpty() || !says(program, "-v").contains("--with-openssl")) {
      return Optional.empty();
    }
    Path helper = Path.of(program).resolveSibling("../lib/squid/security_file_certgen").normalize();
    Path folder = Files.createDirectories(scratch.resolve("squid-" + when));
    TlsOrigin.selfSigned(folder, "bump", "keyUsage=critical,keyCertSign");
    Path certificates = folder.resolve("certificates");
    String made = says(helper.toString(), "-c", "-s", certificates.toString(), "-M", "16MB");
    if (!Files.isDirectory(certificates)) {
      throw new IOException("squid's helper made no store: " + made);
    }
    // Started by root it becomes the account "proxy", which must be able to write here.
    Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
    String unused = says("chown", "-R", "proxy", folder.toString());
    int port = Child.freePort();
    Path config = folder.resolve("squid.conf");
    Squid.configure(
        config,
        folder,
        port,
        """
        ssl-bump tls-cert=%1$s/bump.pem tls-key=%1$s/bump.key \
        generate-host-certificates=on dynamic_cert_mem_cache_size=16MB"""
            .formatted(folder),
        """
        sslcrtd_program %s -s %s -M 16MB
        sslcrtd_children 2 startup=2 idle=1
        %s
        tls_outgoing_options cafile=%s"""
            .formatted(helper, certificates, when.directives, origin.certificate()));
    Child child =
        Child.start(
            "squid-" + when,
            scratch,
            Map.of(),
            List.of(program, "-N", "-n", "schoolgate" + port, "-f", config.toString()));
    child.awaitPort(port, Duration.ofSeconds(20));
    return Optional.of(new SquidBump(child, port));
  }

  private static String says(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new IOException(command[0] + " does not end; it said " + said);
    }
    return said;
  }

  @Override
  public void close() {
    child.close();
  }
}
