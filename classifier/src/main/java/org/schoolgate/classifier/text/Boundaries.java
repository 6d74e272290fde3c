package org.schoolgate.classifier.text;

/**
 * The boundaries between words on one side of a place in a text, the nearest first, as far as they
 * were asked for and not beyond the end of a run. Not thread-safe.
 */
final class Boundaries {

  private final int step;
  private final int[] at = new int[Surroundings.REACH_CHARS + 1];
  private final int[] keys = new int[Surroundings.REACH_CHARS + 1];
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
  }

  /** Looks for so many, and says how many there are, which may be fewer. */
  int find(int wanted) {
    while (count < wanted && left > 0 && next >= 0 && next < length) {
      char c = text[next];
      if (c == ' ') {
        at[count] = next;
        keys[count] = Alternatives.keyAt(text, next, length);
        count++;
      } else if (c == TextLane.RUN_END) {
        left = 0;
      }
      next += step;
      left--;
    }
    return Math.min(count, wanted);
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
