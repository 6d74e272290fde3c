package org.schoolgate.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A school's network in network namespaces of its own: a device with two addresses, the gateway
 * between, and the world outside, each a machine of this one's. Takes root; nothing of it is seen
 * by anything else here, and it goes with the test.
 */
final class Network implements AutoCloseable {

  /** Addresses of the device. */
  static final String PUPIL = "10.99.1.2";

  static final String TEACHER = "10.99.1.3";
  static final String PUPIL_6 = "fd99:1::2";

  /** Of the world outside. */
  static final String OUTSIDE = "10.99.2.2";

  /** What the device takes every site's addresses to be; nobody is there. */
  static final String NOWHERE = "10.99.2.99";

  static final String NOWHERE_6 = "fd99:2::99";

  private final String name = "sg" + ProcessHandle.current().pid();
  private final Path settings;
  private final List<Outside> running = new ArrayList<>();

  /**
   * Sets it up.
   *
   * @param bridge whether the gateway is a bridge between device and router, and not the router
   */
  Network(boolean bridge) throws IOException, InterruptedException {
    settings = Files.createTempDirectory("network");
    for (String machine : List.of("device", "gateway", "outside")) {
      ip("netns add " + name + machine);
      ip("-n " + name + machine + " link set lo up");
    }
    cable("device", "eth0", "gateway", "eth1");
    cable("outside", "eth0", "gateway", "eth0");
    for (String address : List.of(PUPIL + "/24", TEACHER + "/24", PUPIL_6 + "/64")) {
      address("device", "eth0", address);
    }
    if (bridge) {
      bridge();
    } else {
      for (String address : List.of("10.99.1.1/24", "fd99:1::1/64")) {
        address("gateway", "eth1", address);
      }
      for (String address : List.of("10.99.2.1/24", "fd99:2::1/64")) {
        address("gateway", "eth0", address);
      }
      address("outside", "eth0", OUTSIDE + "/24");
      address("outside", "eth0", "fd99:2::2/64");
      route("outside", "10.99.2.1", "fd99:2::1");
    }
    route("device", "10.99.1.1", "fd99:1::1");
    String unused =
        Tool.run(
            "",
            Tool.line(
                on("gateway"),
                "sysctl",
                "-qw",
                "net.ipv4.ip_forward=1",
                "net.ipv6.conf.all.forwarding=1"));
    Path names = Path.of("/etc/netns", name + "device");
    Files.createDirectories(names);
    Files.writeString(names.resolve("resolv.conf"), "nameserver 192.0.2.53\n");
  }

  /** The world outside is the router, with the address that devices have for one, and the sites. */
  private void bridge() throws IOException, InterruptedException {
    ip("-n " + name + "gateway link add br0 type bridge");
    for (String port : List.of("eth0", "eth1")) {
      ip("-n " + name + "gateway link set " + port + " master br0");
    }
    address("gateway", "br0", "10.99.1.9/24");
    address("gateway", "br0", "fd99:1::9/64");
    for (String address :
        List.of("10.99.1.1/24", OUTSIDE + "/24", "fd99:1::1/64", "fd99:2::2/64")) {
      address("outside", "eth0", address);
    }
    route("gateway", "10.99.1.1", "fd99:1::1");
  }

  private void cable(String one, String itsEnd, String other, String othersEnd)
      throws IOException, InterruptedException {
    ip(
        "link add "
            + itsEnd
            + (" netns " + name + one + " type veth peer name ")
            + (othersEnd + " netns " + name + other));
    ip("-n " + name + one + " link set " + itsEnd + " up");
    ip("-n " + name + other + " link set " + othersEnd + " up");
  }

  private void address(String machine, String link, String address)
      throws IOException, InterruptedException {
    String noDetection = address.contains(":") ? " nodad" : "";
    ip("-n " + name + machine + " addr add " + address + " dev " + link + noDetection);
    ip("-n " + name + machine + " link set " + link + " up");
  }

  private void route(String machine, String by, String by6)
      throws IOException, InterruptedException {
    ip("-n " + name + machine + " route add default via " + by);
    ip("-n " + name + machine + " -6 route add default via " + by6);
  }

  private static void ip(String words) throws IOException, InterruptedException {
    run(Tool.line(List.of("ip"), words.split(" ")));
  }

  /** Runs something that says nothing when all is well. */
  private static void run(List<String> line) throws IOException, InterruptedException {
    String said = Tool.run("", line);
    if (!said.isEmpty()) {
      throw new IOException(String.join(" ", line) + ": " + said);
    }
  }

  /** What a command line begins with that is to run on one of the machines. */
  List<String> on(String machine) {
    return List.of("ip", "netns", "exec", name + machine);
  }

  /** Begins something on one of the machines, which goes with the network. */
  void begin(String machine, String... words) throws IOException {
    running.add(Outside.start(on(machine), words));
  }

  /** A program that runs another one on the device. */
  Path onDevice(Path program) throws IOException {
    Path script = settings.resolve(String.valueOf(program.getFileName()));
    String line = "exec ip netns exec " + name + "device " + program + " \"$@\"\n";
    Files.writeString(script, "#!/bin/sh\n" + line);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  /** Diverts as the files that ship do it, with the changes that a technician makes in them. */
  void divert(boolean bridge) throws IOException, InterruptedException {
    Path shipped = Path.of("../systemd").toAbsolutePath().normalize();
    String rules = Files.readString(shipped.resolve("schoolgate-divert.nft"));
    String lan = bridge ? "br0" : "eth1";
    Files.writeString(
        settings.resolve("divert.nft"),
        rules.replace("define lan = { \"eth1\" }", "define lan = { \"" + lan + "\" }"));
    if (bridge) {
      String hardware =
          Tool.run("", Tool.line(on("gateway"), "cat", "/sys/class/net/br0/address")).strip();
      Files.writeString(
          settings.resolve("divert-bridge.nft"),
          Files.readString(shipped.resolve("schoolgate-divert-bridge.nft"))
              .replace("02:00:00:00:00:01", hardware));
    }
    run(
        Tool.line(
            on("gateway"),
            shipped.resolve("schoolgate-divert").toString(),
            "up",
            settings.toString()));
  }

  /** Diverts by address translation. */
  void redirect() throws IOException, InterruptedException {
    Path rules = settings.resolve("redirect.nft");
    Files.writeString(
        rules,
        """
        table inet test {
          chain web {
            type nat hook prerouting priority dstnat; policy accept;
            iifname eth1 tcp dport 80 redirect to :3129
            iifname eth1 tcp dport 443 redirect to :3130
            iifname eth1 udp dport 53 redirect to :53
          }
        }
        """);
    run(Tool.line(on("gateway"), "nft", "-f", rules.toString()));
  }

  @Override
  public void close() throws IOException {
    for (Outside each : running) {
      each.close();
    }
    List<String> failures = new ArrayList<>();
    for (String machine : List.of("device", "gateway", "outside")) {
      try {
        ip("netns del " + name + machine);
      } catch (IOException gone) {
        failures.add(String.valueOf(gone.getMessage()));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    for (Path folder : List.of(settings, Path.of("/etc/netns", name + "device"))) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    if (!failures.isEmpty()) {
      throw new IOException(String.join("; ", failures));
    }
  }
}
