package org.schoolgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What reading HTTPS costs: processor time of an intercepted request on a connection that is kept
 * alive, and of a new intercepted connection with one request on it, beside squid's ssl-bump.
 *
 * <p>As with {@link LoadRun}, the ratio to another row of the same run is the figure to quote. The
 * floor is an nginx that reads and decides nothing: its clients need no CONNECT, and it has no
 * certificate to make or to choose.
 */
public final class TlsRun {

  private static final int SECONDS = 8;

  /** A new connection runs through more code than a request, seldom; the compiler is done later. */
  private static final int GATEWAY_WARM_UP_SECONDS = 35;

  private static final int PEER_WARM_UP_SECONDS = 2;
  private static final int CLIENTS = 32;

  /** What a program cost, in microseconds an answer. */
  private record Row(String name, Map<TlsLoad.Way, Double> micros, long rssKib, long failed) {

    double of(TlsLoad.Way way) {
      return micros.getOrDefault(way, 0.0);
    }
  }

  private final TlsLoad load;
  private final int seconds;
  private final List<Row> rows = new ArrayList<>();

  private TlsRun(TlsLoad load, int seconds) {
    this.load = load;
    this.seconds = seconds;
  }

  /** Runs for about five minutes, prints a table, and leaves nothing behind. */
  public static void main(String[] arguments) throws Exception {
    if (Tools.find("nginx", "/usr/sbin/nginx").isEmpty()) {
      System.err.println("run-tls: there is no nginx here (Debian: apt-get install nginx-light)");
      System.exit(2);
    }
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SECONDS;
    Path scratch = Files.createTempDirectory("schoolgate-tls");
    try (TlsOrigin origin = TlsOrigin.start(scratch);
        TlsLoad load = new TlsLoad(CLIENTS)) {
      System.out.printf(
          Locale.ROOT,
          "%d clients, a page of %d bytes from nginx behind TLS, %d s each after warming up%n%n",
          CLIENTS,
          PageOrigin.PAGE_BYTES,
          seconds);
      TlsRun run = new TlsRun(load, seconds);
      try {
        run.measureAll(scratch, origin);
      } finally {
        run.print();
      }
    } finally {
      Tools.delete(scratch);
    }
  }

  private void measureAll(Path scratch, TlsOrigin origin) throws Exception {
    peer("nginx itself", "", origin.child(), TlsLoad.Via.nobody(origin.port()));
    try (TlsOrigin front = origin.front(scratch)) {
      peer("nginx, TLS both sides", "", front.child(), TlsLoad.Via.nobody(front.port()));
    }
    for (GatewayUnderLoad.Scanning scanning : GatewayUnderLoad.Scanning.values()) {
      try (GatewayUnderLoad gateway =
          GatewayUnderLoad.trusting(scratch, scanning, origin.certificate())) {
        TlsLoad.Via via = TlsLoad.Via.proxy(gateway.port(), origin);
        warmUp(via, GATEWAY_WARM_UP_SECONDS);
        measure(gateway.name(), "", gateway.child(), via);
      }
    }
    squid(scratch, origin, SquidBump.When.CONNECT, "squid, bump at CONNECT");
    squid(scratch, origin, SquidBump.When.HELLO, "squid, bump after peek");
  }

  private void squid(Path scratch, TlsOrigin origin, SquidBump.When when, String name)
      throws Exception {
    Optional<SquidBump> squid = SquidBump.start(scratch, origin, when);
    if (squid.isPresent()) {
      try (SquidBump bump = squid.get()) {
        peer(name, "  with its helpers", bump.child(), TlsLoad.Via.proxy(bump.port(), origin));
      }
    }
  }

  private void peer(String name, String nameWithHelpers, Child child, TlsLoad.Via via)
      throws IOException, InterruptedException {
    warmUp(via, PEER_WARM_UP_SECONDS);
    measure(name, nameWithHelpers, child, via);
  }

  private void warmUp(TlsLoad.Via via, int eachSeconds) throws InterruptedException {
    for (TlsLoad.Way way : TlsLoad.Way.values()) {
      // The two kinds of new connection are one code.
      int wanted =
          way == TlsLoad.Way.NEW_POST_QUANTUM
              ? Math.min(eachSeconds, PEER_WARM_UP_SECONDS)
              : eachSeconds;
      TlsLoad.Outcome unused = load.run(via, way, wanted);
    }
  }

  /**
   * Adds a row for the program, and one with its helpers if those have a name.
   *
   * @param nameWithHelpers empty where there are none
   */
  private void measure(String name, String nameWithHelpers, Child child, TlsLoad.Via via)
      throws IOException, InterruptedException {
    Map<TlsLoad.Way, Double> own = new EnumMap<>(TlsLoad.Way.class);
    Map<TlsLoad.Way, Double> all = new EnumMap<>(TlsLoad.Way.class);
    long failed = 0;
    for (TlsLoad.Way way : TlsLoad.Way.values()) {
      long ownBefore = child.ownCpuMicros();
      long allBefore = child.cpuMicros();
      TlsLoad.Outcome outcome = load.run(via, way, seconds);
      double answered = Math.max(1, outcome.answered());
      own.put(way, (child.ownCpuMicros() - ownBefore) / answered);
      all.put(way, (child.cpuMicros() - allBefore) / answered);
      failed += outcome.failed();
    }
    boolean helped = !nameWithHelpers.isEmpty();
    rows.add(new Row(name, helped ? own : all, child.rssKib(), failed));
    if (helped) {
      rows.add(new Row(nameWithHelpers, all, child.rssKib(), failed));
    }
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "%-24s %14s %18s %18s %8s %7s%n",
        "CPU us each",
        "request, kept",
        "new connection",
        "the same, ML-KEM",
        "RSS MB",
        "failed");
    for (Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "%-24s %14.1f %18.1f %18.1f %8.0f %7d%n",
          row.name(),
          row.of(TlsLoad.Way.KEPT_ALIVE),
          row.of(TlsLoad.Way.NEW_CONNECTIONS),
          row.of(TlsLoad.Way.NEW_POST_QUANTUM),
          row.rssKib() / 1024.0,
          row.failed());
    }
  }
}
