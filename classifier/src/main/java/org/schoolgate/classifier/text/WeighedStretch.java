package org.schoolgate.classifier.text;

import java.util.List;
import org.schoolgate.policy.Category;

/**
 * A stretch of words of a lane and what it comes to, by its {@link Clues}.
 *
 * @param harm the natural logarithm of the odds that it is harmful
 * @param categories what it is most likely about, the likeliest first; never empty
 * @param words those that say most, in their order, as a reader is told of them
 * @param places where in the lane these words stand, in their order; never empty
 */
record WeighedStretch(double harm, List<Likely> categories, String words, List<Place> places) {

  /** What is less likely harmful than harmless by so much is not told; a logarithm of odds. */
  static final double HARM_MIN = -1;

  /** Of the words that say most, not more than so many are told. */
  static final int TOLD_WORDS_MAX = 3;

  /** Short words say little to whoever reads them. */
  static final int TOLD_CHARS_MIN = 4;

  /** Takes what was weighed. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes it.
     *
     * @return false if the lane does not have its words any more
     */
    boolean weighed(WeighedStretch stretch);
  }

  /**
   * What a text may be about.
   *
   * @param kind its number in the table
   * @param share how likely it is, from 0 to 1, beside everything else that it may be about
   */
  record Likely(int kind, Category category, double share) {}

  /**
   * Where a word stands.
   *
   * @param start the position in the lane of its first character
   * @param end the position after its last
   */
  record Place(long start, long end) {
    boolean overlaps(Place other) {
      return start < other.end && other.start < end;
    }
  }

  WeighedStretch {
    categories = List.copyOf(categories);
    places = List.copyOf(places);
  }

  /** The position of the first character of its words that say most. */
  long start() {
    return places.get(0).start();
  }

  /** The position after the last character of its words that say most. */
  long end() {
    return places.get(places.size() - 1).end();
  }
}
