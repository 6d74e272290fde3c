package org.schoolgate.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The real gateway, started by the launcher as people start it, on free ports with throw-away data.
 */
final class GatewayUnderLoad implements AutoCloseable {

  /** Whether the text of pages is read. */
  enum Scanning {
    OFF,
    ON
  }

  private static final int EXPLICIT_PROXY = 3128;
  private static final int METRICS = 9090;
  private static final int DEVICES = 8080;

  private final String name;
  private final Child child;
  private final int port;

  private GatewayUnderLoad(String name, Child child, int port) {
    this.name = name;
    this.child = child;
    this.port = port;
  }

  /** Starts it with the configuration in {@code etc/} and waits until it is ready. */
  static GatewayUnderLoad start(Path scratch, Scanning scanning) throws Exception {
    return start(scratch, scanning, settings -> settings);
  }

  private static GatewayUnderLoad start(
      Path scratch, Scanning scanning, UnaryOperator<String> further) throws Exception {
    String name = "schoolgate, scan " + scanning.name().toLowerCase(Locale.ROOT);
    Path config = scratch.resolve(name + "/etc");
    Path data = Files.createDirectories(scratch.resolve(name + "/var"));
    Tools.copy(Tools.home().resolve("etc"), config);
    Path settings = config.resolve("schoolgate.yaml");
    setScanning(settings, scanning);
    Files.writeString(settings, further.apply(Files.readString(settings)));
    GatewayUnderLoad gateway = start(name, scratch, config, data);
    gateway.child.awaitLine("ready", Duration.ofSeconds(60));
    return gateway;
  }

  /** The same, with an issuer of origins' certificates that it trusts. */
  static GatewayUnderLoad trusting(Path scratch, Scanning scanning, Path issuer) throws Exception {
    return start(
        scratch,
        scanning,
        settings ->
            settings.replace(
                "  trusted-certificates: []\n", "  trusted-certificates: [" + issuer + "]\n"));
  }

  /** Starts it and waits for nothing. */
  static GatewayUnderLoad start(String name, Path scratch, Path config, Path data)
      throws IOException {
    int offset = freeOffset();
    Child child =
        Child.start(
            name,
            scratch,
            Map.of(),
            List.of(
                Tools.home().resolve("schoolgate").toString(),
                "run",
                "--config",
                config.toString(),
                "--data",
                data.toString(),
                "--port-offset",
                Integer.toString(offset)));
    return new GatewayUnderLoad(name, child, EXPLICIT_PROXY + offset);
  }

  String name() {
    return name;
  }

  Child child() {
    return child;
  }

  int port() {
    return port;
  }

  private static void setScanning(Path settings, Scanning scanning) throws IOException {
    String shipped = Files.readString(settings);
    String enabled = "inspection:\n  # Text";
    if (!shipped.contains(enabled) || !shipped.contains("\n  enabled: true\n")) {
      throw new IOException(settings + " no longer has the setting inspection.enabled as it was");
    }
    if (scanning == Scanning.OFF) {
      Files.writeString(settings, shipped.replace("\n  enabled: true\n", "\n  enabled: false\n"));
    }
  }

  private static int freeOffset() throws IOException {
    for (int offset = 20_000; offset < 50_000; offset += 101) {
      if (isFree(EXPLICIT_PROXY + offset) && isFree(METRICS + offset) && isFree(DEVICES + offset)) {
        return offset;
      }
    }
    throw new IOException("no free ports on the loopback address");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
