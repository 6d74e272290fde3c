package org.schoolgate.classifier.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Folds ordinary text, eight characters at a time where they are Latin letters, apostrophes inside
 * words, and the most common boundaries; the others one by one. Text is ordinary as long as none of
 * its words is one that {@link WordWatch} would look at.
 *
 * <p>The eight are bytes of a long, the first lowest. What is found out about each is kept in its
 * highest bit; since no byte of the text is negative, nothing is carried from one to the next. Not
 * thread-safe.
 */
final class OrdinaryText {

  /** The longest piece that is folded at a time. */
  static final int CHARS_MAX = 256;

  /** The shortest that is tried. */
  private static final int CHARS_MIN = 16;

  /** What is left of a piece up to its last white space must be worth it. */
  private static final int TAKEN_CHARS_MIN = 4;

  /** What is written beyond the end of a folded text, and one place more. */
  static final int BYTES_BEYOND = 3 * Long.BYTES;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHEST = 0x8080_8080_8080_8080L;
  private static final long HIGHEST_OF_FIRST = 0x80;
  private static final long SPACES = ' ' * ONES;

  /** Of letters, the bit that only small ones have; of boundaries, that of the space. */
  private static final long SMALL = 0x20 * ONES;

  private static final long TO_A = (0x80 - 'a') * ONES;
  private static final long BEYOND_Z = (0x80 - 'z' - 1) * ONES;
  private static final long TO_0 = (0x80 - '0') * ONES;
  private static final long BEYOND_9 = (0x80 - '9' - 1) * ONES;
  private static final long TO_TAB = (0x80 - '\t') * ONES;
  private static final long BEYOND_RETURN = (0x80 - '\r' - 1) * ONES;
  private static final long TO_SPACE = (0x80 - ' ') * ONES;
  private static final long TO_DELETE = (0x80 - 0x7F) * ONES;
  private static final long APOSTROPHES = '\'' * ONES;

  /** What is one of these when its small bit is set: the grave accent, or an at sign. */
  private static final long GRAVES = '`' * ONES;

  private static final long HYPHENS = '-' * ONES;
  private static final long EXCLAMATION_MARKS = '!' * ONES;
  private static final long DOLLARS = '$' * ONES;
  private static final long BARS = '|' * ONES;

  /** An asterisk is a plus without the lowest bit. */
  private static final long ASTERISKS = '*' * ONES;

  private static final long ALL_BUT_LOWEST = ~ONES;

  /** Eight bytes of which no two neighbours are the same, and none is a space. */
  private static final long NOTHING = 0x0102_0304_0506_0708L;

  private final byte[] raw = new byte[CHARS_MAX + Long.BYTES];
  private final ByteBuffer rawBuffer = ByteBuffer.wrap(raw);
  private final CharsetEncoder toBytes = StandardCharsets.ISO_8859_1.newEncoder();
  private final CharsetDecoder toChars = StandardCharsets.ISO_8859_1.newDecoder();

  /** What the last text came in, which the next one mostly does too. */
  private char[] chars = new char[0];

  private CharBuffer charBuffer = CharBuffer.wrap(chars);

  /** Where the folded text goes, which is always the same until there is more room. */
  private byte[] bytes = raw;

  private ByteBuffer byteBuffer = rawBuffer;
  private char[] folded = chars;
  private CharBuffer foldedBuffer = charBuffer;

  /** Pieces are shorter where there are words that are only found out to be odd at their end. */
  private int pieceChars = CHARS_MAX;

  private int end;
  private boolean hyphens;

  /** The index after the last character that was folded. */
  int end() {
    return end;
  }

  /** Whether hyphens may be among what was folded. */
  boolean hasHyphens() {
    return hyphens;
  }

  /**
   * Folds ordinary text that begins between words, up to the last white space that is near or to
   * the first word that is not ordinary.
   *
   * @param text has the text from an index, which is {@link #end} afterwards if nothing was folded,
   *     to before another
   * @param bits gets the folded text; the one before it becomes a space
   * @param first where it begins
   * @return the index after it
   */
  int fold(char[] text, int from, int to, byte[] bits, int first) {
    hyphens = false;
    end = lastSpace(text, from, Math.min(to, from + pieceChars));
    if (end - from < TAKEN_CHARS_MIN) {
      end = from;
      return first;
    }
    takeBytes(text, from, end);
    bits[first - 1] = ' ';
    int next = foldBytes(text, from, bits, first);
    int odd = findRepeatsOrSingles(bits, first, next);
    if (odd < 0) {
      pieceChars = Math.min(2 * pieceChars, CHARS_MAX);
      return next;
    }
    pieceChars = Math.max(pieceChars / 2, CHARS_MIN);
    end = PlainFold.wordOf(text, from, odd - first);
    return first + PlainFold.countFolded(text, from, end);
  }

  private static int lastSpace(char[] text, int from, int to) {
    int last = to;
    while (last > from && !PlainFold.isSpace(text[last - 1])) {
      last--;
    }
    return last;
  }

  /** Makes bytes of characters: of each that has none, one that folds to the same, or 0. */
  private void takeBytes(char[] text, int from, int to) {
    if (chars != text) {
      chars = text;
      charBuffer = CharBuffer.wrap(text);
    }
    rawBuffer.clear();
    charBuffer.limit(to).position(from);
    while (toBytes.encode(charBuffer, rawBuffer, false).isError()) {
      char c = charBuffer.get();
      rawBuffer.put(PlainFold.ordinary(c));
    }
    EIGHT.set(raw, to - from, SPACES);
  }

  private int foldBytes(char[] text, int from, byte[] bits, int first) {
    byte[] read = raw;
    int n = first;
    long afterSpace = HIGHEST_OF_FIRST;
    for (int at = 0; at < end - from; at += Long.BYTES) {
      long eight = (long) EIGHT.get(read, at);
      long small = eight | SMALL;
      long digits = (eight + TO_0) & ~(eight + BEYOND_9);
      long nothing = HIGHEST - (eight ^ APOSTROPHES);
      long letters = ((small + TO_A) & ~(small + BEYOND_Z)) | digits;
      long spaces = ~(letters | nothing) & HIGHEST;
      long before = (spaces << Byte.SIZE) | afterSpace;
      int stop = Math.min(from + at + Long.BYTES, end);
      long some;
      if (((uncommon(eight, small) | (nothing & before)) & HIGHEST) == 0) {
        long isSpace = (spaces << 1) - (spaces >>> (Byte.SIZE - 1));
        long left = ((spaces & before) | nothing) & HIGHEST;
        EIGHT.set(bits, n, without(left, (small & ~isSpace) | (SPACES & isSpace)));
        n += Long.BYTES - Long.bitCount(left);
        afterSpace = spaces >>> (Long.SIZE - Byte.SIZE);
        some = (digits | signs(eight)) & HIGHEST;
      } else {
        n = foldOneByOne(text, from + at, stop, bits, n);
        afterSpace = bits[n - 1] == ' ' ? HIGHEST_OF_FIRST : 0;
        some = HIGHEST;
      }
      if (some != 0 && endsAtOdd(text, from, from + at, stop)) {
        return n - PlainFold.countFolded(text, end, stop);
      }
    }
    return n;
  }

  /**
   * Which of eight bytes are neither letters, digits, white space, apostrophes nor visible symbols;
   * at signs are rare enough to be among them.
   */
  private static long uncommon(long eight, long small) {
    long isWhite = (eight + TO_TAB) & ~(eight + BEYOND_RETURN);
    return eight
        | ~((eight + TO_SPACE) | isWhite)
        | (eight + TO_DELETE)
        | (HIGHEST - (small ^ GRAVES));
  }

  /** Which of eight common bytes are symbols that may make a word look odd. */
  private static long signs(long eight) {
    return (HIGHEST - (eight ^ HYPHENS))
        | (HIGHEST - (eight ^ EXCLAMATION_MARKS))
        | (HIGHEST - (eight ^ DOLLARS))
        | (HIGHEST - (eight ^ BARS))
        | (HIGHEST - ((eight & ALL_BUT_LOWEST) ^ ASTERISKS));
  }

  /** Eight bytes without some of them, the others moved up to each other. */
  private static long without(long left, long eight) {
    long below = ((left & -left) - 1) >> (Byte.SIZE - 1);
    long without = (eight & below) | ((eight >>> Byte.SIZE) & ~below);
    long rest = left & (left - 1);
    return rest == 0 ? without : withoutRuns(rest >>> Byte.SIZE, without);
  }

  /** The same by runs of them. */
  private static long withoutRuns(long left, long eight) {
    long without = eight;
    long rest = left;
    while (rest != 0) {
      int start = Long.numberOfTrailingZeros(rest) & -Byte.SIZE;
      int bits = Long.numberOfTrailingZeros((~rest & HIGHEST) >>> start) & -Byte.SIZE;
      if (start + bits >= Long.SIZE) {
        return without;
      }
      long below = (1L << start) - 1;
      without = (without & below) | ((without >>> bits) & ~below);
      rest = (rest >>> bits) & ~below;
    }
    return without;
  }

  private static int foldOneByOne(char[] text, int start, int stop, byte[] bits, int first) {
    int n = first;
    int wasLetter = bits[n - 1] == ' ' ? 0 : 1;
    for (int i = start; i < stop; i++) {
      int quick = PlainFold.quick(text[i]);
      int isLetter = PlainFold.isQuickLetter(quick);
      bits[n] = (byte) quick;
      n += isLetter | PlainFold.ifBoundary(quick, wasLetter);
      wasLetter = isLetter | PlainFold.ifNothing(quick, wasLetter);
    }
    return n;
  }

  /** Ends where a word begins that looks odd, if one reaches into a stretch. */
  private boolean endsAtOdd(char[] text, int from, int start, int stop) {
    int odd = PlainFold.findOddWord(text, from, start, stop, end);
    hyphens |= PlainFold.hasHyphen(text, start, stop);
    end = odd < 0 ? end : PlainFold.wordStart(text, from, odd);
    return odd >= 0;
  }

  /**
   * Where a letter stands three times in a row, or three letters stand each by itself, numbers of
   * one digit being none: the first such place from an index to before another that is the end of
   * the text.
   *
   * @return the index of the first letter; -1 if there is no such place
   */
  private static int findRepeatsOrSingles(byte[] bits, int from, int to) {
    EIGHT.set(bits, to, NOTHING);
    EIGHT.set(bits, to + Long.BYTES, NOTHING);
    for (int at = from - 1; at < to; at += Long.BYTES) {
      long first = (long) EIGHT.get(bits, at);
      long second = (long) EIGHT.get(bits, at + 1);
      long third = (long) EIGHT.get(bits, at + 2);
      long fifth = (long) EIGHT.get(bits, at + 4);
      long differing = (first ^ second) | (second ^ third);
      long words = (first ^ SPACES) | (third ^ SPACES) | (fifth ^ SPACES);
      long repeats = (HIGHEST - differing) & (first << 1);
      if (((repeats | (HIGHEST - words)) & HIGHEST) != 0) {
        long singles = HIGHEST - (words | ((long) EIGHT.get(bits, at + 6) ^ SPACES));
        long between = second | (long) EIGHT.get(bits, at + 3) | (long) EIGHT.get(bits, at + 5);
        long found = (repeats | (singles & (between << 1))) & HIGHEST;
        if (found != 0) {
          int index = at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
          return bits[index] == ' ' ? index + 1 : index;
        }
      }
    }
    return -1;
  }

  /** Makes characters of the folded text, of which each is a byte. */
  void toChars(byte[] bits, int from, int to, char[] into, int first) {
    if (bytes != bits || folded != into) {
      bytes = bits;
      byteBuffer = ByteBuffer.wrap(bits);
      folded = into;
      foldedBuffer = CharBuffer.wrap(into);
    }
    byteBuffer.limit(to).position(from);
    foldedBuffer.limit(first + to - from).position(first);
    toChars.decode(byteBuffer, foldedBuffer, false);
  }
}
