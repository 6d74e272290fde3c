package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a part of combinations stands in one text: the last {@link #MAX} places. Not thread-safe.
 */
final class PartPlaces {

  /** The most places kept. */
  static final int MAX = 8;

  /**
   * A place.
   *
   * @param text the alternative that stands there
   */
  record Place(TextLane lane, String text, long start, long end) {}

  private final @Nullable TextLane[] lanes = new TextLane[MAX];
  private final String[] texts = new String[MAX];
  private final long[] starts = new long[MAX];
  private final long[] ends = new long[MAX];
  private int found;

  /** The combinations that it is a part of whose other parts have all been found, too. */
  private final List<SharedPart.Use> ready = new ArrayList<>(0);

  List<SharedPart.Use> ready() {
    return ready;
  }

  /** Whether a place is kept. */
  boolean has(TextLane lane, long start, long end) {
    for (int i = 0; i < MAX; i++) {
      if (starts[i] == start && ends[i] == end && lanes[i] == lane) {
        return true;
      }
    }
    return false;
  }

  /** Keeps a place instead of the oldest. */
  void add(TextLane lane, String text, long start, long end) {
    int i = found % MAX;
    lanes[i] = lane;
    texts[i] = text;
    starts[i] = start;
    ends[i] = end;
    found++;
  }

  /** The one that was found so many before the last; null if that many are not kept. */
  @Nullable Place last(int before) {
    if (before >= MAX || before >= found) {
      return null;
    }
    int i = (found - 1 - before) % MAX;
    TextLane lane = lanes[i];
    return lane == null ? null : new Place(lane, texts[i], starts[i], ends[i]);
  }
}
