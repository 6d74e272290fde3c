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

  /** Of so many slots for each key, most are empty, and say at once that no phrase has a key. */
  private static final int SLOTS_PER_KEY = 4;

  private static final short[] NO_SLOTS = {};

  /** By their keys. */
  private final ListedPhrase[] phrases;

  private final long[] keys;

  /** By the upper bits of a key: one more than the index of the first that has the same; or 0. */
  private final short[] slots;

  private final int shift;

  KeyedPhrases(List<ListedPhrase> unsorted, ToLongFunction<String> keyOf) {
    List<ListedPhrase> sorted = new ArrayList<>(unsorted);
    sorted.sort(
        Comparator.comparing(each -> keyOf.applyAsLong(each.pattern()), Long::compareUnsigned));
    int count = sorted.size();
    this.phrases = sorted.toArray(ListedPhrase[]::new);
    this.keys = new long[count];
    this.slots =
        count == 0 ? NO_SLOTS : new short[Integer.highestOneBit(2 * SLOTS_PER_KEY * count - 1)];
    this.shift = Long.SIZE - Integer.numberOfTrailingZeros(Math.max(1, slots.length));
    for (int i = count - 1; i >= 0; i--) {
      keys[i] = keyOf.applyAsLong(phrases[i].pattern());
      slots[(int) (keys[i] >>> shift)] = (short) (i + 1);
    }
  }

  boolean isEmpty() {
    return phrases.length == 0;
  }

  /** Whether one may have a key; of most it says at once that none does. */
  boolean mayHave(long key) {
    return phrases.length > 0 && slots[(int) (key >>> shift)] != 0;
  }

  /** The first index, from one to before another, of a key that a phrase may have; else the end. */
  int next(long[] others, int from, int to) {
    if (phrases.length == 0) {
      return to;
    }
    int i = from;
    while (i < to && slots[(int) (others[i] >>> shift)] == 0) {
      i++;
    }
    return i;
  }

  /**
   * Tells of those with a key that stand at an index of a text that is so long.
   *
   * @return whether more are to be told
   */
  boolean find(long key, char[] text, int start, int length, Alternatives.Sink sink) {
    int slot = slots[(int) (key >>> shift)];
    int i = slot == 0 ? keys.length : slot - 1;
    boolean more = true;
    while (i < keys.length && Long.compareUnsigned(keys[i], key) < 0) {
      i++;
    }
    for (; i < keys.length && keys[i] == key && more; i++) {
      more =
          !standsAt(phrases[i], text, start, length)
              || sink.found(phrases[i], start, start + phrases[i].pattern().length());
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
