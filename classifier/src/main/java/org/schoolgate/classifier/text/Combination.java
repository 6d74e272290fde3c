package org.schoolgate.classifier.text;

import java.util.List;

/**
 * Several phrases that count together: each part is one of its alternatives, and neighbouring parts
 * stand as far from each other as their gap allows. Each is equal to itself alone.
 */
final class Combination {

  /** Stands between its parts where they are told of. */
  static final String BETWEEN_PARTS = " \u2026 ";

  /**
   * How two neighbouring parts stand to each other.
   *
   * @param inOrder whether the second comes after the first
   * @param wordsMax how many words may stand between them; {@link #ANYWHERE} if any number may, and
   *     then they may stand in different parts of a page, too
   */
  record Gap(boolean inOrder, int wordsMax) {
    static final int ANYWHERE = Integer.MAX_VALUE;
  }

  private final List<List<String>> parts;
  private final List<Gap> gaps;
  private final boolean anywhere;

  /**
   * A combination.
   *
   * @param parts the patterns of each part's alternatives
   * @param gaps those between them, one fewer
   */
  Combination(List<List<String>> parts, List<Gap> gaps) {
    this.parts = parts.stream().map(List::copyOf).toList();
    this.gaps = List.copyOf(gaps);
    this.anywhere = gaps.stream().anyMatch(gap -> gap.wordsMax() == Gap.ANYWHERE);
  }

  List<List<String>> parts() {
    return parts;
  }

  /** Whether two parts may stand anywhere on a page. */
  boolean isAnywhere() {
    return anywhere;
  }

  /** How many words may stand between its parts in all, at the most. */
  long wordsAround() {
    return gaps.stream().mapToLong(Gap::wordsMax).sum();
  }

  /** The gap after a part. */
  Gap gapAfter(int part) {
    return gaps.get(part);
  }
}
