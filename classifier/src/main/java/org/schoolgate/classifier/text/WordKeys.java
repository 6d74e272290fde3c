package org.schoolgate.classifier.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The words of folded text, each as one number: a space ends each of them, and none has one.
 *
 * <p>They are read from eight bits of each character ({@link Patterns#bits}), eight characters at a
 * time and without a branch that a word could decide either way; prose has a word in every six
 * characters, and to go through it letter by letter would take several times as long. Sixteen
 * letters of a word make its number. Two words may share one, seldom of one script and by a little
 * less seldom of two.
 *
 * <p>Not thread-safe.
 */
final class WordKeys {

  /** Takes the words of a text, block by block. */
  @FunctionalInterface
  interface Sink {
    /**
     * Words end in a block.
     *
     * @param keys of the words in their order; the receiver may write to it
     * @param ends where they end, as indices in the block
     * @param count how many they are
     * @param block where the block begins in the text
     * @param start where the first of them begins in the text; each other after the end of the one
     *     before
     */
    void words(long[] keys, int[] ends, int count, int block, int start);
  }

  /** The most characters that are looked at together. */
  static final int BLOCK_CHARS = 1024;

  /** What is read beyond the end of the text: whatever stands there changes nothing. */
  static final int BITS_BEYOND = 3 * Long.BYTES;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LETTERS_MAX = 2 * Long.BYTES;
  private static final long SPREAD_OF_MORE = 0xC2B2AE3D27D4EB4FL;

  private static final long SPACES = 0x2020_2020_2020_2020L;
  private static final long LOWER_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
  private static final long GATHER = 0x0102_0408_1020_4080L;
  private static final int GATHER_SHIFT = Long.SIZE - Byte.SIZE;

  /** The most words that end in a block, with one that does not. */
  static final int ENDS_MAX = BLOCK_CHARS + 1;

  private final int[] ends = new int[ENDS_MAX];

  /**
   * Finds the spaces of a block, which are where words end.
   *
   * @param first the index in the bits of the block's first character
   * @param count how many characters it has, at most {@link #BLOCK_CHARS}
   * @param isLast whether what stands behind the last space counts as a word, too
   * @return how many words end there
   */
  int findEnds(byte[] bits, int first, int count, boolean isLast) {
    int[] into = ends;
    int found = 0;
    for (int from = 0; from < count; from += Long.SIZE) {
      long spaces = 0;
      for (int i = 0; i < Long.SIZE; i += Long.BYTES) {
        int at = Math.min(from + i, count);
        spaces |= spaces(bits, first + at) << i;
      }
      if (count - from < Long.SIZE) {
        spaces &= (1L << (count - from)) - 1;
      }
      while (spaces != 0) {
        into[found++] = from + Long.numberOfTrailingZeros(spaces);
        spaces &= spaces - 1;
      }
    }
    if (isLast) {
      into[found++] = count;
    }
    return found;
  }

  /** A bit for each of eight characters: whether it is a space. */
  static long spaces(byte[] bits, int at) {
    long other = (long) EIGHT_BYTES.get(bits, at) ^ SPACES;
    long are = ~(((other & LOWER_BITS) + LOWER_BITS) | other | LOWER_BITS);
    return ((are >>> (Byte.SIZE - 1)) * GATHER) >>> GATHER_SHIFT;
  }

  /** The indices in the block where the words end that were found. */
  int[] ends() {
    return ends;
  }

  /**
   * The number of a word.
   *
   * @param at the index in the bits of its first letter
   * @param length of its letters, at least one
   */
  static long key(byte[] bits, int at, int length) {
    int unused = Long.SIZE - Byte.SIZE * length;
    long start = (long) EIGHT_BYTES.get(bits, at) << Math.max(0, unused);
    // Of words of up to eight letters nothing is left of this one.
    int isLonger = (Long.BYTES - length) >> (Integer.SIZE - 1);
    long more = (long) EIGHT_BYTES.get(bits, at + Long.BYTES) << Math.max(0, unused + Long.SIZE);
    return start + (more & isLonger) * SPREAD_OF_MORE;
  }

  /** Eight characters from an index in the bits, the first lowest. */
  static long eightLetters(byte[] bits, int at) {
    return (long) EIGHT_BYTES.get(bits, at);
  }

  /** The number of a word that stands by itself. */
  static long key(CharSequence word) {
    byte[] bits = new byte[word.length() + LETTERS_MAX];
    for (int i = 0; i < word.length(); i++) {
      bits[i] = Patterns.bits(word.charAt(i));
    }
    return key(bits, 0, word.length());
  }
}
