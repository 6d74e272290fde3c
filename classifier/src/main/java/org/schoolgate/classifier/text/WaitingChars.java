package org.schoolgate.classifier.text;

/** The last characters of a text of which it is not known yet whether they are read. */
final class WaitingChars {

  /** More than the longest phrase has. */
  static final int CHARS_MAX = 256;

  private final char[] chars = new char[CHARS_MAX];
  private final long[] offsets = new long[CHARS_MAX];
  private long count;

  void clear() {
    count = 0;
  }

  void add(char c, long offset) {
    int slot = (int) (count++ % CHARS_MAX);
    chars[slot] = c;
    offsets[slot] = offset;
  }

  /** Adds characters that stand next to each other. */
  void add(char[] more, int from, int to, long offsetOfZero) {
    int i = Math.max(from, to - CHARS_MAX);
    int slot = (int) (count % CHARS_MAX);
    count += to - i;
    for (; i < to; i++) {
      chars[slot] = more[i];
      offsets[slot] = offsetOfZero + i;
      slot = (slot + 1) & (CHARS_MAX - 1);
    }
  }

  /** The last one; 0 if there is none. */
  char last() {
    return count == 0 ? 0 : chars[(int) ((count - 1) % CHARS_MAX)];
  }

  /** Gives them to a reader, in order, and keeps none. */
  void giveTo(PlacedSink reader) {
    for (long i = Math.max(0, count - CHARS_MAX); i < count; i++) {
      int slot = (int) (i % CHARS_MAX);
      reader.accept(chars[slot], offsets[slot]);
    }
    clear();
  }
}
