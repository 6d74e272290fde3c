package org.schoolgate.classifier;

import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.HostName;

/**
 * The domain and host entries of all lists: one pass over a host, right to left, asks for the host
 * and each of its parents. Immutable and thread-safe.
 */
final class DomainTable {

  private final HostHash hash;
  private final FingerprintTable table;
  private final ListSets sets;
  private final NetworkLengths lengths;

  DomainTable(HostHash hash, FingerprintTable table, ListSets sets, NetworkLengths lengths) {
    this.lengths = lengths;
    this.hash = hash;
    this.table = table;
    this.sets = sets;
  }

  /** What covers a host, or null, without allocating, if nothing does. */
  @Nullable Coverage find(HostName host) {
    String text = host.text();
    boolean isName = host.kind() == HostName.Kind.NAME;
    Coverage found = null;
    long state = hash.start();
    for (int i = text.length() - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == '.' && isName) {
        found = probe(found, state, text, i + 1);
      }
      state = hash.add(state, c);
    }
    if (!isName) {
      found = probeNetworks(host);
    }
    return probe(found, state, text, 0);
  }

  /** Asks for the networks that an address is in, the widest first. */
  private @Nullable Coverage probeNetworks(HostName address) {
    Coverage found = null;
    boolean ipv6 = address.kind() == HostName.Kind.IPV6;
    for (int length = lengths.first(ipv6); length >= 0; length = lengths.after(length, ipv6)) {
      String network = Network.of(address, length).text();
      found = probe(found, hash.suffix(network, 0), network, 0);
    }
    return found;
  }

  private @Nullable Coverage probe(@Nullable Coverage found, long state, String host, int from) {
    int set = table.get(hash.finish(state));
    if (set == 0) {
      return found;
    }
    Coverage coverage = found == null ? new Coverage() : found;
    int[] tags = sets.tags(set);
    if (ListSets.hasPaths(tags)) {
      coverage.addPathsFrom(from, state);
    }
    for (int tag : tags) {
      if (tag != ListSets.HAS_PATHS && (from == 0 || !ListSets.isExact(tag))) {
        if (ListSets.isException(tag)) {
          coverage.remove(sets.list(tag));
        } else {
          coverage.add(sets.list(tag), host.substring(from), true);
        }
      }
    }
    return coverage;
  }
}
