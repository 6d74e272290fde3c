package org.schoolgate.classifier.text;

/**
 * A bitmap of hashed anchors: says of nearly every other run that it is none. Not thread-safe while
 * it is filled.
 */
final class AnchorFilter {

  private static final int BITS_MIN = 12;
  private static final int BITS_MAX = 22;

  /** One in so many other runs passes by chance. */
  private static final int BITS_PER_ANCHOR = 32;

  private static final int WORD_BITS = 6;

  private final long[] words;
  private final int shift;

  AnchorFilter(int anchors) {
    long wanted = (long) BITS_PER_ANCHOR * Math.max(1, anchors);
    int bits = Long.SIZE - Long.numberOfLeadingZeros(wanted - 1);
    bits = Math.max(BITS_MIN, Math.min(BITS_MAX, bits));
    this.words = new long[1 << (bits - WORD_BITS)];
    this.shift = Long.SIZE - bits;
  }

  void add(long anchor) {
    long hash = AnchorTable.hash(anchor);
    int bit = (int) (hash >>> shift);
    words[bit >>> WORD_BITS] |= 1L << bit;
  }

  boolean mayHold(long run) {
    return mayHold(words, shift, AnchorTable.hash(run)) != 0;
  }

  /**
   * The same of a hash, for loops that have no time to ask: 1 or 0.
   *
   * @param words the bitmap
   * @param shift how far the hash is shifted right to be the number of a bit
   */
  static int mayHold(long[] words, int shift, long hash) {
    int bit = (int) (hash >>> shift);
    long word = words[bit >>> WORD_BITS];
    return (int) (word >>> bit) & 1;
  }

  /** The bitmap, for loops that have no time to ask. */
  long[] words() {
    return words;
  }

  /** How far {@link AnchorTable#hash} is shifted right to be the number of a bit. */
  int shift() {
    return shift;
  }
}
