package org.schoolgate.classifier.text;

/** Takes the characters of one text, in order, each with where it stands in the decoded body. */
interface PlacedSink {

  /** Takes the next character. */
  void accept(char c, long offset);

  /** Ends the text at an offset; the next character begins another one. */
  void end(long offset);
}
