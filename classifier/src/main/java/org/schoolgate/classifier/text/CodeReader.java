package org.schoolgate.classifier.text;

/** Reads a script or a style sheet that is a body of its own. Not thread-safe. */
final class CodeReader implements CharSink {

  private final PlacedSink reader;
  private final TextScan scan;
  private long offset;

  CodeReader(PlacedSink reader, TextScan scan) {
    this.reader = reader;
    this.scan = scan;
  }

  @Override
  public void accept(char[] chars, int length) {
    reader.accept(chars, 0, length, offset);
    offset += length;
  }

  @Override
  public void finish() {
    reader.end(offset);
    scan.finish(offset);
  }
}
