package org.schoolgate.classifier.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places of a part of combinations around a place of another, the nearest first, in the
 * text that a lane holds. No run's end is crossed. Not thread-safe.
 */
final class Surroundings {

  /** How far is looked. */
  static final int REACH_CHARS = 1024;

  /** The most places that are told. */
  static final int PLACES_MAX = 8;

  /** What a word takes, where the text between is forgotten already. */
  private static final int WORD_CHARS = 6;

  /** Says what in a lane is no part of anything. */
  @FunctionalInterface
  interface Rule {
    /** Whether a part that stands somewhere counts there. */
    boolean counts(TextLane lane, ListedPhrase part, long start, long end);
  }

  private final Rule rule;
  private final Boundaries before = new Boundaries(-1);
  private final Boundaries after = new Boundaries(1);
  private PartPlaces.@Nullable Place place;
  private char[] text = new char[0];
  private int length;
  private long firstPosition;
  private int first;
  private int last;
  private long lookedAt;

  Surroundings(Rule rule) {
    this.rule = rule;
  }

  /** How many boundaries and characters were compared so far. */
  long lookedAt() {
    return lookedAt;
  }

  /** Counts no more than that: what is looked at for an answer in between is looked at again. */
  void countOnly(long looked) {
    lookedAt = looked;
  }

  /** Looks around a place; what is known already of the same place is kept. */
  void look(PartPlaces.Place around) {
    TextLane lane = around.lane();
    PartPlaces.Place known = place;
    boolean same =
        known != null
            && known.isAt(around)
            && length == lane.length()
            && firstPosition == lane.firstPosition();
    place = around;
    if (!same) {
      text = lane.folded();
      length = lane.length();
      firstPosition = lane.firstPosition();
      first = lane.indexOf(around.start());
      last = lane.indexOf(around.end());
      before.begin(text, length, first - 1);
      after.begin(text, length, last < 0 ? length : last);
    }
  }

  /** Whether another place stands by this one as a gap says, in a step to the next part. */
  boolean stands(PartPlaces.Place other, Combination.Gap gap, int step) {
    PartPlaces.Place around = place;
    if (around == null || around.lane() != other.lane()) {
      return !gap.inOrder() && gap.wordsMax() == Combination.Gap.ANYWHERE;
    }
    boolean isAfter = around.end() <= other.start();
    boolean isBefore = other.end() <= around.start();
    if ((!isAfter && !isBefore) || (gap.inOrder() && (step > 0) != isAfter)) {
      return false;
    }
    if (gap.wordsMax() == Combination.Gap.ANYWHERE) {
      return true;
    }
    int index = around.lane().indexOf(isAfter ? other.start() : other.end() - 1);
    if (index < 0 || last < 0) {
      long chars = isAfter ? other.start() - around.end() : around.start() - other.end();
      return chars / WORD_CHARS <= gap.wordsMax();
    }
    int letters = isAfter ? after.lettersTo(index) : before.lettersTo(index);
    return letters <= (gap.wordsMax() + 1L) * Boundaries.WORD_LETTERS;
  }

  /** Finds a part after the place, with at most so many words between them. */
  void after(SharedPart part, int wordsMax, List<PartPlaces.Place> into) {
    Alternatives alternatives = part.alternatives();
    int count = after.find(wordsMax + 1);
    lookedAt += count;
    boolean any = alternatives.mayHaveOf(after.mask());
    for (int i = 0; i < count && any; i++) {
      int key = after.key(i);
      if (alternatives.mayHave(key)) {
        alternatives.findAt(
            key, text, after.at(i), length, (each, start, end) -> add(each, start, end, into));
      }
    }
    if (alternatives.hasOpen()) {
      int to = count > wordsMax ? after.at(count - 1) : length;
      int reach = Math.min(to, last + REACH_CHARS);
      for (int at = last; at >= 0 && at < reach && text[at] != TextLane.RUN_END; at++) {
        alternatives.findOpenAt(
            text, at, length, (each, start, end) -> add(each, start, end, into));
        lookedAt++;
      }
    }
  }

  /** Finds a part before the place, with at most so many words between them. */
  void before(SharedPart part, int wordsMax, List<PartPlaces.Place> into) {
    Alternatives alternatives = part.alternatives();
    int count = before.find(wordsMax + 1 + alternatives.wordsMax());
    lookedAt += count;
    Alternatives.Sink found =
        (each, start, end) -> {
          int lettersEnd = each.endsAtWord() ? end - 1 : end;
          if (lettersEnd <= first && before.countFrom(lettersEnd) <= wordsMax + 1) {
            add(each, start, end, into);
          }
        };
    boolean any = alternatives.mayHaveOf(before.mask());
    for (int i = 0; i < count && any; i++) {
      int key = before.key(i);
      if (alternatives.mayHave(key)) {
        alternatives.findAt(key, text, before.at(i), length, found);
      }
    }
    if (alternatives.hasOpen()) {
      int from = Math.max(0, first - REACH_CHARS);
      for (int at = first - 1; at >= from && text[at] != TextLane.RUN_END; at--) {
        alternatives.findOpenAt(text, at, length, found);
        lookedAt++;
      }
    }
  }

  private void add(ListedPhrase part, int start, int end, List<PartPlaces.Place> into) {
    PartPlaces.Place around = place;
    if (around != null && into.size() < PLACES_MAX) {
      TextLane lane = around.lane();
      long from = lane.firstPosition() + start;
      long to = lane.firstPosition() + end;
      if (rule.counts(lane, part, from, to)) {
        into.add(PartPlaces.Place.of(lane, part, from, to, false));
      }
    }
  }
}
