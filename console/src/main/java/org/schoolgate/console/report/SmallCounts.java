package org.schoolgate.console.report;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prints the counts of one column of a table about groups so that no single pupil can be picked out
 * in a small class: 1 to 4 become "fewer than 5". If just one count were hidden so, it could be
 * worked out from the total in the text, so the next smallest is withheld too.
 */
final class SmallCounts {

  /** The least count that is printed as it is. */
  static final int SHOWN_MIN = 5;

  private SmallCounts() {}

  /** What to print for each count, in the same order. */
  static List<String> print(List<Long> counts) {
    Set<Integer> withheld = new HashSet<>();
    List<Integer> small =
        indexes(counts).filter(i -> counts.get(i) > 0 && counts.get(i) < SHOWN_MIN).toList();
    if (small.size() == 1) {
      indexes(counts)
          .filter(i -> counts.get(i) >= SHOWN_MIN)
          .min((a, b) -> Long.compare(counts.get(a), counts.get(b)))
          .ifPresent(withheld::add);
    }
    return indexes(counts)
        .map(
            i ->
                small.contains(i)
                    ? "fewer than " + SHOWN_MIN
                    : withheld.contains(i) ? "withheld" : plain(counts.get(i)))
        .toList();
  }

  /** A count with its thousands set off. */
  static String plain(long count) {
    return String.format(Locale.UK, "%,d", count);
  }

  /** A count and what is counted: {@code 1 time}, {@code 2 times}. */
  static String of(long count, String one, String many) {
    return plain(count) + " " + (count == 1 ? one : many);
  }

  private static Stream<Integer> indexes(List<Long> counts) {
    return IntStream.range(0, counts.size()).boxed();
  }
}
