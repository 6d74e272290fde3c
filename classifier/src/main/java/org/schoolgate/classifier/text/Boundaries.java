package org.schoolgate.classifier.text;

import java.util.Arrays;

/**
 * The boundaries between words on one side of a place in a text, the nearest first, as far as they
 * were asked for and not beyond the end of a run. Not thread-safe.
 */
final class Boundaries {

  /** What a word counts in letters that stand each by itself. */
  static final int WORD_LETTERS = 4;

  private static final int FIRST_ROOM = 64;

  private final int step;

  /** Most texts have no part to look around, and most parts have few words around them. */
  private int[] at = new int[0];

  private int[] letters = new int[0];
  private int[] keys = new int[0];

  /** Of all keys that were found. */
  private final long[] mask = new long[Alternatives.MASK_LONGS];

  private char[] text = new char[0];
  private int length;
  private int next;
  private int left;
  private int count;

  /**
   * Looks in one direction.
   *
   * @param step 1 for what follows, -1 for what stands before
   */
  Boundaries(int step) {
    this.step = step;
  }

  /** Begins at an index of a text that is so long. */
  void begin(char[] newText, int newLength, int first) {
    text = newText;
    length = newLength;
    next = first;
    left = Surroundings.REACH_CHARS;
    count = 0;
    Arrays.fill(mask, 0);
  }

  /** Looks for so many, and says how many there are, which may be fewer. */
  int find(int wanted) {
    while (count < wanted && goesOn()) {
      look();
    }
    return Math.min(count, wanted);
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
    return low == 0 ? 0 : letters[low - 1];
  }

  private boolean goesOn() {
    return left > 0 && next >= 0 && next < length;
  }

  private void look() {
    char c = text[next];
    if (c == ' ') {
      if (count == at.length) {
        grow();
      }
      at[count] = next;
      keys[count] = Alternatives.keyAt(text, next, length);
      Alternatives.addTo(mask, keys[count]);
      letters[count] =
          (count == 0 ? 0 : letters[count - 1]) + (isBetweenLetters(next) ? 1 : WORD_LETTERS);
      count++;
    } else if (c == TextLane.RUN_END) {
      left = 0;
      return;
    }
    next += step;
    left--;
  }

  private void grow() {
    int room = Math.max(FIRST_ROOM, 2 * count);
    at = Arrays.copyOf(at, room);
    letters = Arrays.copyOf(letters, room);
    keys = Arrays.copyOf(keys, room);
  }

  private boolean isBetweenLetters(int index) {
    return isBoundary(index - 2) && isBoundary(index + 2);
  }

  private boolean isBoundary(int index) {
    return index < 0 || index >= length || text[index] <= ' ';
  }

  /** Which keys those found so far may have. */
  long[] mask() {
    return mask;
  }

  int at(int number) {
    return at[number];
  }

  /** The key of what follows one. */
  int key(int number) {
    return keys[number];
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
