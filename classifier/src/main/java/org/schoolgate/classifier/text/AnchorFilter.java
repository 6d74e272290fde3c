package org.schoolgate.classifier.text;

/**
 * A bitmap of hashed anchors: says of nearly every other run that it is none. Not thread-safe while
 * it is filled.
 */
final class AnchorFilter {

  private static final int BITS_MIN = 12;
  private static final int BITS_MAX = 22;

  /** One in so many other runs passes by chance. */
  private static final int BITS_PER_ANCHOR = 16;

  private final long[] words;
  private final int shift;

  AnchorFilter(int anchors) {
    long wanted = (long) BITS_PER_ANCHOR * Math.max(1, anchors);
    int bits = Long.SIZE - Long.numberOfLeadingZeros(wanted - 1);
    bits = Math.max(BITS_MIN, Math.min(BITS_MAX, bits));
    this.words = new long[1 << (bits - 6)];
    this.shift = Long.SIZE - bits;
  }

  void add(long anchor) {
    int bit = (int) (AnchorTable.hash(anchor) >>> shift);
    words[bit >>> 6] |= 1L << bit;
  }

  boolean mayHold(long run) {
    int bit = (int) (AnchorTable.hash(run) >>> shift);
    return (words[bit >>> 6] >>> bit & 1) != 0;
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
