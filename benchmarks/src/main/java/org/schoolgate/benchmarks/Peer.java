package org.schoolgate.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A proxy that others use, from Debian, set to do as little as it can: no cache, no access log, no
 * filtering. What remains is the price of a proxy.
 *
 * @param name of the program
 * @param child the running program
 * @param port of the loopback address where it listens
 */
record Peer(String name, Child child, int port) implements AutoCloseable {

  /** Every peer that is installed here, started. */
  static List<Peer> startAll(Path scratch) throws Exception {
    List<Peer> peers = new ArrayList<>();
    String squid = Tools.find("squid", "/usr/sbin/squid");
    if (!squid.isEmpty()) {
      peers.add(squid(squid, scratch));
    }
    String privoxy = Tools.find("privoxy", "/usr/sbin/privoxy");
    if (!privoxy.isEmpty()) {
      peers.add(privoxy(privoxy, scratch));
    }
    return peers;
  }

  private static Peer squid(String program, Path scratch) throws Exception {
    int port = Child.freePort();
    Path config = scratch.resolve("squid.conf");
    Squid.configure(config, Squid.folder(scratch), port, "", "memory_pools on");
    return ready("squid", List.of(program, "-N", "-f", config.toString()), scratch, port);
  }

  private static Peer privoxy(String program, Path scratch) throws Exception {
    int port = Child.freePort();
    Path config = scratch.resolve("privoxy.conf");
    Files.writeString(
        config,
        """
        listen-address 127.0.0.1:%1$d
        keep-alive-timeout 60
        connection-sharing 1
        max-client-connections 256
        debug 0
        """
            .formatted(port));
    return ready("privoxy", List.of(program, "--no-daemon", config.toString()), scratch, port);
  }

  private static Peer ready(String name, List<String> command, Path scratch, int port)
      throws Exception {
    Child child = Child.start(name, scratch, Map.of(), command);
    child.awaitPort(port, Duration.ofSeconds(15));
    return new Peer(name, child, port);
  }

  @Override
  public void close() {
    child.close();
  }
}
