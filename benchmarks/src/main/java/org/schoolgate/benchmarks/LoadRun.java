package org.schoolgate.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a proxied request costs: processor time per request of a small and a large page, what is
 * added to the time of an answer, and memory, of the gateway with scanning off and on, beside the
 * peers that are installed, with one origin and one load in one run; and what a forwarder costs at
 * the least ({@link BareForwarder}).
 *
 * <p>Requests per second depend on what else the machine does and on who shares its cores; the
 * processor time of one process depends on it little, so that is the figure, and the ratio to
 * another row of the same run is the one to quote.
 */
public final class LoadRun {

  /** A gateway runs for weeks; its compiler is done after half a minute, or later if busy. */
  private static final int JAVA_WARM_UP_SECONDS = 30;

  private static final int PEER_WARM_UP_SECONDS = 3;
  private static final int SECONDS = 8;
  private static final int CONNECTIONS = 64;

  /** What became of one program. Memory is in KiB; -1 where it did not bear what was asked. */
  private record Row(
      String name,
      double microsSmall,
      double microsLarge,
      PacedLoad.Latency added,
      long idleKib,
      long rssKib,
      long wrong) {}

  private final PageOrigin origin;
  private final Wrk wrk;
  private final int seconds;
  private final List<Row> rows = new ArrayList<>();

  private LoadRun(PageOrigin origin, Wrk wrk, int seconds) {
    this.origin = origin;
    this.wrk = wrk;
    this.seconds = seconds;
  }

  /** Runs for about ten minutes, prints a table, and leaves nothing behind. */
  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SECONDS;
    String wrk = Tools.find("wrk", "/usr/bin/wrk");
    Path scratch = Files.createTempDirectory("schoolgate-load");
    try {
      Optional<PageOrigin> started = PageOrigin.start(scratch);
      if (wrk.isEmpty() || started.isEmpty()) {
        System.err.println("run-proxy: it takes wrk and nginx (Debian: apt-get install wrk nginx)");
        System.exit(2);
      }
      try (PageOrigin origin = started.get()) {
        System.out.printf(
            Locale.ROOT,
            "%d connections, pages of 10 and 100 KB from nginx, %d s each after warming up%n%n",
            CONNECTIONS,
            seconds);
        LoadRun run = new LoadRun(origin, new Wrk(wrk, scratch, CONNECTIONS), seconds);
        try {
          run.measureAll(scratch);
        } finally {
          run.print();
        }
      }
    } finally {
      Tools.delete(scratch);
    }
  }

  private void measureAll(Path scratch) throws Exception {
    measure("nginx itself", origin.child(), origin.port(), 0);
    try (Peer floor = BareForwarder.start(scratch, origin)) {
      measure(floor, JAVA_WARM_UP_SECONDS);
    }
    for (GatewayUnderLoad.Scanning scanning : GatewayUnderLoad.Scanning.values()) {
      try (GatewayUnderLoad gateway = GatewayUnderLoad.start(scratch, scanning)) {
        measure(gateway.name(), gateway.child(), gateway.port(), JAVA_WARM_UP_SECONDS);
      }
    }
    for (Peer.Kind kind : Peer.Kind.values()) {
      Optional<Peer> installed = kind.start(scratch);
      if (installed.isPresent()) {
        try (Peer peer = installed.get()) {
          measure(peer, PEER_WARM_UP_SECONDS);
        }
      }
    }
  }

  private void measure(Peer peer, int warmUpSeconds) throws Exception {
    measure(peer.name(), peer.child(), peer.port(), warmUpSeconds);
  }

  private void measure(String name, Child child, int port, int warmUpSeconds) throws Exception {
    if (warmUpSeconds > 0) {
      wrk.run(port, origin, PageOrigin.Page.SMALL, warmUpSeconds);
      wrk.run(port, origin, PageOrigin.Page.LARGE, Math.max(1, warmUpSeconds / 3));
    }
    long before = child.cpuMicros();
    Wrk.Load small = wrk.run(port, origin, PageOrigin.Page.SMALL, seconds);
    long between = child.cpuMicros();
    Wrk.Load large = wrk.run(port, origin, PageOrigin.Page.LARGE, seconds);
    long after = child.cpuMicros();
    long rss = child.rssKib();
    rows.add(
        new Row(
            name,
            (between - before) / (double) Math.max(1, small.requests()),
            (after - between) / (double) Math.max(1, large.requests()),
            added(port, small.perSecond() / 2),
            IdleLoad.run(child, port, url(port), origin.authority()),
            rss,
            small.wrong() + large.wrong()));
  }

  /** What the proxy adds, at half of what it bears, to what the origin takes at the same rate. */
  private PacedLoad.Latency added(int port, double perSecond) throws Exception {
    PacedLoad.Latency through =
        PacedLoad.run(port, url(port), origin.authority(), perSecond, seconds);
    PacedLoad.Latency direct =
        PacedLoad.run(origin.port(), url(origin.port()), origin.authority(), perSecond, seconds);
    return new PacedLoad.Latency(
        through.p50Micros() - direct.p50Micros(), through.p99Micros() - direct.p99Micros());
  }

  private String url(int port) {
    PageOrigin.Page page = PageOrigin.Page.SMALL;
    return port == origin.port() ? page.path() : origin.url(page);
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "%-24s %10s %10s %12s %12s %12s %8s %6s%n",
        "proxy",
        "us, 10 KB",
        "us, 100 KB",
        "p50 +ms",
        "p99 +ms",
        "2000 idle MB",
        "RSS MB",
        "wrong");
    for (Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "%-24s %10.1f %10.1f %12.2f %12.2f %12s %8.0f %6d%n",
          row.name(),
          row.microsSmall(),
          row.microsLarge(),
          row.added().p50Micros() / 1e3,
          row.added().p99Micros() / 1e3,
          row.idleKib() < 0 ? "not borne" : Long.toString(row.idleKib() / 1024),
          row.rssKib() / 1024.0,
          row.wrong());
    }
  }
}
