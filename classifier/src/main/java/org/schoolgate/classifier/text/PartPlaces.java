package org.schoolgate.classifier.text;

import org.jspecify.annotations.Nullable;

/**
 * Where a part of combinations was found that is not found again by looking around another: the
 * last {@link #MAX} places. Not thread-safe.
 */
final class PartPlaces {

  /** The most places kept. */
  static final int MAX = 8;

  /**
   * A place, from the first letter to after the last.
   *
   * @param text the alternative that stands there
   * @param reread whether in another reading of what stands there
   */
  record Place(TextLane lane, String text, long start, long end, boolean reread) {

    /** A part that was found from a position to before another; either may be a boundary. */
    static Place of(TextLane lane, ListedPhrase part, long from, long to, boolean reread) {
      return new Place(
          lane,
          part.text(),
          lane.isSpaceAt(from) ? from + 1 : from,
          lane.isSpaceAt(to - 1) ? to - 1 : to,
          reread);
    }

    boolean overlaps(Place other) {
      return lane == other.lane && start < other.end && other.start < end;
    }

    boolean isAt(Place other) {
      return start == other.start && end == other.end && lane == other.lane;
    }
  }

  private final @Nullable Place[] places = new Place[MAX];
  private int found;

  /** Whether a place is kept. */
  boolean has(Place place) {
    for (Place each : places) {
      if (each != null && each.isAt(place)) {
        return true;
      }
    }
    return false;
  }

  /** Keeps a place instead of the oldest. */
  void add(Place place) {
    places[found++ % MAX] = place;
  }

  /** The one that was found so many before the last; null if that many are not kept. */
  @Nullable Place last(int before) {
    return before >= MAX || before >= found ? null : places[(found - 1 - before) % MAX];
  }
}
