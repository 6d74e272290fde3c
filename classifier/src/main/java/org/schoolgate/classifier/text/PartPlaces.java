package org.schoolgate.classifier.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a part of combinations was found that is not found again by looking around another: the
 * last {@link #MAX} places. Not thread-safe.
 */
final class PartPlaces {

  /** The most places kept: of words that look disguised, more than stand near another. */
  static final int MAX = 256;

  private static final int FIRST = 4;

  /**
   * A place, from the first letter to after the last.
   *
   * @param text the alternative that stands there
   * @param reread whether in another reading of what stands there
   */
  record Place(TextLane lane, String text, long start, long end, boolean reread) {

    /** A part that was found from a position to before another; either may be a boundary. */
    static Place of(TextLane lane, String text, long from, long to, boolean reread) {
      return new Place(
          lane,
          text,
          lane.isSpaceAt(from) ? from + 1 : from,
          lane.isSpaceAt(to - 1) ? to - 1 : to,
          reread);
    }

    boolean overlaps(Place other) {
      return lane == other.lane && start < other.end && other.start < end;
    }

    /** Whether it ends before a position in the lane of another. */
    boolean isOver(Place other, long position) {
      return lane == other.lane && end < position;
    }

    boolean isAt(Place other) {
      return start == other.start && end == other.end && lane == other.lane;
    }
  }

  /** A ring, whose length is a power of two. */
  private Place[] places = new Place[0];

  private int found;

  /** Those from this one on are of one lane, in the order of where they end. */
  private int orderedFrom;

  /** Whether a place is kept. */
  boolean has(Place place) {
    boolean ordered = isOrdered();
    Place other = last(0);
    for (int i = 1; other != null && !(ordered && other.isOver(place, place.end())); i++) {
      if (other.isAt(place)) {
        return true;
      }
      other = last(i);
    }
    return false;
  }

  /** Whether those that are kept are of one lane, in the order of where they end. */
  boolean isOrdered() {
    return orderedFrom <= Math.max(0, found - places.length);
  }

  /** Keeps a place instead of the oldest. */
  void add(Place place) {
    if (found == places.length && found < MAX) {
      Place[] more = new Place[Math.min(MAX, Math.max(FIRST, 2 * found))];
      System.arraycopy(places, 0, more, 0, found);
      Arrays.fill(more, found, more.length, place);
      places = more;
    }
    Place before = last(0);
    if (before != null && (before.lane() != place.lane() || before.end() > place.end())) {
      orderedFrom = found;
    }
    places[found++ & (places.length - 1)] = place;
  }

  /** The one that was found so many before the last; null if that many are not kept. */
  @Nullable Place last(int before) {
    return before >= found || before >= places.length
        ? null
        : places[(found - 1 - before) & (places.length - 1)];
  }
}
