package org.schoolgate.gateway.http;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.schoolgate.policy.Subject;

/**
 * Lets everybody reach the public internet and nobody the networks behind the gateway, unless the
 * settings name the network and the clients that may. The gateway's own ports are refused to
 * everybody, whatever the settings say: a proxy that can be asked to talk to itself, its console or
 * its control port is a way around them (S12).
 *
 * <p>Not public are the special-purpose blocks of the IANA registries (RFC 6890), and the IPv6
 * addresses that carry an IPv4 address inside (6to4, NAT64, IPv4-compatible) where that one is not
 * public.
 */
public final class NetworkGuard implements AddressGuard {

  private static final List<AddressRange> NOT_PUBLIC =
      Stream.of(
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
              "224.0.0.0/3",
              "::/127",
              "100::/64",
              "2001:db8::/32",
              "fc00::/7",
              "fe80::/9",
              "ff00::/8")
          .map(AddressRange::parse)
          .toList();

  private static final AddressRange SIX_TO_FOUR = AddressRange.parse("2002::/16");
  private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");
  private static final AddressRange COMPATIBLE = AddressRange.parse("::/96");

  private final Settings settings;
  private final Set<InetAddress> ownAddresses;

  /**
   * One exemption.
   *
   * @param network what may be reached although it is not public
   * @param clients the networks whose clients may
   */
  public record Exemption(AddressRange network, List<AddressRange> clients) {
    /** Copies the clients. */
    public Exemption {
      clients = List.copyOf(clients);
    }
  }

  /**
   * What is let through and what never is.
   *
   * @param exemptions none of them opens one of the own ports
   * @param ownPorts every port on which this process listens
   */
  public record Settings(List<Exemption> exemptions, Set<Integer> ownPorts) {
    /** Copies both. */
    public Settings {
      exemptions = List.copyOf(exemptions);
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
    if (settings.ownPorts.contains(socketAddress.getPort()) && isThisMachine(address)) {
      return false;
    }
    return isPublic(address) || isExempt(subject, address);
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
    for (AddressRange range : NOT_PUBLIC) {
      if (range.contains(address)) {
        return false;
      }
    }
    return !(address instanceof Inet6Address) || carriesPublic(address.getAddress(), address);
  }

  private static boolean carriesPublic(byte[] bytes, InetAddress address) {
    if (SIX_TO_FOUR.contains(address)) {
      return isPublic(ofBytes(java.util.Arrays.copyOfRange(bytes, 2, 6)));
    }
    if (NAT64.contains(address) || COMPATIBLE.contains(address)) {
      return isPublic(ofBytes(java.util.Arrays.copyOfRange(bytes, 12, 16)));
    }
    return true;
  }

  private static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", wrongLength);
    }
  }
}
