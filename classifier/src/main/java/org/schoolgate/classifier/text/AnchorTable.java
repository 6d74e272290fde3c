package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Anchors of one length, and the patterns that each of them stands for. Immutable.
 *
 * <p>What is looked up misses the cache, so an anchor is one {@code long} of the table, which holds
 * a part of its hash, and a pattern that it stands for is one more.
 */
final class AnchorTable {

  /** The characters of the anchors of patterns that are not short. */
  static final int LONG_CHARS = 8;

  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final long HASH_MASK = 0xFFFF_FFFF_0000_0000L;

  /**
   * The most patterns: 23 bits of a candidate are the number of one, nine how far it stands before
   * the anchor, nine and sixteen where its rarest character stands and which it is, one says that
   * the anchor has another candidate.
   */
  static final int PATTERNS_MAX = 1 << 23;

  private static final int BACK_SHIFT = 23;
  private static final int CHECK_SHIFT = 32;
  private static final int CHAR_SHIFT = 41;
  private static final int MORE_SHIFT = 57;
  private static final int OFFSET_MASK = 0x1FF;

  /** The place of the character is kept as a number that is not negative. */
  private static final int OFFSET_ZERO = 256;

  private final Patterns patterns;
  private final AnchorFilter filter;

  /**
   * A table of open addressing: the upper half of an anchor's hash, and one more than the index of
   * its first candidate; 0 where a place is free.
   */
  private final long[] anchors;

  private final int placeMask;
  private final int placeShift;
  private final long[] candidates;

  /**
   * A table of chosen anchors.
   *
   * @param unsorted in any order
   */
  AnchorTable(Patterns patterns, List<AnchorChoice.Anchor> unsorted) {
    if (patterns.count() > PATTERNS_MAX) {
      throw new IllegalArgumentException("more than " + PATTERNS_MAX + " patterns");
    }
    this.patterns = patterns;
    List<AnchorChoice.Anchor> chosen = new ArrayList<>(unsorted);
    chosen.sort(Comparator.comparingLong(AnchorChoice.Anchor::key));
    int count = chosen.size();
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      distinct += begins(chosen, i) ? 1 : 0;
    }
    this.anchors = new long[Integer.highestOneBit(Math.max(1, 2 * distinct)) << 1];
    this.placeMask = anchors.length - 1;
    this.placeShift = Long.SIZE - Integer.bitCount(placeMask);
    this.filter = new AnchorFilter(distinct);
    this.candidates = new long[count];
    for (int i = 0; i < count; i++) {
      AnchorChoice.Anchor each = chosen.get(i);
      if (begins(chosen, i)) {
        insert(each.key(), i);
      }
      boolean more = i + 1 < count && !begins(chosen, i + 1);
      candidates[i] = candidate(each, more);
    }
  }

  /** Whether the anchor at an index is another one than that before. */
  private static boolean begins(List<AnchorChoice.Anchor> sorted, int index) {
    return index == 0 || sorted.get(index).key() != sorted.get(index - 1).key();
  }

  private void insert(long anchor, int candidate) {
    long hash = hash(anchor);
    int place = place(hash);
    while (anchors[place] != 0) {
      place = (place + 1) & placeMask;
    }
    anchors[place] = (hash & HASH_MASK) | (candidate + 1);
    filter.add(anchor);
  }

  private long candidate(AnchorChoice.Anchor anchor, boolean more) {
    long back = anchor.start();
    long check = (long) anchor.check() - anchor.start() + OFFSET_ZERO;
    long checkChar = patterns.at(anchor.pattern(), anchor.check());
    return anchor.pattern()
        | back << BACK_SHIFT
        | check << CHECK_SHIFT
        | checkChar << CHAR_SHIFT
        | (more ? 1L << MORE_SHIFT : 0);
  }

  /**
   * By the upper bits: the lower ones do not depend on the last characters of an anchor, and short
   * patterns have anchors that differ in the last alone.
   */
  private int place(long hash) {
    return (int) (hash >>> placeShift);
  }

  /** Says of most runs that they are no anchor. */
  AnchorFilter filter() {
    return filter;
  }

  /** A hash of an anchor, whose upper bits are good. */
  static long hash(long anchor) {
    return anchor * SPREAD;
  }

  /** Tells of the patterns that stand in a part of a text around an anchor at an index. */
  void find(long anchor, char[] text, int from, int at, int to, PhraseScanner.Sink sink) {
    long hash = hash(anchor);
    int place = place(hash);
    long found = anchors[place];
    while (((found ^ hash) & HASH_MASK) != 0) {
      if (found == 0) {
        return;
      }
      place = (place + 1) & placeMask;
      found = anchors[place];
    }
    if (found == 0) {
      return;
    }
    for (int i = (int) found - 1; ; i++) {
      long candidate = candidates[i];
      int checked = at + (int) (candidate >>> CHECK_SHIFT & OFFSET_MASK) - OFFSET_ZERO;
      if (checked >= from && checked < to && text[checked] == (char) (candidate >>> CHAR_SHIFT)) {
        int pattern = (int) candidate & (PATTERNS_MAX - 1);
        int start = at - (int) (candidate >>> BACK_SHIFT & OFFSET_MASK);
        int end = start + patterns.length(pattern);
        if (start >= from && end <= to && patterns.standsAt(pattern, text, start)) {
          sink.found(patterns.phrases(pattern), start, end);
        }
      }
      if ((candidate >>> MORE_SHIFT & 1) == 0) {
        return;
      }
    }
  }
}
