package org.schoolgate.gateway.http;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.schoolgate.gateway.Network;
import org.schoolgate.policy.Subject;

/**
 * Lets everybody reach the public internet and nobody the school's own networks or this machine,
 * unless the settings name the network and the clients that may; also where these have public
 * addresses, as at schools with a range of their own. The gateway's own ports are refused to
 * everybody, whatever the settings say: a proxy that can be asked to talk to itself, its console or
 * its control port is a way around them (S12).
 *
 * <p>Not public are the special-purpose blocks of the IANA registries (RFC 6890), and the IPv6
 * addresses that carry an IPv4 address inside (6to4, NAT64, IPv4-compatible) where that one is not
 * public.
 */
public final class NetworkGuard implements AddressGuard {

  private static final int[] NOT_PUBLIC_4 =
      basesAndMasks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3");

  private static final List<Network> NOT_PUBLIC_6 =
      Stream.of(
              "::/127",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "3fff::/20",
              "fc00::/7",
              "fe80::/9",
              "ff00::/8")
          .map(Network::parse)
          .toList();

  private static final Network SIX_TO_FOUR = Network.parse("2002::/16");
  private static final Network NAT64 = Network.parse("64:ff9b::/96");
  private static final Network COMPATIBLE = Network.parse("::/96");

  private final Settings settings;
  private volatile Set<InetAddress> ownAddresses;

  /**
   * One exemption.
   *
   * @param network what may be reached although it is not public
   * @param clients the networks whose clients may
   */
  public record Exemption(Network network, List<Network> clients) {
    /** Copies the clients. */
    public Exemption {
      clients = List.copyOf(clients);
    }
  }

  /**
   * What is let through and what never is.
   *
   * @param exemptions none of them opens one of the own ports
   * @param served the networks whose clients are served: the school's own
   * @param ownPorts every port on which this process listens
   */
  public record Settings(List<Exemption> exemptions, List<Network> served, Set<Integer> ownPorts) {
    /** Copies all. */
    public Settings {
      exemptions = List.copyOf(exemptions);
      served = List.copyOf(served);
      ownPorts = Set.copyOf(ownPorts);
    }
  }

  /**
   * A guard.
   *
   * @param ownAddresses the machine's own, see {@link #addressesOfThisMachine}
   */
  public NetworkGuard(Settings settings, Set<InetAddress> ownAddresses) {
    this.settings = settings;
    this.ownAddresses = Set.copyOf(ownAddresses);
  }

  /** Says which addresses the machine has now: some change while it runs. */
  public void machineHas(Set<InetAddress> addresses) {
    ownAddresses = Set.copyOf(addresses);
  }

  /**
   * Every address of every interface of this machine, now.
   *
   * @throws SocketException if they cannot be read
   */
  public static Set<InetAddress> addressesOfThisMachine() throws SocketException {
    Set<InetAddress> found = new HashSet<>();
    NetworkInterface.networkInterfaces().forEach(each -> each.inetAddresses().forEach(found::add));
    return found;
  }

  @Override
  public boolean mayDial(Subject subject, InetSocketAddress socketAddress) {
    InetAddress address = socketAddress.getAddress();
    if (address == null) {
      return false;
    }
    if (isOwnPort(socketAddress, address)) {
      return false;
    }
    return (isPublic(address) && !isOurs(address)) || isExempt(subject, address);
  }

  private boolean isOurs(InetAddress address) {
    if (ownAddresses.contains(address)) {
      return true;
    }
    for (Network network : settings.served) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is any client that may be connected there. */
  public boolean isReachableForSome(InetSocketAddress socketAddress) {
    InetAddress address = socketAddress.getAddress();
    return address != null
        && !isOwnPort(socketAddress, address)
        && (isPublic(address)
            || settings.exemptions.stream()
                .anyMatch(exemption -> exemption.network.contains(address)));
  }

  private boolean isOwnPort(InetSocketAddress socketAddress, InetAddress address) {
    return settings.ownPorts.contains(socketAddress.getPort()) && isThisMachine(address);
  }

  private boolean isThisMachine(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || ownAddresses.contains(address);
  }

  private boolean isExempt(Subject subject, InetAddress address) {
    if (settings.exemptions.isEmpty()) {
      return false;
    }
    byte[] client = NetUtil.createByteArrayFromIpAddressString(subject.address());
    if (client == null) {
      return false;
    }
    InetAddress from = ofBytes(client);
    for (Exemption exemption : settings.exemptions) {
      if (exemption.network.contains(address)
          && exemption.clients.stream().anyMatch(network -> network.contains(from))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPublic(InetAddress address) {
    return address instanceof Inet6Address
        ? isPublic6(address)
        : isPublic4(ByteBuffer.wrap(address.getAddress()).getInt());
  }

  /** Asked for every request that reuses a connection: compares numbers, makes no objects. */
  private static boolean isPublic4(int address) {
    for (int i = 0; i < NOT_PUBLIC_4.length; i += 2) {
      if ((address & NOT_PUBLIC_4[i + 1]) == NOT_PUBLIC_4[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPublic6(InetAddress address) {
    for (Network range : NOT_PUBLIC_6) {
      if (range.contains(address)) {
        return false;
      }
    }
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    if (SIX_TO_FOUR.contains(address)) {
      return isPublic4(bytes.getInt(2));
    }
    if (NAT64.contains(address) || COMPATIBLE.contains(address)) {
      return isPublic4(bytes.getInt(12));
    }
    return true;
  }

  /** Base and mask of each network, one after the other. */
  private static int[] basesAndMasks(String... networks) {
    int[] pairs = new int[networks.length * 2];
    for (int i = 0; i < networks.length; i++) {
      Network network = Network.parse(networks[i]);
      pairs[2 * i] = ByteBuffer.wrap(network.address().getAddress()).getInt();
      pairs[2 * i + 1] = -1 << (Integer.SIZE - network.prefixBits());
    }
    return pairs;
  }

  private static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", wrongLength);
    }
  }
}
