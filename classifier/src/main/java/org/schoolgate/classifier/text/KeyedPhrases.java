package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Phrases by the key of what they begin with, of which a text is asked at each of its words. Two
 * may have the same key. Immutable.
 */
final class KeyedPhrases {

  /** One in so many other keys seems to be one of them. */
  private static final int BITS_PER_KEY = 16;

  private static final ListedPhrase[] NO_PHRASES = {};
  private static final long[] NO_BITS = {};

  /** By the upper bits of a key: whether one has it. */
  private final long[] filter;

  private final int shift;

  /** In their order, each with its phrase and what that ends with. */
  private final long[] keys;

  private final long[] tails;
  private final ListedPhrase[] phrases;

  KeyedPhrases(List<ListedPhrase> unsorted, ToLongFunction<String> keyOf) {
    List<ListedPhrase> sorted = new ArrayList<>(unsorted);
    sorted.sort(Comparator.comparingLong(each -> keyOf.applyAsLong(each.pattern())));
    int count = sorted.size();
    int bits =
        count == 0 ? 0 : Math.max(Long.SIZE, Integer.highestOneBit(2 * BITS_PER_KEY * count - 1));
    this.phrases = count == 0 ? NO_PHRASES : sorted.toArray(ListedPhrase[]::new);
    this.keys = count == 0 ? NO_BITS : new long[count];
    this.tails = count == 0 ? NO_BITS : new long[count];
    this.filter = count == 0 ? NO_BITS : new long[bits / Long.SIZE];
    this.shift = Long.SIZE - Integer.numberOfTrailingZeros(Math.max(1, bits));
    for (int i = 0; i < count; i++) {
      keys[i] = keyOf.applyAsLong(phrases[i].pattern());
      tails[i] = FirstWords.tail(phrases[i].pattern());
      int bit = (int) (keys[i] >>> shift);
      filter[bit >>> 6] |= 1L << bit;
    }
  }

  boolean isEmpty() {
    return phrases.length == 0;
  }

  /** Whether one may have a key; of most it says at once that none does. */
  boolean mayHave(long key) {
    int bit = (int) (key >>> shift);
    return filter.length > 0 && (filter[bit >>> 6] >>> bit & 1) != 0;
  }

  /**
   * Keeps the indices of those among the first keys that a phrase may have. There is no branch in
   * it that text could decide.
   *
   * @return how many are kept
   */
  int keep(long[] others, int count, int[] into) {
    long[] has = filter;
    if (has.length == 0) {
      return 0;
    }
    int by = shift;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int bit = (int) (others[i] >>> by);
      into[kept] = i;
      kept += (int) (has[bit >>> 6] >>> bit) & 1;
    }
    return kept;
  }

  /**
   * Tells of those that stand at one of the boundaries of a text that is so long.
   *
   * @return whether more are to be told
   */
  boolean find(
      Boundaries boundaries, int boundary, char[] text, int length, Alternatives.Sink sink) {
    long key = boundaries.keys()[boundary];
    int low = 0;
    int high = keys.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean more = true;
    for (int i = low; i < keys.length && keys[i] == key && more; i++) {
      if (boundaries.mayEnd(boundary, tails[i])) {
        int start = boundaries.at(boundary);
        more =
            !standsAt(phrases[i], text, start, length)
                || sink.found(phrases[i], start, start + phrases[i].pattern().length());
      }
    }
    return more;
  }

  /** Whether a phrase stands at an index of a text that is so long. */
  static boolean standsAt(ListedPhrase phrase, char[] text, int start, int length) {
    String pattern = phrase.pattern();
    boolean same = start + pattern.length() <= length;
    for (int i = 0; i < pattern.length() && same; i++) {
      same = pattern.charAt(i) == text[start + i];
    }
    return same;
  }
}
