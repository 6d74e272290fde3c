package org.schoolgate.classifier.keyed;

/**
 * SipHash-2-4 with 128 bits, over the characters of a text as two bytes each, the lower first.
 * Whoever does not have the key can neither find a text of a given hash nor try out guesses.
 *
 * <p>The hash of what was read so far can be taken at any time, and reading goes on from there, so
 * all beginnings of an address cost one pass. Not thread-safe. Source: Aumasson and Bernstein,
 * "SipHash: a fast short-input PRF", 2012, and their reference code for 128 bits.
 */
public final class SipHash {

  private static final int BLOCK_CHARS = 4;
  private static final int CHAR_BITS = 16;
  private static final int LENGTH_SHIFT = 56;
  private static final int FINAL_ROUNDS = 4;

  private long v0;
  private long v1;
  private long v2;
  private long v3;
  private long block;
  private long chars;
  private long high;
  private long low;

  /** The hash of nothing yet. */
  SipHash(long key0, long key1) {
    v0 = key0 ^ 0x736f6d6570736575L;
    v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
    v2 = key0 ^ 0x6c7967656e657261L;
    v3 = key1 ^ 0x7465646279746573L;
  }

  private SipHash(SipHash other) {
    v0 = other.v0;
    v1 = other.v1;
    v2 = other.v2;
    v3 = other.v3;
    block = other.block;
    chars = other.chars;
  }

  /** Another one that has read the same. */
  public SipHash copy() {
    return new SipHash(this);
  }

  /** Reads a character. */
  public SipHash add(char c) {
    int at = (int) (chars++ % BLOCK_CHARS);
    block |= (long) c << (at * CHAR_BITS);
    if (at == BLOCK_CHARS - 1) {
      v3 ^= block;
      round();
      round();
      v0 ^= block;
      block = 0;
    }
    return this;
  }

  /** Reads a text. */
  public SipHash add(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      add(text.charAt(i));
    }
    return this;
  }

  /** Takes the hash of what was read, for {@link #high} and {@link #low}. */
  public void take() {
    long was0 = v0;
    long was1 = v1;
    long was2 = v2;
    long was3 = v3;
    long last = block | (chars * Character.BYTES) << LENGTH_SHIFT;
    v3 ^= last;
    round();
    round();
    v0 ^= last;
    v2 ^= 0xee;
    for (int i = 0; i < FINAL_ROUNDS; i++) {
      round();
    }
    high = v0 ^ v1 ^ v2 ^ v3;
    v1 ^= 0xdd;
    for (int i = 0; i < FINAL_ROUNDS; i++) {
      round();
    }
    low = v0 ^ v1 ^ v2 ^ v3;
    v0 = was0;
    v1 = was1;
    v2 = was2;
    v3 = was3;
  }

  /** The first half of the hash that was taken. */
  long high() {
    return high;
  }

  /** The second half of the hash that was taken. */
  long low() {
    return low;
  }

  /** The hash of what was read. */
  public EntryKey key() {
    take();
    return new EntryKey(high, low);
  }

  private void round() {
    v0 += v1;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v3;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 += v3;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 += v1;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }
}
