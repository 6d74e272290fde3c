package org.schoolgate.classifier.text;

import java.util.Arrays;

/**
 * The boundaries between words on one side of a place in a text, the nearest first, as far as they
 * were asked for and not beyond the end of a run. Not thread-safe.
 */
final class Boundaries {

  /** What a word counts in letters that stand each by itself. */
  static final int WORD_LETTERS = 4;

  private static final int FIRST_ROOM = 128;

  /** So many characters are looked at at a time. */
  private static final int BLOCK_CHARS = Long.SIZE;

  private final int step;

  /** Most texts have no part to look around, and most parts have few words around them. */
  private int[] at = new int[0];

  private long[] keys = new long[0];
  private int[] letters = new int[0];
  private int[] kept = new int[0];

  private char[] text = new char[0];
  private byte[] bits = new byte[0];
  private int length;
  private int next;
  private int left;
  private int count;
  private int keyCount;
  private int letterCount;

  /**
   * Looks in one direction.
   *
   * @param step 1 for what follows, -1 for what stands before
   */
  Boundaries(int step) {
    this.step = step;
  }

  /**
   * Begins at an index of a text that is so long.
   *
   * @param newBits eight bits of each of its characters, one place further
   */
  void begin(char[] newText, byte[] newBits, int newLength, int first) {
    text = newText;
    bits = newBits;
    length = newLength;
    next = first;
    left = Surroundings.REACH_CHARS;
    count = 0;
    keyCount = 0;
    letterCount = 0;
  }

  /** Looks for so many, and says how many there are, which may be fewer. */
  int find(int wanted) {
    while (count < wanted && goesOn()) {
      look();
    }
    int found = Math.min(count, wanted);
    for (; keyCount < found; keyCount++) {
      keys[keyCount] = FirstWords.after(bits, at[keyCount]);
    }
    return found;
  }

  /**
   * How much stands between the place and an index: for each boundary {@link #WORD_LETTERS}, or 1
   * between letters that stand each by itself; too much if that is too far away.
   */
  int lettersTo(int index) {
    while (goesOn() && (next - index) * step < 0) {
      look();
    }
    if ((next - index) * step < 0) {
      return Integer.MAX_VALUE;
    }
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (step > 0 ? at[middle] < index : at[middle] > index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : lettersOf(low - 1);
  }

  private int lettersOf(int number) {
    if (letters.length < at.length) {
      letters = Arrays.copyOf(letters, at.length);
    }
    for (; letterCount <= number; letterCount++) {
      letters[letterCount] =
          (letterCount == 0 ? 0 : letters[letterCount - 1])
              + (isBetweenLetters(at[letterCount]) ? 1 : WORD_LETTERS);
    }
    return letters[number];
  }

  private boolean goesOn() {
    return left > 0 && next >= 0 && next < length;
  }

  private void look() {
    int chars = Math.min(BLOCK_CHARS, Math.min(left, step > 0 ? length - next : next + 1));
    if (count + chars > at.length) {
      int room = Math.max(FIRST_ROOM, 2 * (count + chars));
      at = Arrays.copyOf(at, room);
      keys = Arrays.copyOf(keys, room);
    }
    int low = step > 0 ? next : next - chars + 1;
    long spaces = 0;
    for (int i = 0; i < chars; i += Long.BYTES) {
      spaces |= WordKeys.spaces(bits, low + i + 1) << i;
    }
    if (chars < Long.SIZE) {
      spaces &= (1L << chars) - 1;
    }
    next += step * chars;
    left -= chars;
    while (spaces != 0) {
      int one =
          step > 0
              ? Long.numberOfTrailingZeros(spaces)
              : Long.SIZE - 1 - Long.numberOfLeadingZeros(spaces);
      spaces ^= 1L << one;
      spaces = take(low + one) ? spaces : 0;
    }
  }

  /**
   * Takes what seems to be a space; whether the run goes on behind it, which has one at its end.
   */
  private boolean take(int index) {
    int behind = index + step;
    if (text[index] == ' ') {
      at[count++] = index;
      if (behind >= 0 && behind < length && text[behind] == TextLane.RUN_END) {
        next = behind;
        left = 0;
        return false;
      }
    }
    return true;
  }

  private boolean isBetweenLetters(int index) {
    return isBoundary(index - 2) && isBoundary(index + 2);
  }

  private boolean isBoundary(int index) {
    return index < 0 || index >= length || text[index] <= ' ';
  }

  int at(int number) {
    return at[number];
  }

  /** The keys of what follows those that were found last; see {@link FirstWords}. */
  long[] keys() {
    return keys;
  }

  /** Room for the numbers of some of them. */
  int[] left() {
    if (kept.length < at.length) {
      kept = new int[at.length];
    }
    return kept;
  }

  /** Whether what begins at one may end with a tail; see {@link FirstWords#tail}. */
  boolean mayEnd(int number, long tail) {
    return FirstWords.mayEnd(bits, at[number], tail);
  }

  /** The key of the beginning of what follows one. */
  long beginning(int number) {
    return FirstWords.beginningAfter(bits, at[number]);
  }

  /** How many of the first stand at an index or behind it. */
  int countFrom(int index) {
    int from = 0;
    while (from < count && at[from] >= index) {
      from++;
    }
    return from;
  }
}
