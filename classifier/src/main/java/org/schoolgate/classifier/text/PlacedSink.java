package org.schoolgate.classifier.text;

/** Takes the characters of one text, in order, each with where it stands in the decoded body. */
interface PlacedSink {

  /** Takes the next character. */
  void accept(char c, long offset);

  /** Takes characters that stand next to each other, the first at an offset. */
  default void accept(char[] chars, int from, int length, long offset) {
    for (int i = 0; i < length; i++) {
      accept(chars[from + i], offset + i);
    }
  }

  /** Ends the text at an offset; the next character begins another one. */
  void end(long offset);
}
