package org.schoolgate.classifier.text;

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

  private char[] folded = new char[0];

  /** Eight bits of each folded character, one place further: see {@link PhraseScanner.Scan}. */
  private byte[] bits = new byte[1 + OrdinaryText.BYTES_BEYOND];

  private char[] shown = new char[0];
  private int[] offsets = new int[0];
  private int length;
  private final PlainPieces plain = new PlainPieces();

  private final OrdinaryText ordinary = new OrdinaryText();

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

  /** Appends what was shown at a position; false where a run ends. */
  boolean showTo(StringBuilder out, long position) {
    char foldedHere = foldedAt(position);
    if (foldedHere == TextLane.RUN_END) {
      return false;
    }
    char shownHere = shownAt(position);
    if (shownHere != 0) {
      out.append(shownHere);
      if (foldedHere == ' ' && shownHere != ' ' && shownHere != '-') {
        out.append(' ');
      }
    }
    return true;
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
    bits = Arrays.copyOf(bits, 1 + capacity + OrdinaryText.BYTES_BEYOND);
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
   * Takes ordinary text that begins between words, as far as {@link OrdinaryText#fold} does.
   *
   * @return the index after the last character taken; {@code from} if none was
   */
  int appendPlain(char[] chars, int from, int to, long offsetOfZero) {
    int first = length + (last() == TextLane.RUN_END ? 1 : 0);
    int room = folded.length - length - 1;
    int n = ordinary.fold(chars, from, Math.min(to, from + room), bits, first + 1) - 1;
    int end = ordinary.end();
    if (n > first) {
      if (length < first) {
        put(' ', ' ', offsetOfZero + PlainFold.firstLetter(chars, from));
      }
      ordinary.toChars(bits, first + 1, n + 1, folded, first);
      length = n;
      int delta = (int) (offsetOfZero - offsetBase);
      if (!plain.add(chars, from, end, first, n, delta, ordinary.hasHyphens())) {
        PlainPieces.work(chars, from, first, n, delta, shown, offsets);
      }
    }
    return end;
  }

  /** Tells of the words at the end that are single letters, of which no more than two matter. */
  void tellSingles(WordWatch words) {
    int end = length;
    while (end > 2 && length - end < 4 && isSingle(end)) {
      end -= 2;
    }
    for (int at = end; at < length; at += 2) {
      words.single(base + at);
    }
  }

  /** Whether a single letter and a space stand before an index. */
  private boolean isSingle(int end) {
    return folded[end - 1] == ' ' && folded[end - 2] > ' ' && folded[end - 3] <= ' ';
  }
}
