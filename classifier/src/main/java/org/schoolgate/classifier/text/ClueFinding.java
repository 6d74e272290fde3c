package org.schoolgate.classifier.text;

import java.util.List;
import org.schoolgate.policy.Category;

/**
 * What a stretch of words comes to, by its {@link Clues}.
 *
 * @param harm the natural logarithm of the odds that it is harmful
 * @param categories what it is most likely about, the likeliest first; never empty
 * @param words those that say most, in their order
 * @param start the position in the lane of the first of those words
 * @param end the position after the last of them
 */
record ClueFinding(double harm, List<Likely> categories, String words, long start, long end) {

  /** What is less likely harmful than harmless by so much is not told; a logarithm of odds. */
  static final double HARM_MIN = -1;

  /** Of the words that say most, not more than so many are told. */
  static final int TOLD_WORDS_MAX = 3;

  /** Short words say little to whoever reads them. */
  static final int TOLD_CHARS_MIN = 4;

  /** Takes what was found. */
  @FunctionalInterface
  interface Sink {
    void found(ClueFinding finding);
  }

  /**
   * What a text may be about.
   *
   * @param kind its number in the table
   * @param share how likely it is, beside everything else that it may be about
   */
  record Likely(int kind, Category category, double share) {}

  ClueFinding {
    categories = List.copyOf(categories);
  }
}
