package org.schoolgate.classifier;

import java.nio.charset.StandardCharsets;
import org.schoolgate.policy.Target;

/**
 * The URL entries of all lists, by host and canonical path prefix. Asked only for hosts that {@link
 * DomainTable} marks as having such entries. Immutable and thread-safe.
 */
final class UrlTable {

  private final HostHash hash;
  private final FingerprintTable table;
  private final ListSets sets;

  UrlTable(HostHash hash, FingerprintTable table, ListSets sets) {
    this.hash = hash;
    this.table = table;
    this.sets = sets;
  }

  /** Adds the entries that cover the target's path to what covers its host. */
  void find(Target target, Coverage coverage) {
    byte[] path = CanonicalPath.of(target.path(), target.query());
    for (Coverage.PathHost host : coverage.pathHosts()) {
      long state = hash.addPathSeparator(host.state());
      for (int i = 0; i < path.length; i++) {
        state = hash.add(state, path[i] & 0xFF);
        if (i + 1 == path.length || CanonicalPath.isBoundary(path[i + 1])) {
          probe(target.host().text().substring(host.from()), path, i + 1, state, coverage);
        }
      }
    }
  }

  private void probe(String host, byte[] path, int length, long state, Coverage coverage) {
    int set = table.get(hash.finish(state));
    if (set != 0) {
      String entry = host + new String(path, 0, length, StandardCharsets.UTF_8);
      for (int tag : sets.tags(set)) {
        coverage.add(sets.list(tag), entry);
      }
    }
  }
}
