package org.schoolgate.classifier.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import org.schoolgate.policy.Origin;

/**
 * Remembers where exceptions and phrases of a page stand, so that none counts that stands in an
 * exception, and that of one category a place counts once, whichever is found first. Both are
 * remembered in bounded number, which is more than one stretch of text can have. Not thread-safe.
 */
final class CountedPlaces {

  private static final int REMEMBERED_MAX = 64;

  /** A phrase that was found, from its first letter to after its last one. */
  record Counted(TextLane lane, ListedPhrase phrase, long start, long end, Reading reading) {

    /** One that was found from a position to before another; either may be a boundary. */
    static Counted of(TextLane lane, ListedPhrase phrase, long from, long to, Reading reading) {
      return new Counted(
          lane,
          phrase,
          lane.isSpaceAt(from) ? from + 1 : from,
          lane.isSpaceAt(to - 1) ? to - 1 : to,
          reading);
    }

    boolean isIn(Counted other) {
      return lane == other.lane
          && phrase.category().equals(other.phrase.category())
          && other.start <= start
          && end <= other.end;
    }

    /**
     * Whether the same words of the text are meant by another phrase. What is found in another
     * reading comes later, when other places may be forgotten, and is compared with its like alone.
     */
    boolean isBeside(Counted other) {
      return lane == other.lane
          && reading == other.reading
          && start == other.start
          && end == other.end
          && !phrase.equals(other.phrase);
    }
  }

  private final Deque<Counted> counted = new ArrayDeque<>();
  private final Deque<Counted> exceptions = new ArrayDeque<>();

  /** Takes an exception, and tells which phrases do not count any more. */
  void except(Counted exception, Consumer<Counted> uncount) {
    remember(exceptions, exception);
    for (Iterator<Counted> each = counted.iterator(); each.hasNext(); ) {
      Counted one = each.next();
      if (one.isIn(exception)) {
        each.remove();
        uncount.accept(one);
      }
    }
  }

  /**
   * Whether a phrase counts: it stands in no exception, and where no other of its category stands
   * that says as much. If it does, it tells which phrases do not count any more beside it.
   */
  boolean take(Counted found, Origin origin, Consumer<Counted> uncount) {
    for (Counted exception : exceptions) {
      if (found.isIn(exception)) {
        return false;
      }
    }
    for (Iterator<Counted> each = counted.iterator(); each.hasNext(); ) {
      Counted one = each.next();
      if (one.isBeside(found) && one.phrase().standsFor(found.phrase(), origin)) {
        return false;
      }
      if (one.isBeside(found) && found.phrase().standsFor(one.phrase(), origin)) {
        each.remove();
        uncount.accept(one);
      }
    }
    remember(counted, found);
    return true;
  }

  private static void remember(Deque<Counted> into, Counted one) {
    if (into.size() == REMEMBERED_MAX) {
      into.removeFirst();
    }
    into.addLast(one);
  }
}
