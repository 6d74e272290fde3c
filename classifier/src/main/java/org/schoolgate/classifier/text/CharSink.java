package org.schoolgate.classifier.text;

/** Takes the decoded characters of one body, in order. */
interface CharSink {

  /** Takes the next {@code length} characters; the array is overwritten after the call. */
  void accept(char[] chars, int length);

  /** Says that no more come. */
  void finish();
}
