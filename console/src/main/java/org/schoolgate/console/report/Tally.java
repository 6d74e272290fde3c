package org.schoolgate.console.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts of things, sorted by the thing. Not thread-safe.
 *
 * @param <K> what is counted
 */
final class Tally<K extends Comparable<K>> {

  private final Map<K, Long> counts = new TreeMap<>();

  /** Counts that many more. */
  void add(K key, long more) {
    counts.merge(key, more, Long::sum);
  }

  /** How many of that; 0 if it was never counted. */
  long of(K key) {
    return counts.getOrDefault(key, 0L);
  }

  /** How many in all. */
  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What was counted. */
  Set<K> keys() {
    return counts.keySet();
  }

  /** What was counted, the most frequent first. */
  List<K> mostFirst() {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
