package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was found in the readings of a lane's odd words, told in the order of where it ends, and
 * what several readings have once. Positions are the lane's. Not thread-safe.
 */
final class HitsOfReadings {

  private static final int FIRST_ROOM = 64;

  /** A hit's place and number in one number: a lane keeps less text, and no look finds as many. */
  private static final int PLACE_BITS = 20;

  private static final int NUMBER_BITS = 23;
  private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
  private static final int NUMBER_MASK = (1 << NUMBER_BITS) - 1;

  /** What one pattern stands for, in the order in which it was found. */
  private final List<List<ListedPhrase>> phrases = new ArrayList<>();

  private long[] places = new long[0];
  private long base;
  private int told;

  /** Forgets all; what is added stands at this position or after it. */
  void begin(long firstPosition) {
    phrases.clear();
    base = firstPosition;
    told = 0;
  }

  void add(List<ListedPhrase> of, long start, long end) {
    int number = phrases.size();
    if (number == places.length) {
      places = Arrays.copyOf(places, Math.max(FIRST_ROOM, 2 * number));
    }
    places[number] = ((((end - base) << PLACE_BITS) | (start - base)) << NUMBER_BITS) | number;
    phrases.add(of);
  }

  /** By where they end and begin; of one place those of one pattern follow each other. */
  void sort() {
    int count = phrases.size();
    Arrays.sort(places, 0, count);
    for (int i = 1; i < count; i++) {
      long one = places[i];
      int at = i;
      while (at > 0 && isSamePlace(places[at - 1], one) && isBefore(one, places[at - 1])) {
        places[at] = places[at - 1];
        at--;
      }
      places[at] = one;
    }
  }

  private static boolean isSamePlace(long one, long other) {
    return one >>> NUMBER_BITS == other >>> NUMBER_BITS;
  }

  private boolean isBefore(long one, long other) {
    List<ListedPhrase> of = of(one);
    List<ListedPhrase> others = of(other);
    return of != others && of.get(0).pattern().compareTo(others.get(0).pattern()) < 0;
  }

  private boolean isSame(long one, long other) {
    return isSamePlace(one, other)
        && (of(one) == of(other) || of(one).get(0).pattern().equals(of(other).get(0).pattern()));
  }

  private List<ListedPhrase> of(long place) {
    return phrases.get((int) place & NUMBER_MASK);
  }

  /** Tells of those that end up to a position and were not told yet. */
  void tellTo(long position, Disguises.Sink sink) {
    int count = phrases.size();
    while (told < count) {
      long place = places[told];
      long end = base + (place >>> (PLACE_BITS + NUMBER_BITS));
      if (end > position) {
        return;
      }
      int first = told;
      while (first > 0 && isSame(places[first - 1], place)) {
        first--;
      }
      tell(first, base + (place >>> NUMBER_BITS & PLACE_MASK), end, sink);
      told++;
    }
  }

  /** Tells of the next one what those from an index on, of the same pattern and place, have not. */
  private void tell(int first, long start, long end, Disguises.Sink sink) {
    List<ListedPhrase> of = of(places[told]);
    if (first < told && of(places[told - 1]) == of) {
      return;
    }
    for (int i = 0; i < of.size(); i++) {
      ListedPhrase phrase = of.get(i);
      if (first == told || !isTold(first, phrase)) {
        sink.found(phrase, start, end);
      }
    }
  }

  private boolean isTold(int first, ListedPhrase phrase) {
    for (int i = first; i < told; i++) {
      List<ListedPhrase> before = of(places[i]);
      for (int k = 0; k < before.size(); k++) {
        ListedPhrase other = before.get(k);
        // Comparing what parts look for takes long, and of one pattern the part says it all.
        if (phrase.isPart() ? other.part() == phrase.part() : other.equals(phrase)) {
          return true;
        }
      }
    }
    return false;
  }
}
