package org.schoolgate.classifier.text;

import java.util.Arrays;

/**
 * The last places of one lane and reading where something was counted, in the order in which they
 * were told. Nearly every place that comes is asked about and has nothing to do with those that are
 * kept, so where they end stands by itself. Not thread-safe.
 */
final class RememberedPlaces {

  /** The most that are kept. */
  static final int MAX = 256;

  private static final int FIRST_ROOM = 8;

  /** Stands for the number of a place where there is none. */
  static final int NONE = -1;

  /** Two rings, whose length is a power of two. */
  private CountedPlaces.Counted[] places = {};

  private long[] ends = {};
  private int first;
  private int count;

  RememberedPlaces() {}

  private RememberedPlaces(RememberedPlaces other) {
    this.places = other.places.clone();
    this.ends = other.ends.clone();
    this.first = other.first;
    this.count = other.count;
  }

  /** One that remembers the same, and goes on by itself. */
  RememberedPlaces copy() {
    return new RememberedPlaces(this);
  }

  CountedPlaces.Counted get(int number) {
    return places[at(number)];
  }

  /** The next place from a number on that ends between two positions, both included. */
  int nextThatEnds(long atLeast, long atMost, int from) {
    for (int i = from; i < count; i++) {
      long end = ends[at(i)];
      if (end >= atLeast && end <= atMost) {
        return i;
      }
    }
    return NONE;
  }

  /** Remembers one more, instead of the oldest if there are too many. */
  void add(CountedPlaces.Counted place) {
    if (count == MAX) {
      first = at(1);
      count--;
    }
    if (count == places.length) {
      grow(place);
    }
    places[at(count)] = place;
    ends[at(count)] = place.end();
    count++;
  }

  private void grow(CountedPlaces.Counted place) {
    int room = Math.max(FIRST_ROOM, 2 * count);
    CountedPlaces.Counted[] more = new CountedPlaces.Counted[room];
    long[] moreEnds = new long[room];
    Arrays.fill(more, place);
    for (int i = 0; i < count; i++) {
      more[i] = places[at(i)];
      moreEnds[i] = ends[at(i)];
    }
    places = more;
    ends = moreEnds;
    first = 0;
  }

  /** Forgets one, which seldom happens. */
  void remove(int number) {
    for (int i = number; i + 1 < count; i++) {
      places[at(i)] = places[at(i + 1)];
      ends[at(i)] = ends[at(i + 1)];
    }
    count--;
  }

  private int at(int number) {
    return (first + number) & (places.length - 1);
  }
}
