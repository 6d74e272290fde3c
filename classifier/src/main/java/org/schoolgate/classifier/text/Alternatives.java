package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The alternatives of a part of combinations, to be compared with one place of a text: by the first
 * three characters after the boundary that most of them begin with. Immutable.
 */
final class Alternatives {

  private static final int SPREAD = 0x9E3779B1;
  private static final int SHIFT = 10;

  /** A pattern of one letter, with both its boundaries. */
  private static final int PATTERN_CHARS_MIN = 3;

  /** A mask of keys says by eight bits of each which may be among them. */
  static final int MASK_LONGS = 4;

  private static final int MASK_SHIFT = 24;

  /** Takes one that stands there. */
  @FunctionalInterface
  interface Sink {
    void found(ListedPhrase alternative, int start, int end);
  }

  /** Those that begin at a boundary, by their keys. */
  private final ListedPhrase[] words;

  private final int[] keys;

  /** By the upper bits of a key: whether one has it. */
  private final long[] mask = new long[MASK_LONGS];

  /** Those that begin anywhere. */
  private final ListedPhrase[] open;

  private final int wordsMax;

  Alternatives(List<ListedPhrase> all) {
    List<ListedPhrase> atBoundary = new ArrayList<>();
    List<ListedPhrase> anywhere = new ArrayList<>();
    int longest = 0;
    for (ListedPhrase each : all) {
      boolean hasKey = each.startsAtWord() && each.pattern().length() >= PATTERN_CHARS_MIN + 1;
      (hasKey || isOneLetter(each.pattern()) ? atBoundary : anywhere).add(each);
      longest = Math.max(longest, spaces(each.pattern()));
    }
    this.wordsMax = longest;
    this.open = anywhere.toArray(ListedPhrase[]::new);
    atBoundary.sort(Comparator.comparingInt(each -> key(each.pattern())));
    this.words = atBoundary.toArray(ListedPhrase[]::new);
    this.keys = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      keys[i] = key(words[i].pattern());
      addTo(mask, keys[i]);
    }
  }

  private static boolean isOneLetter(String pattern) {
    return pattern.length() == PATTERN_CHARS_MIN
        && pattern.charAt(0) == ' '
        && pattern.charAt(2) == ' ';
  }

  private static int spaces(String pattern) {
    return (int) pattern.chars().filter(c -> c == ' ').count();
  }

  private static int key(String pattern) {
    char second = pattern.charAt(2);
    return key(pattern.charAt(1), second, second == ' ' ? ' ' : pattern.charAt(3));
  }

  /** Of three characters after a boundary; after a letter by itself, the third does not count. */
  private static int key(char first, char second, char third) {
    return ((first << (2 * SHIFT)) ^ (second << SHIFT) ^ third) * SPREAD;
  }

  /** The key of what stands at a boundary of a text that is so long; 0 at its end. */
  static int keyAt(char[] text, int boundary, int length) {
    if (boundary + 2 >= length) {
      return 0;
    }
    char second = text[boundary + 2];
    return key(
        text[boundary + 1],
        second,
        second == ' ' || boundary + PATTERN_CHARS_MIN >= length ? ' ' : text[boundary + 3]);
  }

  List<ListedPhrase> all() {
    List<ListedPhrase> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(open));
    return all;
  }

  /** More words than the longest has. */
  int wordsMax() {
    return wordsMax;
  }

  /** Whether one may begin where no word does. */
  boolean hasOpen() {
    return open.length > 0;
  }

  static void addTo(long[] mask, int key) {
    int bit = key >>> MASK_SHIFT;
    mask[bit >>> 6] |= 1L << bit;
  }

  /** Whether one may stand where one of these keys is. */
  boolean mayHaveOf(long[] others) {
    return ((mask[0] & others[0])
            | (mask[1] & others[1])
            | (mask[2] & others[2])
            | (mask[3] & others[3]))
        != 0;
  }

  /** Whether one may stand where such a key is; of most keys it says at once that none does. */
  boolean mayHave(int key) {
    int bit = key >>> MASK_SHIFT;
    return (mask[bit >>> 6] >>> bit & 1) != 0;
  }

  /** Those that stand at a boundary with this key in a text that is so long. */
  void findAt(int key, char[] text, int boundary, int length, Sink sink) {
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
    for (int i = low; i < keys.length && keys[i] == key; i++) {
      compare(words[i], text, boundary, length, sink);
    }
  }

  /** Those that stand anywhere, and begin there. */
  void findOpenAt(char[] text, int start, int length, Sink sink) {
    for (ListedPhrase each : open) {
      compare(each, text, start, length, sink);
    }
  }

  private static void compare(ListedPhrase phrase, char[] text, int start, int length, Sink sink) {
    String pattern = phrase.pattern();
    int end = start + pattern.length();
    boolean same = end <= length;
    for (int i = 0; i < pattern.length() && same; i++) {
      same = pattern.charAt(i) == text[start + i];
    }
    if (same) {
      sink.found(phrase, start, end);
    }
  }
}
