package org.schoolgate.classifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.schoolgate.policy.CanonicalPath;
import org.schoolgate.policy.Target;

/**
 * The URL entries of all lists, by host, canonical path prefix and query parameters. Asked only for
 * hosts that {@link DomainTable} marks as having such entries. Immutable and thread-safe.
 *
 * <p>An entry with a query names its path in full and a set of parameters, which may stand among
 * others and in any order. It is found by the fingerprint of its path with its first parameter; the
 * few with several parameters then need the fingerprints of the rest too.
 */
final class UrlTable {

  private final HostHash hash;
  private final FingerprintTable table;
  private final Map<Long, List<Several>> several;
  private final ListSets sets;

  /**
   * An entry with several parameters, kept under the fingerprint of the first.
   *
   * @param rest the fingerprints of the others
   * @param tag its list
   */
  record Several(List<Long> rest, int tag) {
    /** Copies the fingerprints. */
    Several {
      rest = List.copyOf(rest);
    }
  }

  /** A beginning of a parameter that is asked with. */
  private record Part(String parameter, int length) {
    String text() {
      return parameter.substring(0, length);
    }
  }

  UrlTable(HostHash hash, FingerprintTable table, Map<Long, List<Several>> several, ListSets sets) {
    this.hash = hash;
    this.table = table;
    this.several = Map.copyOf(several);
    this.sets = sets;
  }

  /** Adds the entries that cover the target's path to what covers its host. */
  void find(Target target, Coverage coverage) {
    boolean sure = !CanonicalPath.isDoubtful(target.path());
    for (PathAndQuery asked : PathAndQuery.readings(target)) {
      for (Coverage.PathHost host : coverage.pathHosts()) {
        String name = target.host().text().substring(host.from());
        long state = hash.addPathSeparator(host.state());
        findPath(name, asked.path(), state, sure, coverage);
        if (!asked.parameters().isEmpty()) {
          findParameters(name, asked, state, sure, coverage);
        }
      }
    }
  }

  private void findPath(String host, String path, long start, boolean sure, Coverage coverage) {
    long state = start;
    for (int i = 0; i < path.length(); i++) {
      state = hash.add(state, path.charAt(i));
      if (endsAt(path, i)) {
        int set = table.get(hash.finish(state));
        if (set != 0) {
          add(set, host + path.substring(0, i + 1), sure, coverage);
        }
      }
    }
  }

  private void findParameters(
      String host, PathAndQuery asked, long start, boolean sure, Coverage coverage) {
    String path = asked.wholePath();
    Map<Long, Part> parts = new HashMap<>();
    for (String parameter : asked.parameters()) {
      long state = hash.addParameterSeparator(hash.addText(start, path));
      for (int i = 0; i < parameter.length(); i++) {
        state = hash.add(state, parameter.charAt(i));
        if (endsAt(parameter, i)) {
          parts.putIfAbsent(hash.finish(state), new Part(parameter, i + 1));
        }
      }
    }
    parts.forEach(
        (fingerprint, part) -> {
          int set = table.get(fingerprint);
          if (set != 0) {
            String entry = host + PathAndQuery.text(path, part.text());
            add(set, entry, sure && !asked.repeats(part.parameter()), coverage);
          }
          for (Several entry : several.getOrDefault(fingerprint, List.of())) {
            if (parts.keySet().containsAll(entry.rest())) {
              addSeveral(host, asked, parts, fingerprint, entry, sure, coverage);
            }
          }
        });
  }

  private void addSeveral(
      String host,
      PathAndQuery asked,
      Map<Long, Part> parts,
      long first,
      Several entry,
      boolean sure,
      Coverage coverage) {
    List<Part> found =
        Stream.concat(Stream.of(first), entry.rest().stream()).map(parts::get).toList();
    String text =
        PathAndQuery.text(asked.wholePath(), found.stream().map(Part::text).toArray(String[]::new));
    boolean once = found.stream().noneMatch(part -> asked.repeats(part.parameter()));
    coverage.add(sets.list(entry.tag()), host + text, sure && once);
  }

  private void add(int set, String entry, boolean sure, Coverage coverage) {
    for (int tag : sets.tags(set)) {
      coverage.add(sets.list(tag), entry, sure);
    }
  }

  private static boolean endsAt(String text, int last) {
    return last + 1 == text.length() || CanonicalPath.isBoundary(text.charAt(last + 1));
  }
}
