package org.schoolgate.classifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.schoolgate.classifier.index.SeveralKeys;
import org.schoolgate.classifier.site.PathAndQuery;
import org.schoolgate.policy.CanonicalPath;
import org.schoolgate.policy.Target;

/**
 * Looks for the entries that cover the path and the query of a target. One pass over the path asks
 * for each of its beginnings that ends at a boundary.
 *
 * <p>An entry with a query names its path in full and a set of parameters, which may stand among
 * others and in any order. It is found by the key of its path with its first parameter; the few
 * with several parameters then need the keys of the rest too. Not thread-safe.
 */
final class AddressWalk<R, K> {

  private final Target target;
  private final AddressTable<R, K> table;
  private final Coverage coverage;
  private final boolean sure;
  private final List<Asked> readings;

  AddressWalk(Target target, AddressTable<R, K> table, Coverage coverage) {
    this.target = target;
    this.table = table;
    this.coverage = coverage;
    this.sure = !CanonicalPath.isDoubtful(target.path());
    this.readings =
        PathAndQuery.readings(target).stream()
            .map(
                each -> new Asked(each.path(), each.wholePath(), each.parameters(), each.repeats()))
            .toList();
  }

  /**
   * One way to read what is asked for.
   *
   * @param wholePath what an entry with parameters must name
   * @param repeats whether a parameter of the same name stands there twice
   */
  private record Asked(
      String path, String wholePath, List<String> parameters, Predicate<String> repeats) {}

  /** A beginning of a parameter that is asked with. */
  private record Part(String parameter, int length) {
    String text() {
      return parameter.substring(0, length);
    }
  }

  /** Adds the entries under the target's host from an index on. */
  void under(int from) {
    String host = target.host().text().substring(from);
    for (Asked asked : readings) {
      paths(host, asked.path());
      if (!asked.parameters().isEmpty()) {
        parameters(host, asked);
      }
    }
  }

  private void paths(String host, String path) {
    R reading = table.behind(host);
    for (int i = 0; i < path.length(); i++) {
      table.read(reading, path.charAt(i));
      if (endsAt(path, i)) {
        int end = i + 1;
        table.take(reading, () -> host + PathAndQuery.text(path.substring(0, end)), sure, coverage);
      }
    }
  }

  private void parameters(String host, Asked asked) {
    String path = asked.wholePath();
    R behindPath = table.behind(host);
    for (int i = 0; i < path.length(); i++) {
      table.read(behindPath, path.charAt(i));
    }
    Map<K, Part> parts = new HashMap<>();
    for (String parameter : asked.parameters()) {
      boolean once = !asked.repeats().test(parameter);
      R reading = table.parameter(behindPath);
      for (int i = 0; i < parameter.length(); i++) {
        table.read(reading, parameter.charAt(i));
        if (endsAt(parameter, i)) {
          Part part = new Part(parameter, i + 1);
          parts.putIfAbsent(table.key(reading), part);
          table.take(
              reading, () -> host + PathAndQuery.text(path, part.text()), sure && once, coverage);
        }
      }
    }
    for (K first : parts.keySet()) {
      for (SeveralKeys<K> entry : table.several(first, parts.keySet())) {
        several(host, asked, entry, parts);
      }
    }
  }

  private void several(String host, Asked asked, SeveralKeys<K> entry, Map<K, Part> parts) {
    List<Part> found = entry.keys().stream().map(parts::get).toList();
    String[] texts = found.stream().map(Part::text).toArray(String[]::new);
    boolean once = found.stream().noneMatch(part -> asked.repeats().test(part.parameter()));
    coverage.add(entry.list(), host + PathAndQuery.text(asked.wholePath(), texts), sure && once);
  }

  private static boolean endsAt(String text, int last) {
    return last + 1 == text.length() || CanonicalPath.isBoundary(text.charAt(last + 1));
  }
}
