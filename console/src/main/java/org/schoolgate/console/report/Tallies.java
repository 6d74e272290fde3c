package org.schoolgate.console.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * One tally for each of several things. Not thread-safe.
 *
 * @param <K> what has a tally
 * @param <V> what is counted in it
 */
final class Tallies<K extends Comparable<K>, V extends Comparable<V>> {

  private final Map<K, Tally<V>> tallies = new TreeMap<>();

  /** Counts one in that tally. */
  void add(K key, V counted) {
    tallies.computeIfAbsent(key, absent -> new Tally<>()).add(counted, 1);
  }

  /** That tally; an empty one if nothing was counted in it. */
  Tally<V> of(K key) {
    return tallies.getOrDefault(key, new Tally<>());
  }
}
