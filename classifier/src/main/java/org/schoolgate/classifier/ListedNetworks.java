package org.schoolgate.classifier;

import java.util.List;
import java.util.Optional;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.policy.HostName;

/**
 * Which addresses a list of somebody else may name. Lists of networks that are given to criminals
 * (Spamhaus DROP) have none wider than these; a list that names private networks, as lists of what
 * routers are to drop do, would close the school's own servers.
 */
final class ListedNetworks {

  private static final int IPV4_LENGTH_MIN = 12;
  private static final int IPV6_LENGTH_MIN = 24;

  /** Of the IANA registries of special-purpose addresses, those that machines of a school have. */
  private static final List<Network> PRIVATE =
      List.of(
          network("0.0.0.0", 8),
          network("10.0.0.0", 8),
          network("100.64.0.0", 10),
          network("127.0.0.0", 8),
          network("169.254.0.0", 16),
          network("172.16.0.0", 12),
          network("192.168.0.0", 16),
          network("224.0.0.0", 3),
          network("[::]", 127),
          network("[fc00::]", 7),
          network("[fe80::]", 10),
          network("[ff00::]", 8));

  private ListedNetworks() {}

  private static Network network(String address, int length) {
    return Network.of(HostName.parse(address), length);
  }

  /** The addresses that an entry is about; empty if it is about names. */
  static Optional<Network> of(SiteEntry entry) {
    if (entry.host().kind() == HostName.Kind.NAME) {
      return Optional.empty();
    }
    return Optional.of(
        entry.kind() == ListKind.ADDRESSES
            ? entry.network()
            : Network.of(entry.host(), Network.bits(entry.host())));
  }

  /** Why nobody's list should name it, in a few words; empty if one may. */
  static Optional<String> refusal(Network network) {
    if (PRIVATE.stream().anyMatch(network::overlaps)) {
      return Optional.of("addresses of private networks, where no site of the web is");
    }
    boolean ipv6 = network.first().kind() == HostName.Kind.IPV6;
    return network.length() < (ipv6 ? IPV6_LENGTH_MIN : IPV4_LENGTH_MIN)
        ? Optional.of("a network that holds a large part of the web")
        : Optional.empty();
  }
}
