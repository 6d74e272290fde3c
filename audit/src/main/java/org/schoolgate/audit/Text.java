package org.schoolgate.audit;

/** Makes text from outside fit to be stored. */
final class Text {

  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /**
   * At most so many characters, with half surrogate pairs replaced: JSON has no way to write one,
   * and a client that sends one must not be able to stop its own record.
   */
  static String clean(String text, int charsMax) {
    int end = Math.min(text.length(), charsMax);
    if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder repaired = null;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else {
        repaired = repaired == null ? new StringBuilder(text.substring(0, end)) : repaired;
        repaired.setCharAt(i, REPLACEMENT);
      }
    }
    return repaired != null ? repaired.toString() : text.substring(0, end);
  }
}
