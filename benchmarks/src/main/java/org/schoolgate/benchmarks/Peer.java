package org.schoolgate.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A proxy that others use, from Debian, set to do as little as it can: no cache and no access log.
 * What remains is the price of a proxy, and of reading pages where it does that.
 *
 * @param name of the program
 * @param child the running program
 * @param port of the loopback address where it listens
 */
record Peer(String name, Child child, int port) implements AutoCloseable {

  /** Those that a school may have. */
  enum Kind {
    SQUID("squid") {
      @Override
      Peer start(String program, Path scratch) throws Exception {
        return squid(program, scratch);
      }
    },
    PRIVOXY("privoxy") {
      @Override
      Peer start(String program, Path scratch) throws Exception {
        return privoxy(program, scratch);
      }
    },
    E2GUARDIAN("e2guardian") {
      @Override
      Peer start(String program, Path scratch) throws Exception {
        return E2guardian.start(program, scratch, E2guardian.Phrases.OFF);
      }
    },
    E2GUARDIAN_WITH_PHRASES("e2guardian") {
      @Override
      Peer start(String program, Path scratch) throws Exception {
        return E2guardian.start(program, scratch, E2guardian.Phrases.ON);
      }
    };

    private final String name;

    Kind(String name) {
      this.name = name;
    }

    abstract Peer start(String program, Path scratch) throws Exception;

    /** Started, if it is installed here. */
    Optional<Peer> start(Path scratch) throws Exception {
      String program = Tools.find(name, "/usr/sbin/" + name);
      return program.isEmpty() ? Optional.empty() : Optional.of(start(program, scratch));
    }
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
