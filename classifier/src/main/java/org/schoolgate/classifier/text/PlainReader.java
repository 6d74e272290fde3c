package org.schoolgate.classifier.text;

import org.jspecify.annotations.Nullable;

/**
 * Reads plain text into a lane, but what looks like JSON as JSON: scripts post it as plain text and
 * inside fields, and the rule about sensitive names has to hold there too. Not thread-safe.
 */
final class PlainReader implements PlacedSink {

  /** JSON inside a string of JSON is read so deep, and as plain text beyond. */
  private static final int NESTING_MAX = 4;

  private final TextLane lane;
  private final SecondReading again;
  private final int nesting;
  private boolean begun;
  private @Nullable JsonReader json;

  /**
   * A reader into a lane.
   *
   * @param again reads the same once more, where it looks like markup
   */
  PlainReader(TextLane lane, SecondReading again) {
    this(lane, again, 0);
  }

  private PlainReader(TextLane lane, SecondReading again, int nesting) {
    this.lane = lane;
    this.again = again;
    this.nesting = nesting;
  }

  /** A reader for what is JSON whatever it begins with. */
  static PlainReader ofJson(TextLane lane, SecondReading again) {
    PlainReader reader = new PlainReader(lane, again);
    reader.begun = true;
    reader.json = new JsonReader(reader);
    return reader;
  }

  /** A reader for a value inside this one. */
  PlainReader nested() {
    return new PlainReader(lane, again, nesting + 1);
  }

  TextLane lane() {
    return lane;
  }

  @Override
  public void accept(char[] chars, int from, int length, long offset) {
    int i = 0;
    while (i < length && (json != null || !begun)) {
      accept(chars[from + i], offset + i);
      i++;
    }
    if (i < length) {
      lane.append(chars, from + i, length - i, offset + i);
      again.accept(chars, from + i, length - i, offset + i);
    }
  }

  @Override
  public void accept(char c, long offset) {
    if (!begun && c > ' ' && c != '\uFEFF') {
      begun = true;
      if ((c == '{' || c == '[') && nesting < NESTING_MAX) {
        json = new JsonReader(this);
      }
    }
    if (json != null) {
      json.accept(c, offset);
    } else {
      lane.append(c, offset);
      again.accept(c, offset);
    }
  }

  /** Ends the text; the reader can then take another one. */
  @Override
  public void end(long offset) {
    if (json != null) {
      json.end(offset);
      json = null;
    }
    begun = false;
    again.end(offset);
    lane.endRun(offset);
  }
}
