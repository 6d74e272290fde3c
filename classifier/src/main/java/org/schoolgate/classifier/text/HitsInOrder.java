package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a scanner found in one piece of text, put in the order of where it ends: a scanner tells of
 * patterns in the order of their anchors, which depends on where the text was cut. Not thread-safe.
 */
final class HitsInOrder implements PhraseScanner.Sink {

  private static final int FIRST_ROOM = 64;

  /** A hit's place and number in one number: no piece of text is as long, none has as many. */
  private static final int PLACE_BITS = 20;

  private static final int NUMBER_BITS = 23;
  private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;

  private final List<List<ListedPhrase>> phrases = new ArrayList<>();
  private long[] places = new long[FIRST_ROOM];

  /** Forgets all. */
  void clear() {
    phrases.clear();
  }

  @Override
  public void found(List<ListedPhrase> of, int start, int end) {
    int number = phrases.size();
    if (number == places.length) {
      places = Arrays.copyOf(places, 2 * number);
    }
    places[number] = ((((long) end << PLACE_BITS) | start) << NUMBER_BITS) | number;
    phrases.add(of);
  }

  /** Tells of those that end after an index. */
  void tell(long after, PhraseScanner.Sink sink) {
    Arrays.sort(places, 0, phrases.size());
    for (int i = 0; i < phrases.size(); i++) {
      long place = places[i] >>> NUMBER_BITS;
      int end = (int) (place >>> PLACE_BITS);
      if (end > after) {
        int start = (int) (place & ((1 << PLACE_BITS) - 1));
        sink.found(phrases.get((int) (places[i] & NUMBER_MASK)), start, end);
      }
    }
  }
}
