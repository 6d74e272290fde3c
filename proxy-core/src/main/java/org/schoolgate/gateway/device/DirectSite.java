package org.schoolgate.gateway.device;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.schoolgate.classifier.site.PublicSuffixes;
import org.schoolgate.gateway.Network;
import org.schoolgate.policy.HostName;

/**
 * What devices reach without the filter, because the school says so: a site of its own, machines of
 * its own network, or names that only that network knows. Nothing else ever is, so what would open
 * a part of the internet cannot be written here. Immutable.
 */
public sealed interface DirectSite {

  /** The word for {@link LocalNames}. */
  String LOCAL_NAMES = "local-names";

  /** A site with all that stands under it. */
  record Named(String name) implements DirectSite {}

  /** The IPv4 addresses of a network; a name that leads there is not meant by it. */
  record Addressed(Network network) implements DirectSite {}

  /** Names of one word, such as a printer's, and those that end in {@code .local} (RFC 6762). */
  record LocalNames() implements DirectSite {}

  /**
   * Reads one as it stands in schoolgate.yaml: a name, a network or {@value #LOCAL_NAMES}.
   *
   * @param served the school's own networks, which may have public addresses
   * @throws IllegalArgumentException saying why it is none, or may not be one
   */
  static DirectSite parse(String text, List<Network> served) {
    if (text.equals(LOCAL_NAMES)) {
      return new LocalNames();
    }
    if (text.indexOf(':') >= 0 || text.matches("[0-9./]+")) {
      return new Addressed(network(text, served));
    }
    HostName host = HostName.parse(text.startsWith(".") ? text.substring(1) : text);
    if (host.kind() != HostName.Kind.NAME) {
      return new Addressed(network(host.text(), served));
    }
    if (host.text().indexOf('.') < 0) {
      throw new IllegalArgumentException("this is one word and no site");
    }
    if (PublicSuffixes.isSuffix(host.text())) {
      throw new IllegalArgumentException("this is the end of many sites' names and none of them");
    }
    return new Named(host.text());
  }

  private static Network network(String text, List<Network> served) {
    Network network = Network.parse(text);
    if (!(network.address() instanceof Inet4Address)) {
      throw new IllegalArgumentException("browsers' scripts can tell IPv4 networks alone");
    }
    Stream<Network> own =
        Stream.concat(
            Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8")
                .map(Network::parse),
            served.stream().filter(each -> each.prefixBits() > 0));
    if (own.noneMatch(each -> holds(each, network))) {
      throw new IllegalArgumentException("this is no private network and none that is served");
    }
    return network;
  }

  private static boolean holds(Network all, Network part) {
    InetAddress first = part.address();
    return all.prefixBits() <= part.prefixBits() && all.contains(first);
  }
}
