package org.schoolgate.classifier.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Remembers where exceptions and phrases of a page stand, so that none counts that stands in an
 * exception, whichever of the two is found first. Both are remembered in bounded number, which is
 * more than one stretch of text can have. Not thread-safe.
 */
final class Exceptions {

  private static final int REMEMBERED_MAX = 64;

  /** A phrase that was counted. */
  record Counted(TextLane lane, ListedPhrase phrase, long start, long end, int part) {
    boolean isIn(Counted other) {
      return lane == other.lane
          && phrase.category().equals(other.phrase.category())
          && other.start <= start
          && end <= other.end;
    }
  }

  private final Deque<Counted> counted = new ArrayDeque<>();
  private final Deque<Counted> exceptions = new ArrayDeque<>();

  /** Takes an exception, and tells which phrases do not count any more. */
  void add(TextLane lane, ListedPhrase phrase, long start, long end, Consumer<Counted> uncount) {
    Counted exception = new Counted(lane, phrase, start, end, 0);
    remember(exceptions, exception);
    for (Iterator<Counted> each = counted.iterator(); each.hasNext(); ) {
      Counted one = each.next();
      if (one.isIn(exception)) {
        each.remove();
        uncount.accept(one);
      }
    }
  }

  /** Whether a phrase stands in an exception; if not, it is remembered as counted. */
  boolean cover(TextLane lane, ListedPhrase phrase, long start, long end, int part) {
    Counted found = new Counted(lane, phrase, start, end, part);
    for (Counted exception : exceptions) {
      if (found.isIn(exception)) {
        return true;
      }
    }
    remember(counted, found);
    return false;
  }

  private static void remember(Deque<Counted> into, Counted one) {
    if (into.size() == REMEMBERED_MAX) {
      into.removeFirst();
    }
    into.addLast(one);
  }
}
