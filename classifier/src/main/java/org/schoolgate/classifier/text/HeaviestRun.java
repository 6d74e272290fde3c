package org.schoolgate.classifier.text;

import java.util.function.IntToLongFunction;

/**
 * The run of neighbours that adds up to most, found in one pass (Kadane's algorithm: Bentley,
 * Communications of the ACM 27, 1984); of equals the first.
 *
 * @param from the index of its first
 * @param to the index after its last; never the same as {@code from}
 */
record HeaviestRun(int from, int to) {

  /**
   * Finds it.
   *
   * @param from the index of the first that is looked at
   * @param to the index after the last, at least one further
   */
  static HeaviestRun of(int from, int to, IntToLongFunction weight) {
    HeaviestRun heaviest = new HeaviestRun(from, from + 1);
    long most = Long.MIN_VALUE;
    long sum = 0;
    int start = from;
    for (int i = from; i < to; i++) {
      if (sum <= 0) {
        sum = 0;
        start = i;
      }
      sum += weight.applyAsLong(i);
      if (sum > most) {
        most = sum;
        heaviest = new HeaviestRun(start, i + 1);
      }
    }
    return heaviest;
  }
}
