package org.schoolgate.classifier.format;

import java.io.IOException;

/** Reads lists of one format. Used once. */
@FunctionalInterface
public interface ListReader {

  /**
   * Tells the sink every line.
   *
   * @throws DamagedListException if it is no list of this format at all
   * @throws java.io.EOFException if an archive ends too early
   */
  void read(ListInput input, LineSink sink) throws IOException;
}
