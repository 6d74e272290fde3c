package org.schoolgate.classifier.text;

/** Reads one text into a lane, counting its offsets from where it begins. Not thread-safe. */
final class OffsetReader implements CharSink {

  private final PlainReader reader;
  private long offset;

  OffsetReader(PlainReader reader, long offset) {
    this.reader = reader;
    this.offset = offset;
  }

  /** A reader of plain text that begins at an offset. */
  static OffsetReader plain(TextLane lane, SecondReading again, long offset) {
    return new OffsetReader(new PlainReader(lane, again), offset);
  }

  @Override
  public void accept(char[] chars, int length) {
    reader.accept(chars, 0, length, offset);
    offset += length;
  }

  @Override
  public void finish() {
    reader.end(offset);
  }
}
