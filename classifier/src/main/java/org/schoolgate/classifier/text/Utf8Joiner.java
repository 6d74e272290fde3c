package org.schoolgate.classifier.text;

/**
 * Joins bytes of UTF-8 to characters; bytes that are none are read as windows-1252. Not
 * thread-safe.
 */
final class Utf8Joiner {

  private static final int BYTES_MAX = 4;

  private final PlacedSink next;
  private final int[] bytes = new int[BYTES_MAX];
  private final long[] offsets = new long[BYTES_MAX];
  private int length;
  private int wanted;

  Utf8Joiner(PlacedSink next) {
    this.next = next;
  }

  void accept(int b, long offset) {
    if (length > 0 && (b & 0xC0) != 0x80) {
      flush();
    }
    if (length == 0) {
      wanted = b < 0xC2 || b > 0xF4 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : BYTES_MAX;
    }
    bytes[length] = b;
    offsets[length++] = offset;
    if (length == wanted) {
      join();
    }
  }

  private void join() {
    int codePoint = wanted == 1 ? bytes[0] : bytes[0] & (0xFF >> (wanted + 1));
    for (int i = 1; i < wanted; i++) {
      codePoint = codePoint << 6 | (bytes[i] & 0x3F);
    }
    if (wanted == 1 && codePoint >= 0x80) {
      flush();
      return;
    }
    length = 0;
    if (Character.isValidCodePoint(codePoint)) {
      for (char c : Character.toChars(codePoint)) {
        next.accept(c, offsets[0]);
      }
    }
  }

  /** Gives what was never completed. */
  void flush() {
    int given = length;
    length = 0;
    for (int i = 0; i < given; i++) {
      int b = bytes[i];
      next.accept(b < 0x80 ? (char) b : Charsets.WINDOWS_1252_CHARS.charAt(b & 0x7F), offsets[i]);
    }
  }
}
