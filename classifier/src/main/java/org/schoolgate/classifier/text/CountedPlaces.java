package org.schoolgate.classifier.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.schoolgate.policy.Origin;

/**
 * Remembers where exceptions and phrases of a page stand, so that none counts that stands in an
 * exception, and that of one category a place counts once, whichever is found first. Both are
 * remembered in bounded number, which is more than one stretch of text can have, and apart for each
 * lane and reading: how many others are told in between depends on how the text was cut. Not
 * thread-safe.
 */
final class CountedPlaces {

  private static final int REMEMBERED_MAX = 256;

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
     * Whether the same words of the text are meant by another phrase of the same lane and reading.
     * What is found in another reading comes later, when other places may be forgotten.
     */
    boolean isBeside(Counted other) {
      return start == other.start && end == other.end && !phrase.equals(other.phrase);
    }
  }

  /** What is found in the order of the text. */
  private record Told(TextLane lane, Reading reading) {}

  private final Map<Told, Deque<Counted>> counted = new HashMap<>();
  private final Map<Told, Deque<Counted>> exceptions = new HashMap<>();

  /** One that remembers the same, and goes on by itself. */
  CountedPlaces copy() {
    CountedPlaces copy = new CountedPlaces();
    counted.forEach((told, places) -> copy.counted.put(told, new ArrayDeque<>(places)));
    exceptions.forEach((told, places) -> copy.exceptions.put(told, new ArrayDeque<>(places)));
    return copy;
  }

  /** Takes an exception, and tells which phrases do not count any more. */
  void except(Counted exception, Consumer<Counted> uncount) {
    remember(ownOf(exceptions, exception), exception);
    for (Deque<Counted> places : counted.values()) {
      for (Iterator<Counted> each = places.iterator(); each.hasNext(); ) {
        Counted one = each.next();
        if (one.isIn(exception)) {
          each.remove();
          uncount.accept(one);
        }
      }
    }
  }

  /**
   * Whether a phrase counts: it stands in no exception, and where no other of its category stands
   * that says as much. If it does, it tells which phrases do not count any more beside it.
   */
  boolean take(Counted found, Origin origin, Consumer<Counted> uncount) {
    for (Deque<Counted> places : exceptions.values()) {
      for (Counted exception : places) {
        if (found.isIn(exception)) {
          return false;
        }
      }
    }
    Deque<Counted> own = ownOf(counted, found);
    for (Iterator<Counted> each = own.iterator(); each.hasNext(); ) {
      Counted one = each.next();
      if (one.isBeside(found) && one.phrase().standsFor(found.phrase(), origin)) {
        return false;
      }
      if (one.isBeside(found) && found.phrase().standsFor(one.phrase(), origin)) {
        each.remove();
        uncount.accept(one);
      }
    }
    remember(own, found);
    return true;
  }

  private static Deque<Counted> ownOf(Map<Told, Deque<Counted>> places, Counted one) {
    return places.computeIfAbsent(new Told(one.lane(), one.reading()), isNew -> new ArrayDeque<>());
  }

  private static void remember(Deque<Counted> into, Counted one) {
    if (into.size() == REMEMBERED_MAX) {
      into.removeFirst();
    }
    into.addLast(one);
  }
}
