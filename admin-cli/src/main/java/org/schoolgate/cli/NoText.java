package org.schoolgate.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Path;

/** Tells files that are no text, such as pictures, so that nobody takes silence for an answer. */
final class NoText {

  /** How much of a file's beginning is looked at. */
  static final int BEGINNING_BYTES = 1024;

  private static final String PDF = "%PDF-";

  private NoText() {}

  /**
   * Whether a file begins as a PDF or has bytes that text never has (WHATWG MIME Sniffing section
   * 3), but for UTF-16, which has them, with a byte order mark or without.
   */
  static boolean isNone(byte[] beginning) {
    int head = Math.min(beginning.length, PDF.length());
    if (new String(beginning, 0, head, ISO_8859_1).equals(PDF)) {
      return true;
    }
    boolean marked =
        beginning.length > 1
            && ((beginning[0] == (byte) 0xFE && beginning[1] == (byte) 0xFF)
                || (beginning[0] == (byte) 0xFF && beginning[1] == (byte) 0xFE));
    if (marked || isUnmarkedUtf16(beginning)) {
      return false;
    }
    for (int i = 0; i < Math.min(beginning.length, BEGINNING_BYTES); i++) {
      byte each = beginning[i];
      if (each >= 0 && each < ' ' && "\t\n\f\r\u001b".indexOf(each) < 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether every second byte is none, and there is no other: Latin text of two bytes each. */
  private static boolean isUnmarkedUtf16(byte[] beginning) {
    int[] none = new int[2];
    int end = Math.min(beginning.length, BEGINNING_BYTES) & ~1;
    for (int i = 0; i < end; i++) {
      none[i & 1] += beginning[i] == 0 ? 1 : 0;
      if (beginning[i] > 0 && beginning[i] < ' ' && "\t\n\f\r".indexOf(beginning[i]) < 0) {
        return false;
      }
    }
    return end >= 4 && Math.min(none[0], none[1]) == 0 && Math.max(none[0], none[1]) == end / 2;
  }

  /** What to say of one. */
  static String sentence(Path file) {
    return file + " is not text (a picture, a PDF, a program or something compressed)";
  }
}
