package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.LineReader;

/** What readers of one line at a time share: limits, and nobody forgets a line. */
final class Lines {

  private Lines() {}

  /** Says what a line is. */
  @FunctionalInterface
  interface Each {
    ListLine read(String line);
  }

  /** Tells the sink every line of a file. */
  static void read(String file, InputStream in, LineSink sink, Each each) throws IOException {
    read(file, in, SiteEntry.LINE_CHARS_MAX, sink, each);
  }

  /** The same of lines that are longer where they are no entries. */
  static void read(String file, InputStream in, int lineBytesMax, LineSink sink, Each each)
      throws IOException {
    LineReader lines = new LineReader(in);
    while (lines.next()) {
      boolean tooLong = lines.tooLong() || lines.to() - lines.from() > lineBytesMax;
      sink.line(file, lines.number(), tooLong ? TOO_LONG : each.read(lines.text()));
    }
    if (!lines.endsWithNewline()) {
      sink.endsInLine(file);
    }
  }

  /** Tells the sink the same of every line of a file. */
  static void readAll(String file, InputStream in, LineSink sink, ListLine same)
      throws IOException {
    LineReader lines = new LineReader(in);
    while (lines.next()) {
      sink.line(file, lines.number(), same);
    }
  }

  /** What every format says of a line that nobody writes. */
  static final ListLine TOO_LONG =
      ListLine.rejected("longer than " + SiteEntry.LINE_CHARS_MAX + " characters");
}
