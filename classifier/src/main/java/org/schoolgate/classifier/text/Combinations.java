package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of combinations together that are found in one text. A combination is found once,
 * where the last of its parts stands.
 *
 * <p>Most parts are common words, and most combinations have a part that a text has not. So where a
 * part is found, only those combinations are looked at of which every part was found already. Of
 * each part the last {@link PartPlaces#MAX} places are kept, and of a text that is all parts only
 * the beginning is looked at, so that the work is bounded. Not thread-safe.
 */
final class Combinations {

  /** The most parts that are looked at in one text: prose of three megabytes has 200,000. */
  static final int PARTS_FOUND_MAX = 8_000_000;

  /** The most places that are compared in one text: such prose needs 100,000 comparisons. */
  static final int COMPARED_MAX = 4_000_000;

  /** What a word takes, where the text between is forgotten already. */
  private static final int WORD_CHARS = 6;

  /** No words are longer on average. */
  private static final int WORD_CHARS_MAX = 32;

  /** So many letters that stand each by itself are a word. */
  private static final int WORD_LETTERS = 4;

  /** Takes a combination that is whole. */
  @FunctionalInterface
  interface Sink {
    void found(TextLane lane, ListedPhrase whole, long start, long end, boolean reread);
  }

  private final Wanted wanted;
  private final Sink sink;

  /** By the number of a part; made when the first is found. */
  private @Nullable PartPlaces[] places = new PartPlaces[0];

  /** By the number of a combination: a bit for each of its parts that was found. */
  private byte[] seen = new byte[0];

  private final BitSet done = new BitSet();
  private int partsFound;
  private int compared;

  Combinations(Wanted wanted, Sink sink) {
    this.wanted = wanted;
    this.sink = sink;
  }

  /** Whether there were more parts than are looked at, so that a combination may be missed. */
  boolean isExhausted() {
    return partsFound == PARTS_FOUND_MAX || compared >= COMPARED_MAX;
  }

  /**
   * A part was found.
   *
   * @param text the alternative of it that was found
   * @param reread whether in another reading of what stands there; then so is the whole
   */
  void found(TextLane lane, SharedPart part, String text, long start, long end, boolean reread) {
    if (isExhausted()) {
      return;
    }
    partsFound++;
    PartPlaces own = placesOf(part);
    long first = lane.isSpaceAt(start) ? start + 1 : start;
    long last = lane.isSpaceAt(end - 1) ? end - 1 : end;
    if (reread && own.has(lane, first, last)) {
      return;
    }
    own.add(lane, text, first, last);
    List<SharedPart.Use> ready = own.ready();
    PartPlaces.Place here = ready.isEmpty() ? null : new PartPlaces.Place(lane, text, first, last);
    for (int i = ready.size() - 1; i >= 0; i--) {
      SharedPart.Use use = ready.get(i);
      if (done.get(use.of().number())) {
        ready.remove(i);
      } else if (here != null) {
        complete(use, here, reread);
      }
    }
  }

  private PartPlaces placesOf(SharedPart part) {
    if (places.length == 0) {
      places = new PartPlaces[wanted.partCount()];
      seen = new byte[wanted.combinationCount()];
    }
    PartPlaces own = places[part.number()];
    if (own == null) {
      own = new PartPlaces();
      places[part.number()] = own;
      for (SharedPart.Use use : part.uses()) {
        see(use);
      }
    }
    return own;
  }

  private void see(SharedPart.Use use) {
    WholeCombination whole = use.of();
    int all = (1 << whole.parts().size()) - 1;
    seen[whole.number()] |= (byte) (1 << use.part());
    if (seen[whole.number()] == all) {
      for (int i = 0; i < whole.parts().size(); i++) {
        PartPlaces of = places[whole.parts().get(i).number()];
        if (of != null) {
          of.ready().add(new SharedPart.Use(whole, i));
        }
      }
    }
  }

  /** Tells of a combination if the other parts stand around a place of one of them. */
  private void complete(SharedPart.Use use, PartPlaces.Place here, boolean reread) {
    WholeCombination whole = use.of();
    List<PartPlaces.Place> before = chain(whole, use.part(), -1, here);
    List<PartPlaces.Place> after = before == null ? null : chain(whole, use.part(), 1, here);
    if (before != null && after != null) {
      done.set(whole.number());
      List<PartPlaces.Place> all = new ArrayList<>(before);
      all.add(here);
      all.addAll(after);
      tell(whole.phrase(), here, all, reread);
    }
  }

  /**
   * The places of all parts before, or after, one that stands here; null if they do not stand so.
   * For each part those places are kept that can be reached from a place of the part before it.
   */
  private @Nullable List<PartPlaces.Place> chain(
      WholeCombination whole, int from, int step, PartPlaces.Place here) {
    List<Link> reached = List.of(new Link(here, null));
    for (int part = from + step; part >= 0 && part < whole.parts().size(); part += step) {
      List<Link> next = new ArrayList<>(1);
      PartPlaces others = places[whole.parts().get(part).number()];
      for (int i = 0; others != null && i < PartPlaces.MAX; i++) {
        PartPlaces.Place other = others.last(i);
        Link link = other == null ? null : link(reached, whole, part, step, other);
        if (link != null) {
          next.add(link);
        }
      }
      if (next.isEmpty()) {
        return null;
      }
      reached = next;
    }
    List<PartPlaces.Place> chain = new ArrayList<>();
    for (Link link = reached.get(0); link.to() != null; link = link.to()) {
      chain.add(link.place());
    }
    return chain;
  }

  /** A place, and the one that it was reached from; null for the first. */
  private record Link(PartPlaces.Place place, @Nullable Link to) {}

  private @Nullable Link link(
      List<Link> reached, WholeCombination whole, int part, int step, PartPlaces.Place other) {
    for (Link each : reached) {
      compared++;
      boolean fits =
          step > 0
              ? fits(whole.combination().gapAfter(part - 1), each.place(), other)
              : fits(whole.combination().gapAfter(part), other, each.place());
      if (fits) {
        return new Link(other, each);
      }
    }
    return null;
  }

  private static boolean fits(Combination.Gap gap, PartPlaces.Place one, PartPlaces.Place other) {
    if (one.lane() != other.lane()) {
      return !gap.inOrder() && gap.wordsMax() == Combination.Gap.ANYWHERE;
    }
    if (one.end() <= other.start()) {
      return isWithin(gap.wordsMax(), one, other);
    }
    return !gap.inOrder() && other.end() <= one.start() && isWithin(gap.wordsMax(), other, one);
  }

  private static boolean isWithin(int wordsMax, PartPlaces.Place one, PartPlaces.Place other) {
    if (wordsMax == Combination.Gap.ANYWHERE) {
      return true;
    }
    TextLane lane = one.lane();
    long chars = other.start() - one.end();
    if (chars > (wordsMax + 1L) * WORD_CHARS_MAX) {
      return false;
    }
    if (one.end() < lane.firstPosition()) {
      return chars / WORD_CHARS <= wordsMax;
    }
    int letters = -WORD_LETTERS;
    int lettersMax = wordsMax * WORD_LETTERS;
    for (long at = one.end(); at < other.start() && letters <= lettersMax; at++) {
      char c = lane.foldedAt(at);
      if (c == TextLane.RUN_END) {
        return false;
      }
      letters += c != ' ' ? 0 : lane.isBetweenLetters(at) ? 1 : WORD_LETTERS;
    }
    return letters <= lettersMax;
  }

  private void tell(
      ListedPhrase whole, PartPlaces.Place here, List<PartPlaces.Place> all, boolean reread) {
    StringBuilder text = new StringBuilder();
    PartPlaces.Place last = here;
    if (all.stream().allMatch(each -> each.lane() == here.lane())) {
      all.sort(Comparator.comparingLong(PartPlaces.Place::start));
    }
    for (PartPlaces.Place each : all) {
      text.append(text.length() == 0 ? "" : " \u2026 ").append(each.text().strip());
      if (each.lane() == last.lane() && each.end() > last.end()) {
        last = each;
      }
    }
    sink.found(last.lane(), whole.whole(text.toString()), last.start(), last.end(), reread);
  }
}
