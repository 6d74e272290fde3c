package org.schoolgate.classifier.text;

import org.jspecify.annotations.Nullable;

/**
 * Reads a text of which nobody says what it is, by its first character: as JSON, or as a page. What
 * a person wrote is never taken for a page, in which words within angle brackets are no text. Not
 * thread-safe.
 */
final class GuessReader implements CharSink {

  private final TextScan scan;
  private final boolean typed;
  private @Nullable CharSink reader;
  private long offset;

  GuessReader(TextScan scan, boolean typed) {
    this.scan = scan;
    this.typed = typed;
  }

  @Override
  public void accept(char[] chars, int length) {
    int begin = 0;
    while (reader == null && begin < length && isBlank(chars[begin])) {
      begin++;
    }
    offset += begin;
    if (begin == length) {
      return;
    }
    CharSink into = reader;
    if (into == null) {
      into = guess(chars[begin]);
      reader = into;
    }
    if (begin == 0) {
      into.accept(chars, length);
    } else {
      char[] rest = new char[length - begin];
      System.arraycopy(chars, begin, rest, 0, rest.length);
      into.accept(rest, rest.length);
    }
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == '\uFEFF';
  }

  private CharSink guess(char first) {
    if (typed || first == '{' || first == '[') {
      return new OffsetReader(new PlainReader(scan.main(), new SecondReading(scan)), offset);
    }
    return new MarkupReader(true, MarkupText.ofPage(true, scan), offset);
  }

  @Override
  public void finish() {
    if (reader != null) {
      reader.finish();
    }
    scan.finish(offset);
  }
}
