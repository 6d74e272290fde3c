package org.schoolgate.classifier.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What a {@link TextLane} keeps of its text: each folded character with the character as it was
 * shown and its offset. Positions count from the beginning of the lane. Not thread-safe.
 *
 * <p>Of ordinary text, which is most, what was shown and its offsets are worked out where they are
 * asked for ({@link PlainPieces}).
 */
final class LaneText {

  private static final int FIRST_CHARS = 1024;
  private static final int BLOCK_CHARS = 8192;

  /** The longest and the shortest piece that is looked at as ordinary text. */
  static final int PLAIN_CHARS_MAX = 64;

  static final int PLAIN_CHARS_MIN = 16;

  /** What is left of a piece up to its last white space must be worth it. */
  private static final int PLAIN_CHARS_TAKEN_MIN = 4;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** What a look at eight bytes may see beyond the text. */
  private static final int BITS_BEYOND = 3 * Long.BYTES;

  private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
  private static final long SPACES = 0x2020_2020_2020_2020L;

  /** Eight bytes of which no two neighbours are the same, and none is a space. */
  private static final long NOTHING = 0x0102_0304_0506_0708L;

  private char[] folded = new char[0];

  /** Eight bits of each folded character, one place further: see {@link PhraseScanner.Scan}. */
  private byte[] bits = new byte[1 + BITS_BEYOND];

  private char[] shown = new char[0];
  private int[] offsets = new int[0];
  private int length;
  private final PlainPieces plain = new PlainPieces();

  /** The position of the first character kept. */
  private long base;

  private long offsetBase;

  char[] folded() {
    return folded;
  }

  byte[] bits() {
    return bits;
  }

  int length() {
    return length;
  }

  /** The first position kept. */
  long firstPosition() {
    return base;
  }

  /** The position after the last character. */
  long endPosition() {
    return base + length;
  }

  char foldedAt(long position) {
    return folded[(int) (position - base)];
  }

  char shownAt(long position) {
    int index = (int) (position - base);
    plain.require(index, shown, offsets);
    return shown[index];
  }

  boolean isHyphenAt(long position) {
    return folded[(int) (position - base)] == ' '
        && plain.mayHaveHyphen((int) (position - base))
        && shownAt(position) == '-';
  }

  long offsetAt(long position) {
    int index = (int) (position - base);
    plain.require(index, shown, offsets);
    return offsetBase + offsets[index];
  }

  /** The last character; the end of a run before the first. */
  char last() {
    return length == 0 ? TextLane.RUN_END : folded[length - 1];
  }

  boolean isFull() {
    return length == folded.length;
  }

  /** Whether it holds a block, so that room is made by forgetting. */
  boolean holdsBlock() {
    return length >= BLOCK_CHARS;
  }

  void grow() {
    int capacity = length == 0 ? FIRST_CHARS : Math.min(BLOCK_CHARS, length * 4);
    folded = Arrays.copyOf(folded, capacity);
    bits = Arrays.copyOf(bits, 1 + capacity + BITS_BEYOND);
    shown = Arrays.copyOf(shown, capacity);
    offsets = Arrays.copyOf(offsets, capacity);
    plain.grow(capacity);
  }

  /** Forgets all but the last characters. */
  void forgetAllBut(int charsMax) {
    int kept = Math.min(length, charsMax);
    int dropped = length - kept;
    plain.require(dropped, shown, offsets);
    int moved = offsets[dropped];
    System.arraycopy(folded, dropped, folded, 0, kept);
    System.arraycopy(bits, 1 + dropped, bits, 1, kept);
    System.arraycopy(shown, dropped, shown, 0, kept);
    for (int i = 0; i < kept; i++) {
      offsets[i] = offsets[dropped + i] - moved;
    }
    plain.forget(dropped, moved);
    offsetBase += moved;
    base += dropped;
    length = kept;
  }

  /** Takes a character; there must be room. */
  void put(char letter, char asShown, long offset) {
    if (length == 0) {
      offsetBase = offset;
    }
    folded[length] = letter;
    shown[length] = asShown;
    offsets[length] = (int) (offset - offsetBase);
    length++;
    bits[length] = Patterns.bits(letter);
  }

  /**
   * Takes letters that go on in a word, as far as there is room.
   *
   * @return the index after the last taken
   */
  int appendLetters(char[] chars, int from, int to, long offsetOfZero, WordWatch words) {
    char[] intoFolded = folded;
    int delta = (int) (offsetOfZero - offsetBase);
    int n = length;
    int end = Math.min(to, from + intoFolded.length - n);
    int all = -1;
    int any = 0;
    boolean tripled = false;
    char before = last();
    char beforeThat = n > 1 ? intoFolded[n - 2] : 0;
    int i = from;
    while (i < end) {
      char c = chars[i];
      char letter = TextFold.foldCommon(c);
      if (letter <= ' ' || letter == TextFold.HYPHEN) {
        break;
      }
      intoFolded[n] = letter;
      shown[n] = c;
      offsets[n] = i + delta;
      n++;
      bits[n] = Patterns.bits(letter);
      i++;
      all &= letter;
      any |= letter;
      tripled |= letter == before && letter == beforeThat;
      beforeThat = before;
      before = letter;
    }
    if (i > from) {
      length = n;
      words.letters(base + n - 1, all, any, tripled);
    }
    return i;
  }

  /**
   * Takes ordinary text that begins between words, up to the last white space that is near. It is
   * ordinary if none of its words is one that {@link WordWatch} would look at; of others nothing is
   * taken. There is no branch in it that text could decide either way, but for apostrophes.
   *
   * @return the index after the last character taken; {@code from} if none was
   */
  int appendPlain(char[] chars, int from, int to, long offsetOfZero) {
    int end = Math.min(to, from + Math.min(PLAIN_CHARS_MAX, folded.length - length - 1));
    while (end > from && chars[end - 1] != ' ' && chars[end - 1] != '\n') {
      end--;
    }
    if (end - from < PLAIN_CHARS_TAKEN_MIN) {
      return from;
    }
    int first = length + (last() == TextLane.RUN_END ? 1 : 0);
    char[] table = PlainFold.quick();
    char[] intoFolded = folded;
    byte[] intoBits = bits;
    intoBits[first] = ' ';
    int n = first;
    int all = 0;
    int wasLetter = 0;
    for (int i = from; i < end; i++) {
      char c = chars[i];
      if (c >= PlainFold.CHARS) {
        return from;
      }
      int quick = table[c];
      all |= quick;
      if (PlainFold.vanishes(quick)) {
        continue;
      }
      int isLetter = PlainFold.isQuickLetter(quick);
      intoFolded[n] = PlainFold.quickFolded(quick);
      intoBits[n + 1] = (byte) PlainFold.quickFolded(quick);
      n += isLetter | wasLetter;
      wasLetter = isLetter;
    }
    if (PlainFold.isNeverPlain(all)
        || (PlainFold.mayBeOdd(all) && PlainFold.hasOddWord(chars, from, end))
        || (PlainFold.hasHyphen(all) && PlainFold.hasChain(chars, from, end))
        || hasRepeatsOrSingles(first, n)) {
      return from;
    }
    if (n > first) {
      if (length < first) {
        put(' ', ' ', offsetOfZero + from);
      }
      length = n;
      int delta = (int) (offsetOfZero - offsetBase);
      if (!plain.add(chars, from, end, first, n, delta, PlainFold.hasHyphen(all))) {
        PlainPieces.work(chars, from, first, n, delta, shown, offsets);
      }
    }
    return end;
  }

  /**
   * Whether a letter stands three times in a row, or two letters stand each by itself, from an
   * index to before another that is the end of the text.
   */
  private boolean hasRepeatsOrSingles(int from, int to) {
    byte[] read = bits;
    EIGHT_BYTES.set(read, to + 1, NOTHING);
    EIGHT_BYTES.set(read, to + 1 + Long.BYTES, NOTHING);
    long any = 0;
    for (int at = from; at <= to; at += Long.BYTES) {
      long one = (long) EIGHT_BYTES.get(read, at);
      long next = (long) EIGHT_BYTES.get(read, at + 1);
      long third = (long) EIGHT_BYTES.get(read, at + 2);
      long fifth = (long) EIGHT_BYTES.get(read, at + 4);
      long same = (one ^ next) | (next ^ third);
      long spaces = (one ^ SPACES) | (third ^ SPACES) | (fifth ^ SPACES);
      any |= (same - LOWEST_BITS) & ~same;
      any |= (spaces - LOWEST_BITS) & ~spaces;
    }
    return (any & HIGHEST_BITS) != 0 && (hasRepeats(from, to) || hasSingles(from, to));
  }

  private boolean hasRepeats(int from, int to) {
    boolean has = false;
    for (int i = from; i + 2 < to && !has; i++) {
      has = folded[i] == folded[i + 1] && folded[i] == folded[i + 2];
    }
    return has;
  }

  /** Numbers of one digit are none. */
  private boolean hasSingles(int from, int to) {
    byte[] read = bits;
    boolean has = false;
    for (int i = from; i + 4 <= to && !has; i++) {
      has =
          read[i] == ' '
              && read[i + 2] == ' '
              && read[i + 4] == ' '
              && (read[i + 1] > '9' || read[i + 3] > '9');
    }
    return has;
  }

  /** Whether a word that is over, and is a single letter, stands at the end. */
  boolean endsWithSingleLetter() {
    return length > 2
        && folded[length - 1] == ' '
        && folded[length - 2] > ' '
        && folded[length - 3] <= ' ';
  }
}
