package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the parts of combinations together that are found in one text. A combination is found once,
 * where the last of its parts stands.
 *
 * <p>Of each part the last {@link #PLACES_MAX} places are kept, and of a text that is all parts
 * only the beginning is looked at, so that the work is bounded. Not thread-safe.
 */
final class Combinations {

  /** The most places kept of one part. */
  static final int PLACES_MAX = 8;

  /** The most parts that are looked at in one text: some thousand words of typed text. */
  static final int PARTS_FOUND_MAX = 500_000;

  /** What a word takes, where the text between is forgotten already. */
  private static final int WORD_CHARS = 6;

  /** Takes a combination that is whole. */
  @FunctionalInterface
  interface Sink {
    void found(TextLane lane, ListedPhrase whole, long start, long end, boolean reread);
  }

  private record Place(TextLane lane, long start, long end, String text) {}

  private final Map<Combination, List<List<Place>>> places = new HashMap<>();
  private final Set<Combination> done = new HashSet<>();
  private final Sink sink;
  private int partsFound;

  Combinations(Sink sink) {
    this.sink = sink;
  }

  /** Whether there were more parts than are looked at, so that a combination may be missed. */
  boolean isExhausted() {
    return partsFound == PARTS_FOUND_MAX;
  }

  /**
   * A part was found.
   *
   * @param reread whether in another reading of what stands there; then so is the whole
   */
  void found(TextLane lane, ListedPhrase part, long start, long end, boolean reread) {
    Combination combination = part.combination();
    if (combination == null || done.contains(combination) || partsFound == PARTS_FOUND_MAX) {
      return;
    }
    partsFound++;
    List<List<Place>> seen =
        places.computeIfAbsent(
            combination,
            isNew -> {
              List<List<Place>> empty = new ArrayList<>();
              combination.parts().forEach(each -> empty.add(new ArrayList<>(1)));
              return empty;
            });
    long first = lane.isSpaceAt(start) ? start + 1 : start;
    long last = lane.isSpaceAt(end - 1) ? end - 1 : end;
    Place here = new Place(lane, first, last, part.text());
    List<Place> ofPart = seen.get(part.part());
    if (ofPart.contains(here)) {
      return;
    }
    if (ofPart.size() == PLACES_MAX) {
      ofPart.remove(0);
    }
    ofPart.add(here);
    List<Place> all = new ArrayList<>();
    all.add(here);
    if (goOn(combination, seen, part.part(), -1, all)
        && goOn(combination, seen, part.part(), 1, all)) {
      done.add(combination);
      places.remove(combination);
      tell(part, here, all, reread);
    }
  }

  /** Finds the parts before or after one, nearest in the combination first. */
  private static boolean goOn(
      Combination combination, List<List<Place>> seen, int part, int step, List<Place> into) {
    int next = part + step;
    if (next < 0 || next == seen.size()) {
      return true;
    }
    Place here = step < 0 ? into.get(0) : into.get(into.size() - 1);
    for (Place other : seen.get(next)) {
      boolean fits =
          step > 0
              ? fits(combination.gapAfter(part), here, other)
              : fits(combination.gapAfter(next), other, here);
      if (fits) {
        into.add(step < 0 ? 0 : into.size(), other);
        if (goOn(combination, seen, next, step, into)) {
          return true;
        }
        into.remove(step < 0 ? 0 : into.size() - 1);
      }
    }
    return false;
  }

  private static boolean fits(Combination.Gap gap, Place one, Place other) {
    if (one.lane() != other.lane()) {
      return !gap.inOrder() && gap.wordsMax() == Combination.Gap.ANYWHERE;
    }
    if (one.end() <= other.start()) {
      return isWithin(gap.wordsMax(), one.lane(), one.end(), other.start());
    }
    return !gap.inOrder()
        && other.end() <= one.start()
        && isWithin(gap.wordsMax(), one.lane(), other.end(), one.start());
  }

  private static boolean isWithin(int wordsMax, TextLane lane, long from, long to) {
    if (wordsMax == Combination.Gap.ANYWHERE) {
      return true;
    }
    if (from < lane.firstPosition()) {
      return (to - from) / WORD_CHARS <= wordsMax;
    }
    int words = -1;
    for (long at = from; at < to && words <= wordsMax; at++) {
      if (lane.foldedAt(at) == TextLane.RUN_END) {
        return false;
      }
      words += lane.isSpaceAt(at) ? 1 : 0;
    }
    return words <= wordsMax;
  }

  private void tell(ListedPhrase part, Place here, List<Place> all, boolean reread) {
    StringBuilder text = new StringBuilder();
    Place last = here;
    if (all.stream().allMatch(each -> each.lane() == here.lane())) {
      all.sort(Comparator.comparingLong(Place::start));
    }
    for (Place each : all) {
      text.append(text.length() == 0 ? "" : " \u2026 ").append(each.text());
      if (each.lane() == last.lane() && each.end() > last.end()) {
        last = each;
      }
    }
    sink.found(last.lane(), part.whole(text.toString()), last.start(), last.end(), reread);
  }
}
