package org.schoolgate.classifier.text;

/**
 * The keys of what phrases begin with: a number made of the first eight characters after a
 * boundary, up to the end of the word, of which each has the eight bits of {@link Patterns#bits}.
 * Different characters have different keys, spread over all numbers.
 */
final class FirstWords {

  /** The characters that a key is made of; fewer if the word has fewer. */
  static final int CHARS = Long.BYTES;

  /** The characters of the key of a word's beginning. */
  static final int BEGINNING_CHARS = 3;

  private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
  private static final long SPACES = 0x2020_2020_2020_2020L;
  private static final long BEGINNING = 0xFF_FFFF;
  private static final int TAIL_LENGTHS = 1 << Byte.SIZE;

  private FirstWords() {}

  /**
   * The key of the word after a boundary.
   *
   * @param bits those of a text, each one place further: see {@link PhraseScanner.Scan}
   * @param boundary its index in the text
   */
  static long after(byte[] bits, int boundary) {
    return ofWord(WordKeys.eightLetters(bits, boundary + 2));
  }

  /** The key of the beginning of that word. */
  static long beginningAfter(byte[] bits, int boundary) {
    return AnchorTable.hash(WordKeys.eightLetters(bits, boundary + 2) & BEGINNING);
  }

  private static long ofWord(long eight) {
    long differs = eight ^ SPACES;
    long ends = (differs - LOWEST_BITS) & ~differs & HIGHEST_BITS;
    long letters = ((ends & -ends) >>> (Byte.SIZE - 1)) - 1;
    return AnchorTable.hash(eight & letters);
  }

  /** The key of the first word of a pattern that begins at a boundary. */
  static long of(String pattern) {
    return ofWord(first(pattern, CHARS));
  }

  /** The key of the beginning of that word, which has as many letters. */
  static long ofBeginning(String pattern) {
    return AnchorTable.hash(first(pattern, BEGINNING_CHARS));
  }

  private static long first(String pattern, int chars) {
    long first = 0;
    for (int i = Math.min(pattern.length() - 1, chars); i >= 1; i--) {
      first = first << Byte.SIZE | (Patterns.bits(pattern.charAt(i)) & 0xFF);
    }
    return first;
  }

  /**
   * What a pattern ends with that its first word's key does not say: its length in the lowest eight
   * bits, and its last seven characters; 0 if it is so short that there is nothing, or too long.
   */
  static long tail(String pattern) {
    int length = pattern.length();
    long tail = 0;
    for (int i = length - 1; i > length - CHARS && length > CHARS && length < TAIL_LENGTHS; i--) {
      tail = (tail | (Patterns.bits(pattern.charAt(i)) & 0xFF)) << Byte.SIZE;
    }
    return tail == 0 ? 0 : tail | length;
  }

  /** Whether what begins at a boundary may end with a tail. */
  static boolean mayEnd(byte[] bits, int boundary, long tail) {
    int length = (int) tail & (TAIL_LENGTHS - 1);
    int from = boundary + 1 + length - CHARS;
    return tail == 0
        || (from + CHARS <= bits.length
            && (WordKeys.eightLetters(bits, from) ^ tail) >>> Byte.SIZE == 0);
  }

  /** Whether the key of a pattern's first word is known: it ends, or goes on beyond the key. */
  static boolean isKnown(String pattern) {
    boolean known = pattern.length() > CHARS;
    for (int i = 1; i < pattern.length() && !known; i++) {
      known = (byte) ' ' == Patterns.bits(pattern.charAt(i));
    }
    return known;
  }
}
