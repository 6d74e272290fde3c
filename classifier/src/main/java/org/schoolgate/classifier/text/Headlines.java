package org.schoolgate.classifier.text;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Where the titles and headings of a page stand: the last of them. Not thread-safe. */
final class Headlines {

  private static final int REMEMBERED_MAX = 64;

  private record Span(TextLane lane, long start, long end) {}

  private final Deque<Span> spans = new ArrayDeque<>();
  private @Nullable Span open;

  /** One begins or ends where the lane is now. */
  void mark(TextLane lane, boolean begins) {
    Span begun = open;
    if (begun != null) {
      if (spans.size() == REMEMBERED_MAX) {
        spans.removeFirst();
      }
      spans.addLast(new Span(begun.lane(), begun.start(), begun.lane().endPosition()));
    }
    open = begins ? new Span(lane, lane.endPosition(), Long.MAX_VALUE) : null;
  }

  /** Whether a position is in one. */
  boolean has(TextLane lane, long position) {
    Span begun = open;
    if (begun != null && begun.lane() == lane && begun.start() <= position) {
      return true;
    }
    for (Span span : spans) {
      if (span.lane() == lane && span.start() <= position && position < span.end()) {
        return true;
      }
    }
    return false;
  }
}
