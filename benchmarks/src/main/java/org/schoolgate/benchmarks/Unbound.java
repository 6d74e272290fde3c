package org.schoolgate.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Unbound with a response policy zone, on the loopback address; what the zone does not concern is
 * answered by a second one, with the same address for every name.
 */
final class Unbound implements AutoCloseable {

  private static final int ANSWER_BYTES_MAX = 4096;
  private static final int ANSWER_WITHIN_MILLIS = 5_000;

  /** What any has that listens on a port, to be named. */
  static final String COMMON =
      """
      server:
        interface: 127.0.0.1
        port: %d
        do-daemonize: no
        chroot: ""
        username: ""
        pidfile: ""
        use-syslog: no
        do-not-query-localhost: no
        num-threads: 1
      """;

  private final Child origin;
  private final Child resolver;
  private final DatagramSocket socket;
  private final int port;
  private int id;

  private Unbound(Child origin, Child resolver, int port) throws IOException {
    this.origin = origin;
    this.resolver = resolver;
    this.port = port;
    this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
  }

  static Unbound start(Path scratch, Path zone) throws IOException, InterruptedException {
    String unbound = Tools.find("unbound", "/usr/sbin/unbound");
    if (unbound.isEmpty()) {
      throw new IOException("unbound is not installed (Debian: apt-get install unbound)");
    }
    int originPort = Child.freePort();
    Path originFile = scratch.resolve("origin.conf");
    Files.writeString(
        originFile,
        COMMON.formatted(originPort)
            + """
              local-zone: "." redirect
              local-data: ". 60 IN A 203.0.113.9"
            """);
    Child origin =
        Child.start("origin", scratch, Map.of(), List.of(unbound, "-d", "-c", "" + originFile));
    origin.awaitPort(originPort, Duration.ofSeconds(20));
    int port = Child.freePort();
    Path file = scratch.resolve("resolver.conf");
    Files.writeString(
        file,
        COMMON.formatted(port)
            + """
              module-config: "respip iterator"
            rpz:
              name: rpz.test
              zonefile: "%s"
            forward-zone:
              name: "."
              forward-addr: 127.0.0.1@%d
            """
                .formatted(zone, originPort));
    Child resolver =
        Child.start("resolver", scratch, Map.of(), List.of(unbound, "-d", "-c", "" + file));
    resolver.awaitPort(port, Duration.ofSeconds(60));
    return new Unbound(origin, resolver, port);
  }

  /** Whether a name is answered with an address that is not nowhere. */
  boolean passes(String name) throws IOException {
    byte[] query = query(++id & 0xFFFF, name);
    socket.send(new DatagramPacket(query, query.length, InetAddress.getLoopbackAddress(), port));
    byte[] answer = new byte[ANSWER_BYTES_MAX];
    DatagramPacket packet = new DatagramPacket(answer, answer.length);
    do {
      socket.receive(packet);
    } while (answer[0] != query[0] || answer[1] != query[1]);
    int responseCode = answer[3] & 0xF;
    if (responseCode != 0 && responseCode != 3) {
      throw new IOException("unbound answers " + responseCode + " for " + name);
    }
    return hasAddress(answer, packet.getLength());
  }

  /** Whether it has the address that the origin gives for every name. */
  private static boolean hasAddress(byte[] answer, int length) {
    for (int i = 12; i + 4 <= length; i++) {
      if ((answer[i] & 0xFF) == 203
          && answer[i + 1] == 0
          && answer[i + 2] == 113
          && answer[i + 3] == 9) {
        return true;
      }
    }
    return false;
  }

  private static byte[] query(int id, String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(id);
    out.writeShort(0x0100); // recursion is asked for
    out.writeShort(1);
    out.writeShort(0);
    out.writeShort(0);
    out.writeShort(0);
    for (String label : name.split("\\.", -1)) {
      out.writeByte(label.length());
      out.write(label.getBytes(StandardCharsets.US_ASCII));
    }
    out.writeByte(0);
    out.writeShort(1);
    out.writeShort(1);
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
    resolver.close();
    origin.close();
  }
}
