package org.schoolgate.cli.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.schoolgate.gateway.Network;
import org.schoolgate.gateway.SitePorts;
import org.schoolgate.gateway.device.DirectSite;
import org.schoolgate.gateway.enforce.Contacts;
import org.schoolgate.gateway.http.Door;
import org.schoolgate.gateway.identity.AddressIdentities;
import org.schoolgate.policy.HostName;

/**
 * {@code schoolgate.yaml}: the gateway itself, validated.
 *
 * @param school whose gateway it is
 * @param listeners where it listens
 * @param devices what devices are told that browse here
 * @param networks whose clients are served
 * @param identity who is behind which address
 * @param upstream how origins are reached
 * @param inspection how content is read
 * @param limits what bounds it
 */
public record GatewayConfig(
    School school,
    Listeners listeners,
    Devices devices,
    List<Network> networks,
    Identity identity,
    Upstream upstream,
    Inspection inspection,
    Limits limits) {

  /**
   * The school.
   *
   * @param name as people read it
   * @param urn unique reference number; names the ledger's origin
   * @param zone its time zone
   * @param contacts whom the block page sends people to
   */
  public record School(String name, String urn, ZoneId zone, Contacts contacts) {}

  /**
   * Where the gateway listens.
   *
   * @param bind the address that people's devices reach
   * @param explicitProxy port
   * @param devices port of the pages for devices
   * @param metrics port, always on loopback
   * @param transparent what takes connections that the network diverts; empty for nothing
   * @param proxyProtocolFrom relays that say whose the connections are that they hand on
   */
  public record Listeners(
      InetAddress bind,
      int explicitProxy,
      int devices,
      int metrics,
      Optional<Transparent> transparent,
      List<Network> proxyProtocolFrom) {
    /** Copies the relays. */
    public Listeners {
      proxyProtocolFrom = List.copyOf(proxyProtocolFrom);
    }

    /** Every port that is listened at, by its name in the file. */
    public Map<String, Integer> ports() {
      Map<String, Integer> ports = new LinkedHashMap<>();
      ports.put("explicit-proxy", explicitProxy);
      ports.put("devices", devices);
      ports.put("metrics", metrics);
      transparent.ifPresent(
          ways -> {
            ports.put("transparent-http", ways.http());
            ports.put("transparent-tls", ways.tls());
          });
      return ports;
    }

    /** The ports that are nobody's to reach through the gateway. */
    public Set<Integer> ownPorts(int portOffset) {
      return ports().values().stream()
          .map(port -> port + portOffset)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * What the script says that leads devices to the proxy.
   *
   * @param gateway where it is; empty for where each device reached it
   * @param direct what they reach without it
   */
  public record Devices(Optional<HostName> gateway, List<DirectSite> direct) {
    /** Copies the list. */
    public Devices {
      direct = List.copyOf(direct);
    }
  }

  /**
   * Where diverted connections come in; at every address of the machine, because they keep their
   * own.
   *
   * @param diversion how they are brought here
   * @param http port of those that were meant for plain ports
   * @param tls port of those that were meant for secure ones
   */
  public record Transparent(Door.Diversion diversion, int http, int tls) {}

  /**
   * Who is behind which address.
   *
   * @param defaultGroup of served clients that no entry describes
   * @param proxyAuthentication who signs in at the proxy
   * @param proxyAuthenticationExempt networks whose clients are never asked to
   */
  public record Identity(
      String defaultGroup,
      List<AddressIdentities.Entry> addresses,
      ProxyAuthentication proxyAuthentication,
      List<Network> proxyAuthenticationExempt) {}

  /** Who signs in at the proxy. */
  public enum ProxyAuthentication {
    /** Nobody: what a request says of who sends it is thrown away. */
    OFF,
    /** Whoever wants to; nobody is asked. */
    OPTIONAL,
    /** Everybody is asked who has not. */
    REQUIRED
  }

  /**
   * How origins are reached.
   *
   * @param nameServers who resolves names; empty for the system's own
   * @param privateAddresses exceptions to the refusal of private addresses
   * @param ports those that web sites may be on
   * @param trustedCertificates issuers that are trusted beside those of the system
   */
  public record Upstream(
      List<InetSocketAddress> nameServers,
      List<PrivateAddresses> privateAddresses,
      SitePorts ports,
      List<X509Certificate> trustedCertificates,
      int connectMillis,
      int firstByteMillis,
      int idleMillis) {}

  /** Which clients may reach which private networks. */
  public record PrivateAddresses(Network clients, List<Network> networks) {}

  /**
   * How content is read.
   *
   * @param enabled whether any is
   * @param https whether secure connections are opened for it
   * @param holdBackBytesMax how much of a body is held back
   */
  public record Inspection(boolean enabled, boolean https, int holdBackBytesMax) {}

  /** What bounds the gateway. */
  public record Limits(
      int connectionsMax,
      int connectionsPerClientMax,
      int headerBytesMax,
      int headMillis,
      int eventLoops) {}
}
