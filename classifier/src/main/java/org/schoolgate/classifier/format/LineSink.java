package org.schoolgate.classifier.format;

import java.io.IOException;

/** Is told what every line of a list is, on the thread that reads. */
public interface LineSink {

  /**
   * A list of a category begins in a file, perhaps an empty one.
   *
   * @param categoryName what the list calls it; empty if it does not say
   */
  default void begins(String file, String categoryName) throws IOException {}

  /**
   * A line: every line of every file is told once, not always in their order.
   *
   * @param file as the list names it, for example {@code adult/domains}
   * @param number from 1
   */
  void line(String file, long number, ListLine line) throws IOException;

  /** The file's last line has no line end, so the file may be half-written. */
  default void endsInLine(String file) {}

  /** Something that whoever imports the list should know, one sentence. */
  default void note(String sentence) {}
}
