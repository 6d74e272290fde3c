package org.schoolgate.classifier.text;

import org.jspecify.annotations.Nullable;

/**
 * Reads plain text into a lane, but what looks like JSON as JSON: scripts post it as plain text and
 * inside fields, and the rule about sensitive names has to hold there too. Not thread-safe.
 */
final class PlainReader {

  /** JSON inside a string of JSON is read so deep, and as plain text beyond. */
  private static final int NESTING_MAX = 4;

  private final TextLane lane;
  private final int nesting;
  private boolean begun;
  private @Nullable JsonReader json;

  PlainReader(TextLane lane) {
    this(lane, 0);
  }

  private PlainReader(TextLane lane, int nesting) {
    this.lane = lane;
    this.nesting = nesting;
  }

  /** A reader for what is JSON whatever it begins with. */
  static PlainReader ofJson(TextLane lane) {
    PlainReader reader = new PlainReader(lane);
    reader.begun = true;
    reader.json = new JsonReader(reader);
    return reader;
  }

  /** A reader for a value inside this one. */
  PlainReader nested() {
    return new PlainReader(lane, nesting + 1);
  }

  TextLane lane() {
    return lane;
  }

  /** Takes characters that stand next to each other, the first at an offset. */
  void accept(char[] chars, int length, long offset) {
    int i = 0;
    while (i < length && (json != null || !begun)) {
      accept(chars[i], offset + i);
      i++;
    }
    lane.append(chars, i, length - i, offset + i);
  }

  void accept(char c, long offset) {
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
    }
  }

  /** Ends the text; the reader can then take another one. */
  void end(long offset) {
    if (json != null) {
      json.end(offset);
      json = null;
    }
    begun = false;
    lane.endRun(offset);
  }
}
