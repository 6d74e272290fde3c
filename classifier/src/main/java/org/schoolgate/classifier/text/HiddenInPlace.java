package org.schoolgate.classifier.text;

/**
 * Reads what a page hides once more where it stands, with the words around it: a more specific
 * rule, a style of its own or a script may show it there. What counts of that is what stands across
 * an edge of the hidden; all else is found where it was read first. Not thread-safe.
 *
 * <p>It begins so many characters before an edge and ends as many after the last, so a page that
 * hides nothing pays nothing, and one that hides much pays for the edges.
 */
final class HiddenInPlace {

  /** More than the longest phrase has. */
  private static final int AROUND_CHARS = WaitingChars.CHARS_MAX;

  /** Twice as many edges as there are characters in which a phrase may still end. */
  private static final int EDGES_MAX = 4 * AROUND_CHARS;

  private final TextLane lane;
  private final long[] edges = new long[EDGES_MAX];
  private int edgeCount;
  private boolean reading;
  private long readTo;

  /** Reads into a lane of its own. */
  HiddenInPlace(TextLane lane) {
    this.lane = lane;
  }

  TextLane lane() {
    return lane;
  }

  /**
   * Something hidden begins or ends.
   *
   * @param before where the text went to up to here
   */
  void edge(TextLane before, long offset) {
    if (!reading) {
      lane.endRun(offset);
      repeat(before);
      reading = true;
    }
    readTo = lane.endPosition() + AROUND_CHARS;
    if (edgeCount == 0 || edges[(edgeCount - 1) % EDGES_MAX] < lane.endPosition()) {
      if (edgeCount > 0 && edgeCount % (EDGES_MAX / 2) == 0) {
        lane.scan();
      }
      edges[edgeCount++ % EDGES_MAX] = lane.endPosition();
    }
  }

  /** The last words of a lane, from the beginning of one. */
  private void repeat(TextLane from) {
    long at = Math.max(from.firstPosition(), from.endPosition() - AROUND_CHARS);
    while (at > from.firstPosition() && at < from.endPosition() && from.foldedAt(at) > ' ') {
      at++;
    }
    for (; at < from.endPosition(); at++) {
      if (from.foldedAt(at) == TextLane.RUN_END) {
        lane.endRun(from.offsetAt(at));
      } else {
        lane.append(from.shownOrFoldedAt(at), from.offsetAt(at));
      }
    }
  }

  void accept(char c, long offset) {
    if (reading) {
      lane.append(c, offset);
      stopAfterEnough(offset + 1);
    }
  }

  void accept(char[] chars, int from, int length, long offset) {
    int i = 0;
    while (reading && i < length) {
      accept(chars[from + i], offset + i);
      i++;
    }
  }

  private void stopAfterEnough(long offset) {
    if (lane.endPosition() >= readTo) {
      end(offset);
    }
  }

  void breakWord(long offset) {
    if (reading) {
      lane.breakWord(offset);
    }
  }

  /** The text ends. */
  void end(long offset) {
    if (reading) {
      lane.endRun(offset);
      reading = false;
    }
  }

  /** Whether letters from a position to before another stand on both sides of an edge. */
  boolean isAcross(long from, long to) {
    long first = lane.isSpaceAt(from) ? from + 1 : from;
    long end = lane.isSpaceAt(to - 1) ? to - 1 : to;
    for (int i = Math.max(0, edgeCount - EDGES_MAX); i < edgeCount; i++) {
      long edge = edges[i % EDGES_MAX];
      if (first < edge && edge < end) {
        return true;
      }
    }
    return false;
  }
}
