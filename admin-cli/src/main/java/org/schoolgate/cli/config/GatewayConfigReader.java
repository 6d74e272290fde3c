package org.schoolgate.cli.config;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.Network;
import org.schoolgate.gateway.SitePorts;
import org.schoolgate.gateway.device.DirectSite;
import org.schoolgate.gateway.enforce.Contacts;
import org.schoolgate.gateway.http.Door;
import org.schoolgate.gateway.identity.AddressIdentities;
import org.schoolgate.gateway.tls.PemCertificates;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.GroupTree;
import org.schoolgate.policy.HostName;

/** Reads {@code schoolgate.yaml} against the groups that the policy knows. */
final class GatewayConfigReader {

  /** The school's number in the configuration that ships. */
  static final String URN_OF_SAMPLE = "000000";

  private static final int DNS_PORT = 53;
  private static final String DEFAULT_GROUP = "nursery";
  private static final String GROUP_REMEDY = "name a group of groups.yaml";
  private static final String NETWORK_REMEDY = "write it as 10.20.0.0/16";

  private final GroupTree groups;
  private final Problems problems;

  GatewayConfigReader(GroupTree groups, Problems problems) {
    this.groups = groups;
    this.problems = problems;
  }

  GatewayConfig read(Path file) throws ConfigRefused {
    Path folder = file.toAbsolutePath().getParent();
    Section top = new Section(YamlFile.read(file), problems);
    List<Network> networks = top.values("networks", Network::parse, NETWORK_REMEDY);
    GatewayConfig config =
        new GatewayConfig(
            school(top.section("school")),
            listeners(top.section("listeners")),
            devices(top.section("devices"), networks),
            networks,
            identity(top.section("identity")),
            upstream(top.section("upstream"), folder),
            inspection(top.section("inspection")),
            limits(top.section("limits")));
    top.done();
    return config;
  }

  private static GatewayConfig.School school(Section section) {
    GatewayConfig.School school =
        new GatewayConfig.School(
            section.text("name"),
            section
                .value("urn", GatewayConfigReader::urn, "give the school's number in quotes")
                .orElse(URN_OF_SAMPLE),
            section
                .value("time-zone", GatewayConfigReader::zone, "write it as Europe/London")
                .orElse(ZoneId.of("Europe/London")),
            new Contacts(
                section.text("name"),
                section.optionalText("ask-children").orElse(Contacts.DEFAULT.teacher()),
                section.optionalText("ask-adults").orElse(Contacts.DEFAULT.office())));
    section.done();
    return school;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("there is no such time zone", unknown);
    }
  }

  private static String urn(String text) {
    if (!text.matches("[A-Za-z0-9._-]{1,40}")) {
      throw new IllegalArgumentException("a reference number has 1 to 40 letters, digits, . _ -");
    }
    return text;
  }

  private static GatewayConfig.Listeners listeners(Section section) {
    GatewayConfig.Listeners listeners =
        new GatewayConfig.Listeners(
            section
                .value("bind", text -> Network.parse(text).address(), "give an IP address")
                .orElse(InetAddress.getLoopbackAddress()),
            section.integer("explicit-proxy", 3128, 1, 65_535),
            section.integer("devices", 8080, 1, 65_535),
            section.integer("metrics", 9090, 1, 65_535),
            transparent(section),
            section.values("proxy-protocol-from", Network::parse, NETWORK_REMEDY));
    Map<Integer, String> taken = new HashMap<>();
    listeners
        .ports()
        .forEach(
            (name, port) -> {
              String other = taken.putIfAbsent(port, name);
              if (other != null) {
                section.problem(name, port + " is the port of " + other + " too", "give another");
              }
            });
    section.done();
    return listeners;
  }

  private static GatewayConfig.Devices devices(Section section, List<Network> networks) {
    GatewayConfig.Devices devices =
        new GatewayConfig.Devices(
            section.value(
                "gateway",
                HostName::parse,
                "give a name or an address of this machine, an IPv6 one in brackets"),
            section.values(
                "direct",
                text -> DirectSite.parse(text, networks),
                "name a site of the school's own, an IPv4 network of its own such as 10.20.0.0/16,"
                    + " or "
                    + DirectSite.LOCAL_NAMES));
    section.done();
    return devices;
  }

  private static Optional<GatewayConfig.Transparent> transparent(Section section) {
    Door.Diversion diversion =
        section
            .value("transparent", GatewayConfigReader::diversion, "write off, tproxy or redirect")
            .orElse(Door.Diversion.NONE);
    GatewayConfig.Transparent transparent =
        new GatewayConfig.Transparent(
            diversion,
            section.integer("transparent-http", 3129, 1, 65_535),
            section.integer("transparent-tls", 3130, 1, 65_535));
    return diversion == Door.Diversion.NONE ? Optional.empty() : Optional.of(transparent);
  }

  private static Door.Diversion diversion(String word) {
    return switch (word) {
      // YAML reads a bare off as false.
      case "off", "false" -> Door.Diversion.NONE;
      case "tproxy" -> Door.Diversion.TPROXY;
      case "redirect" -> Door.Diversion.REDIRECT;
      default -> throw new IllegalArgumentException("'" + word + "' is no way of diverting");
    };
  }

  private GatewayConfig.Identity identity(Section section) {
    String defaultGroup =
        section.value("default-group", this::group, GROUP_REMEDY).orElse(DEFAULT_GROUP);
    if (section.isSound() && groups.find(defaultGroup).isEmpty()) {
      section.problem(
          "default-group", "there is no group '" + DEFAULT_GROUP + "', the default", GROUP_REMEDY);
    }
    GatewayConfig.Identity identity =
        new GatewayConfig.Identity(
            defaultGroup,
            section.sections("addresses").stream()
                .map(this::entry)
                .flatMap(Optional::stream)
                .toList(),
            section
                .value(
                    "proxy-authentication",
                    GatewayConfigReader::proxyAuthentication,
                    "write off, optional or required")
                .orElse(GatewayConfig.ProxyAuthentication.OFF),
            section.values("proxy-authentication-exempt", Network::parse, NETWORK_REMEDY));
    section.done();
    return identity;
  }

  private static GatewayConfig.ProxyAuthentication proxyAuthentication(String word) {
    return switch (word) {
      // YAML reads a bare off as false.
      case "off", "false" -> GatewayConfig.ProxyAuthentication.OFF;
      case "optional" -> GatewayConfig.ProxyAuthentication.OPTIONAL;
      case "required" -> GatewayConfig.ProxyAuthentication.REQUIRED;
      default -> throw new IllegalArgumentException("'" + word + "' is no way of signing in");
    };
  }

  private Optional<AddressIdentities.Entry> entry(Section section) {
    Optional<Network> network = section.value("network", Network::parse, NETWORK_REMEDY);
    String name = section.text("name");
    List<String> inGroups = section.values("groups", this::group, "name groups of groups.yaml");
    Confidence confidence =
        section
            .value("confidence", GatewayConfigReader::confidence, "see identity in etc/")
            .orElse(Confidence.DEVICE);
    section.done();
    if (network.isEmpty() && section.isSound()) {
      section.problem("network", "an address is missing here", NETWORK_REMEDY);
    }
    if (inGroups.isEmpty() && section.isSound()) {
      section.problem("groups", "an address belongs to at least one group", "name it");
    }
    if (network.isEmpty() || inGroups.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new AddressIdentities.Entry(network.get(), name, inGroups, confidence));
  }

  private String group(String id) {
    return groups
        .find(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no group '"
                        + id
                        + "'"
                        + Nearest.hint(id, groups.all().stream().map(Group::id).toList())))
        .id();
  }

  private static Confidence confidence(String word) {
    for (Confidence confidence : Confidence.values()) {
      if (confidence.id().equals(word.toLowerCase(Locale.ROOT))) {
        return confidence;
      }
    }
    throw new IllegalArgumentException("a confidence is individual, shared or device");
  }

  private static GatewayConfig.Upstream upstream(Section section, @Nullable Path folder) {
    GatewayConfig.Upstream upstream =
        new GatewayConfig.Upstream(
            section.values(
                "name-servers",
                text -> SocketAddresses.parse(text, DNS_PORT),
                "give IP addresses, with a port where it is not 53"),
            section.sections("private-addresses").stream()
                .map(GatewayConfigReader::privateAddresses)
                .flatMap(Optional::stream)
                .toList(),
            new SitePorts(
                Set.copyOf(
                    section.values(
                        "more-ports", GatewayConfigReader::port, "give numbers from 1 to 65535"))),
            section
                .values(
                    "trusted-certificates",
                    text -> certificates(folder, text),
                    "name PEM files, from this folder or with their whole path")
                .stream()
                .flatMap(List::stream)
                .toList(),
            section.integer("connect-millis", 5_000, 100, 120_000),
            section.integer("first-byte-millis", 30_000, 100, 600_000),
            section.integer("idle-millis", 60_000, 1_000, 3_600_000));
    section.done();
    return upstream;
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > 65_535) {
      throw new IllegalArgumentException("this is no port");
    }
    return Integer.parseInt(text);
  }

  private static List<X509Certificate> certificates(@Nullable Path folder, String text) {
    Path named = Path.of(text);
    try {
      return PemCertificates.read(folder == null ? named : folder.resolve(named));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          unreadable instanceof NoSuchFileException
              ? "there is no such file"
              : "the file cannot be used: " + unreadable.getMessage(),
          unreadable);
    }
  }

  private static Optional<GatewayConfig.PrivateAddresses> privateAddresses(Section section) {
    Optional<Network> clients = section.value("clients", Network::parse, NETWORK_REMEDY);
    List<Network> networks = section.values("networks", Network::parse, NETWORK_REMEDY);
    section.done();
    return clients.map(from -> new GatewayConfig.PrivateAddresses(from, networks));
  }

  private static GatewayConfig.Inspection inspection(Section section) {
    GatewayConfig.Inspection inspection =
        new GatewayConfig.Inspection(
            section.truth("enabled", true),
            section.truth("https", true),
            section.integer("hold-back-bytes-max", 65_536, 4_096, 4 * 1024 * 1024));
    section.done();
    return inspection;
  }

  private static GatewayConfig.Limits limits(Section section) {
    GatewayConfig.Limits limits =
        new GatewayConfig.Limits(
            section.integer("connections-max", 4_000, 16, 100_000),
            section.integer("connections-per-client-max", 500, 4, 100_000),
            section.integer("header-bytes-max", 32_768, 4_096, 1024 * 1024),
            section.integer("head-millis", 15_000, 100, 120_000),
            section.integer("event-loops", 2, 1, 64));
    section.done();
    return limits;
  }
}
