package org.schoolgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a proxied request costs: processor time per request and resident memory of the gateway with
 * scanning off and on, beside the peers that are installed, with one origin and one load in one
 * run; and what a forwarder costs at the least ({@link BareForwarder}).
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

  private record Row(String name, double microsPerRequest, long rssKib, Wrk.Load load) {}

  private LoadRun() {}

  /** Runs for about three minutes, prints a table, and leaves nothing behind. */
  public static void main(String[] arguments) throws Exception {
    String wrkProgram = Tools.find("wrk", "/usr/bin/wrk");
    if (wrkProgram.isEmpty()) {
      System.err.println("run-proxy: there is no wrk here (Debian: apt-get install wrk)");
      System.exit(2);
    }
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SECONDS;
    Path scratch = Files.createTempDirectory("schoolgate-load");
    List<Row> rows = new ArrayList<>();
    try (PageOrigin origin = PageOrigin.start(scratch)) {
      Wrk wrk = new Wrk(wrkProgram, scratch, CONNECTIONS);
      System.out.printf(
          Locale.ROOT,
          "%d connections, a page of %d bytes from %s, %d s each after warming up%n%n",
          CONNECTIONS,
          PageOrigin.PAGE_BYTES,
          origin.program(),
          seconds);
      if (origin.child().isPresent()) {
        String name = origin.program() + " itself";
        rows.add(measure(name, origin.child().get(), origin.port(), wrk, origin, seconds));
      }
      try (Peer floor = BareForwarder.start(scratch, origin)) {
        wrk.run(floor.port(), origin, true, JAVA_WARM_UP_SECONDS);
        rows.add(measure(floor.name(), floor.child(), floor.port(), wrk, origin, seconds));
      }
      for (GatewayUnderLoad.Scanning scanning : GatewayUnderLoad.Scanning.values()) {
        try (GatewayUnderLoad gateway = GatewayUnderLoad.start(scratch, scanning)) {
          wrk.run(gateway.port(), origin, true, JAVA_WARM_UP_SECONDS);
          rows.add(measure(gateway.name(), gateway.child(), gateway.port(), wrk, origin, seconds));
        }
      }
      for (Peer peer : Peer.startAll(scratch)) {
        try (peer) {
          wrk.run(peer.port(), origin, true, PEER_WARM_UP_SECONDS);
          rows.add(measure(peer.name(), peer.child(), peer.port(), wrk, origin, seconds));
        }
      }
    } finally {
      Tools.delete(scratch);
    }
    print(rows);
  }

  /** The first row is what the ratios are to: the origin, whose price is known elsewhere too. */
  private static Row measure(
      String name, Child child, int port, Wrk wrk, PageOrigin origin, int seconds)
      throws IOException, InterruptedException {
    long before = child.cpuMicros();
    Wrk.Load load = wrk.run(port, origin, port != origin.port(), seconds);
    double micros = (child.cpuMicros() - before) / (double) Math.max(1, load.requests());
    return new Row(name, micros, child.rssKib(), load);
  }

  private static void print(List<Row> rows) {
    double first = rows.get(0).microsPerRequest();
    System.out.printf(
        Locale.ROOT,
        "%-24s %14s %8s %9s %11s %9s %6s%n",
        "proxy",
        "CPU us/request",
        "ratio",
        "RSS MB",
        "requests/s",
        "p99",
        "wrong");
    for (Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "%-24s %14.1f %8.2f %9.0f %11.0f %9s %6d%n",
          row.name(),
          row.microsPerRequest(),
          row.microsPerRequest() / first,
          row.rssKib() / 1024.0,
          row.load().perSecond(),
          row.load().p99(),
          row.load().wrong());
    }
  }
}
