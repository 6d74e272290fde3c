package org.schoolgate.classifier.text;

import java.util.HashMap;
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

  private final Map<Told, RememberedPlaces> counted = new HashMap<>();
  private final Map<Told, RememberedPlaces> exceptions = new HashMap<>();

  /** One that remembers the same, and goes on by itself. */
  CountedPlaces copy() {
    CountedPlaces copy = new CountedPlaces();
    counted.forEach((told, places) -> copy.counted.put(told, places.copy()));
    exceptions.forEach((told, places) -> copy.exceptions.put(told, places.copy()));
    return copy;
  }

  /** Takes an exception, and tells which phrases do not count any more. */
  void except(Counted exception, Consumer<Counted> uncount) {
    ownOf(exceptions, exception).add(exception);
    for (RememberedPlaces places : counted.values()) {
      int at = places.nextThatEnds(exception.start(), exception.end(), 0);
      while (at != RememberedPlaces.NONE) {
        Counted one = places.get(at);
        if (one.isIn(exception)) {
          places.remove(at);
          uncount.accept(one);
        } else {
          at++;
        }
        at = places.nextThatEnds(exception.start(), exception.end(), at);
      }
    }
  }

  /**
   * Whether a phrase counts: it stands in no exception, and where no other of its category stands
   * that says as much. If it does, it tells which phrases do not count any more beside it.
   */
  boolean take(Counted found, Origin origin, Consumer<Counted> uncount) {
    for (RememberedPlaces places : exceptions.values()) {
      if (isInOneOf(places, found)) {
        return false;
      }
    }
    RememberedPlaces own = ownOf(counted, found);
    int at = own.nextThatEnds(found.end(), found.end(), 0);
    while (at != RememberedPlaces.NONE) {
      Counted one = own.get(at);
      if (one.isBeside(found) && one.phrase().standsFor(found.phrase(), origin)) {
        return false;
      }
      if (one.isBeside(found) && found.phrase().standsFor(one.phrase(), origin)) {
        own.remove(at);
        uncount.accept(one);
      } else {
        at++;
      }
      at = own.nextThatEnds(found.end(), found.end(), at);
    }
    own.add(found);
    return true;
  }

  private static boolean isInOneOf(RememberedPlaces exceptions, Counted found) {
    int at = exceptions.nextThatEnds(found.end(), Long.MAX_VALUE, 0);
    while (at != RememberedPlaces.NONE && !found.isIn(exceptions.get(at))) {
      at = exceptions.nextThatEnds(found.end(), Long.MAX_VALUE, at + 1);
    }
    return at != RememberedPlaces.NONE;
  }

  private static RememberedPlaces ownOf(Map<Told, RememberedPlaces> places, Counted one) {
    return places.computeIfAbsent(
        new Told(one.lane(), one.reading()), isNew -> new RememberedPlaces());
  }
}
