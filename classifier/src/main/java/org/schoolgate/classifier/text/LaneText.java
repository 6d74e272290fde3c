package org.schoolgate.classifier.text;

import java.util.Arrays;

/**
 * What a {@link TextLane} keeps of its text: each folded character with the character as it was
 * shown and its offset. Positions count from the beginning of the lane. Not thread-safe.
 */
final class LaneText {

  private static final int FIRST_CHARS = 1024;
  private static final int BLOCK_CHARS = 8192;

  /** The longest and the shortest piece that is looked at as ordinary text. */
  static final int PLAIN_CHARS_MAX = 64;

  static final int PLAIN_CHARS_MIN = 16;

  /** What is left of a piece up to its last white space must be worth it. */
  private static final int PLAIN_CHARS_TAKEN_MIN = 4;

  /** Of the last five characters, which were letters: two that each stand by itself. */
  private static final int TWO_SINGLE_LETTERS = 0b01010;

  private static final int FIVE = 0b11111;

  private char[] folded = new char[0];
  private char[] shown = new char[0];
  private int[] offsets = new int[0];
  private int length;

  /** The position of the first character kept. */
  private long base;

  private long offsetBase;

  char[] folded() {
    return folded;
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
    return shown[(int) (position - base)];
  }

  long offsetAt(long position) {
    return offsetBase + offsets[(int) (position - base)];
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
    shown = Arrays.copyOf(shown, capacity);
    offsets = Arrays.copyOf(offsets, capacity);
  }

  /** Forgets all but the last characters. */
  void forgetAllBut(int charsMax) {
    int kept = Math.min(length, charsMax);
    int dropped = length - kept;
    long newOffsetBase = offsetBase + offsets[dropped];
    int moved = offsets[dropped];
    System.arraycopy(folded, dropped, folded, 0, kept);
    System.arraycopy(shown, dropped, shown, 0, kept);
    for (int i = 0; i < kept; i++) {
      offsets[i] = offsets[dropped + i] - moved;
    }
    offsetBase = newOffsetBase;
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
    int[] entries = PlainFold.entries();
    char[] intoFolded = folded;
    char[] intoShown = shown;
    int[] intoOffsets = offsets;
    int n = length;
    if (n == 0) {
      offsetBase = offsetOfZero + from;
    }
    int delta = (int) (offsetOfZero - offsetBase);
    if (last() == TextLane.RUN_END) {
      intoFolded[n] = ' ';
      intoShown[n] = ' ';
      intoOffsets[n] = from + delta;
      n++;
    }
    int first = n;
    int classBefore = PlainFold.BOUNDARY;
    int before = ' ';
    int beforeThat = ' ';
    int wasLetter = 0;
    int letters = 0;
    int odd = 0;
    for (int i = from; i < end; i++) {
      char c = chars[i];
      if (c >= PlainFold.CHARS) {
        return from;
      }
      int entry = entries[c];
      int letter = PlainFold.folded(entry);
      if (letter == 0) {
        continue;
      }
      odd |= PlainFold.oddAfter(entry) & classBefore;
      intoFolded[n] = (char) letter;
      intoShown[n] = PlainFold.shown(entry);
      intoOffsets[n] = i + delta;
      int isLetter = PlainFold.isLetter(entry);
      int kept = isLetter | wasLetter;
      n += kept;
      letters = (letters << kept) | isLetter;
      if ((letters & FIVE) == TWO_SINGLE_LETTERS
          && (intoFolded[n - 2] > '9' || intoFolded[n - 4] > '9')) {
        return from;
      }
      if (letter == before && letter == beforeThat && isLetter != 0) {
        return from;
      }
      // A hyphen after a boundary is none; what is never ordinary is odd after a boundary, too.
      classBefore =
          (PlainFold.classOf(entry) & (-kept | ~PlainFold.HYPHEN))
              | PlainFold.BOUNDARY
              | (classBefore & PlainFold.keeps(entry));
      wasLetter = isLetter;
      beforeThat = before;
      before = letter;
    }
    if (odd != 0) {
      return from;
    }
    length = n > first ? n : length;
    return end;
  }

  /** Whether a word that is over, and is a single letter, stands at the end. */
  boolean endsWithSingleLetter() {
    return length > 2
        && folded[length - 1] == ' '
        && folded[length - 2] > ' '
        && folded[length - 3] <= ' ';
  }
}
