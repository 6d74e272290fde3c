package org.schoolgate.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What programs from Debian take for a list of domains that they close: memory beyond what they
 * take for one domain, and processor time until they answer. Those that are not installed are left
 * out.
 */
public final class ListPeers {

  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private final Path scratch;

  private ListPeers(Path scratch) {
    this.scratch = scratch;
  }

  /** How a program is told of the domains. */
  private interface Setting {
    /** The command line, when the configuration has been written. */
    List<String> prepare(String program, Path list, int domains, int port) throws IOException;
  }

  /**
   * Starts each with the first so many domains of a list, and says what it took.
   *
   * @param scratch a folder of the caller's
   * @param list one domain a line
   */
  public static void run(Path scratch, Path list, int domains)
      throws IOException, InterruptedException {
    // Some become another account when root starts them, which must come as far as its files.
    Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
    ListPeers peers = new ListPeers(scratch);
    peers.measure("dnsmasq", list, domains, peers::dnsmasq);
    peers.measure("unbound", list, domains, peers::unbound);
    peers.measure("squid", list, domains, peers::squid);
  }

  private void measure(String name, Path list, int domains, Setting setting)
      throws IOException, InterruptedException {
    String program = Tools.find(name, "/usr/sbin/" + name);
    if (program.isEmpty()) {
      System.out.printf("%s is not installed%n", name);
      return;
    }
    long kib = 0;
    for (int taken : List.of(1, domains)) {
      int port = Child.freePort();
      List<String> command = setting.prepare(program, list, taken, port);
      try (Child child = Child.start(name, scratch, Map.of(), command)) {
        child.awaitPort(port, READY_WITHIN);
        // Some listen before they have read their lists.
        child.awaitIdle();
        if (taken == 1) {
          kib = child.rssKib();
        } else {
          System.out.printf(
              Locale.ROOT,
              "%-52s %.1f bytes a domain, %.2f s of one core until it answers%n",
              "%s, %,d of them".formatted(name, domains),
              (child.rssKib() - kib) * 1024.0 / domains,
              child.cpuMicros() / 1e6);
        }
      }
    }
  }

  private List<String> dnsmasq(String program, Path list, int domains, int port)
      throws IOException {
    Path config = scratch.resolve("dnsmasq.conf");
    write(
        config,
        """
        port=%d
        listen-address=127.0.0.1
        bind-interfaces
        no-resolv
        no-hosts
        user=root
        """
            .formatted(port),
        list,
        domains,
        "address=/%s/");
    return List.of(program, "--keep-in-foreground", "--pid-file=", "--conf-file=" + config);
  }

  private List<String> unbound(String program, Path list, int domains, int port)
      throws IOException {
    Path config = scratch.resolve("unbound.conf");
    write(
        config,
        Unbound.COMMON.formatted(port),
        list,
        domains,
        "local-zone: \"%s\" always_nxdomain");
    return List.of(program, "-d", "-c", config.toString());
  }

  private List<String> squid(String program, Path list, int domains, int port) throws IOException {
    Path names = scratch.resolve("squid.names");
    write(names, "", list, domains, ".%s");
    Path config = scratch.resolve("squid.conf");
    Squid.configure(
        config,
        Squid.folder(scratch),
        port,
        "",
        "acl listed dstdomain \"%s\"\nhttp_access deny listed".formatted(names));
    return List.of(program, "-N", "-f", config.toString());
  }

  private static void write(Path file, String head, Path list, int domains, String form)
      throws IOException {
    try (BufferedReader in = Files.newBufferedReader(list);
        BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(head);
      String name = in.readLine();
      for (int i = 0; i < domains && name != null; i++, name = in.readLine()) {
        out.write(form.formatted(name));
        out.newLine();
      }
    }
  }
}
