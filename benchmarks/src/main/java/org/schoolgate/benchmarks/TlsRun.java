package org.schoolgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What reading HTTPS costs: processor time of an intercepted request on a connection that is kept
 * alive, and of a new intercepted connection with one request on it, beside squid's ssl-bump.
 *
 * <p>As with {@link LoadRun}, the ratio to another row of the same run is the figure to quote.
 */
public final class TlsRun {

  private static final int SECONDS = 10;
  private static final int GATEWAY_WARM_UP_SECONDS = 20;
  private static final int PEER_WARM_UP_SECONDS = 3;
  private static final int CLIENTS = 32;

  private record Row(
      String name, double keptAliveMicros, double connectionMicros, long rssKib, long failed) {}

  private record Cost(double micros, long failed) {}

  private TlsRun() {}

  /** Runs for about two minutes, prints a table, and leaves nothing behind. */
  public static void main(String[] arguments) throws Exception {
    if (Tools.find("nginx", "/usr/sbin/nginx").isEmpty()) {
      System.err.println("run-tls: there is no nginx here (Debian: apt-get install nginx-light)");
      System.exit(2);
    }
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SECONDS;
    Path scratch = Files.createTempDirectory("schoolgate-tls");
    List<Row> rows = new ArrayList<>();
    try (TlsOrigin origin = TlsOrigin.start(scratch);
        TlsLoad load = new TlsLoad(CLIENTS)) {
      System.out.printf(
          Locale.ROOT,
          "%d clients, a page of %d bytes from nginx behind TLS, %d s each after warming up%n%n",
          CLIENTS,
          PageOrigin.PAGE_BYTES,
          seconds);
      for (GatewayUnderLoad.Scanning scanning : GatewayUnderLoad.Scanning.values()) {
        try (GatewayUnderLoad gateway =
            GatewayUnderLoad.trusting(scratch, scanning, origin.certificate())) {
          warmUp(load, gateway.port(), origin, GATEWAY_WARM_UP_SECONDS);
          rows.add(measure(gateway.name(), gateway.child(), gateway.port(), origin, load, seconds));
        }
      }
      Optional<SquidBump> squid = SquidBump.start(scratch, origin);
      if (squid.isPresent()) {
        try (SquidBump bump = squid.get()) {
          warmUp(load, bump.port(), origin, PEER_WARM_UP_SECONDS);
          rows.add(measure("squid, ssl-bump", bump.child(), bump.port(), origin, load, seconds));
        }
      }
    } finally {
      print(rows);
      Tools.delete(scratch);
    }
  }

  private static void warmUp(TlsLoad load, int port, TlsOrigin origin, int seconds)
      throws InterruptedException {
    for (TlsLoad.Way way : TlsLoad.Way.values()) {
      TlsLoad.Outcome unused = load.run(port, origin.port(), way, seconds);
    }
  }

  private static Row measure(
      String name, Child child, int port, TlsOrigin origin, TlsLoad load, int seconds)
      throws IOException, InterruptedException {
    Cost request = cost(child, port, origin, load, TlsLoad.Way.KEPT_ALIVE, seconds);
    Cost connection = cost(child, port, origin, load, TlsLoad.Way.NEW_CONNECTIONS, seconds);
    return new Row(
        name,
        request.micros(),
        connection.micros(),
        child.rssKib(),
        request.failed() + connection.failed());
  }

  private static Cost cost(
      Child child, int port, TlsOrigin origin, TlsLoad load, TlsLoad.Way way, int seconds)
      throws IOException, InterruptedException {
    long before = child.cpuMicros();
    TlsLoad.Outcome outcome = load.run(port, origin.port(), way, seconds);
    double micros = (child.cpuMicros() - before) / (double) Math.max(1, outcome.answered());
    return new Cost(micros, outcome.failed());
  }

  private static void print(List<Row> rows) {
    System.out.printf(
        Locale.ROOT,
        "%-22s %15s %18s %8s %7s%n",
        "proxy",
        "CPU us/request",
        "CPU us/connection",
        "RSS MB",
        "failed");
    for (Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "%-22s %15.1f %18.1f %8.0f %7d%n",
          row.name(),
          row.keptAliveMicros(),
          row.connectionMicros(),
          row.rssKib() / 1024.0,
          row.failed());
    }
  }
}
