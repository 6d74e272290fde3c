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

  DomainTable(HostHash hash, FingerprintTable table, ListSets sets) {
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
    return probe(found, state, text, 0);
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
        coverage.add(sets.list(tag), host.substring(from), true);
      }
    }
    return coverage;
  }
}
