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
  private @Nullable TextLane lane;
  private long start;
  private long end;
  private char[] text = new char[0];
  private int length;
  private long firstPosition;
  private int first;
  private int last;
  private long lookedAt;

  private final Alternatives.Sink takeAfter = this::takeAfter;
  private final Alternatives.Sink takeBefore = this::takeBefore;
  private final Alternatives.Sink nothingAfter = (each, from, to) -> false;
  private final Alternatives.Sink nothingBefore = (each, from, to) -> !isBefore(each, to);

  /** How far before the place is looked, in words. */
  private int wordsMax;

  private List<PartPlaces.Place> into = List.of();

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
  void look(TextLane in, long from, long to) {
    if (in != lane
        || from != start
        || to != end
        || length != in.length()
        || firstPosition != in.firstPosition()) {
      lane = in;
      start = from;
      end = to;
      text = in.folded();
      length = in.length();
      firstPosition = in.firstPosition();
      first = in.indexOf(from);
      last = in.indexOf(to);
      before.begin(text, in.bits(), length, first - 1);
      after.begin(text, in.bits(), length, last < 0 ? length : last);
    }
  }

  /** What ends more than so many characters before a place does not stand by it. */
  static long reachChars(Combination.Gap gap) {
    return gap.wordsMax() == Combination.Gap.ANYWHERE
        ? Long.MAX_VALUE / 2
        : Math.max(REACH_CHARS, (gap.wordsMax() + 1L) * WORD_CHARS);
  }

  /** Whether another place stands by this one as a gap says, in a step to the next part. */
  boolean stands(PartPlaces.Place other, Combination.Gap gap, int step) {
    TextLane around = lane;
    if (around == null || around != other.lane()) {
      return !gap.inOrder() && gap.wordsMax() == Combination.Gap.ANYWHERE;
    }
    boolean isAfter = end <= other.start();
    boolean isBefore = other.end() <= start;
    if ((!isAfter && !isBefore) || (gap.inOrder() && (step > 0) != isAfter)) {
      return false;
    }
    if (gap.wordsMax() == Combination.Gap.ANYWHERE) {
      return true;
    }
    int index = around.indexOf(isAfter ? other.start() : other.end() - 1);
    if (index < 0 || last < 0) {
      long chars = isAfter ? other.start() - end : start - other.end();
      return chars / WORD_CHARS <= gap.wordsMax();
    }
    int letters = isAfter ? after.lettersTo(index) : before.lettersTo(index);
    return letters <= (gap.wordsMax() + 1L) * Boundaries.WORD_LETTERS;
  }

  /** Whether such a neighbour may stand by the place; if not, none does. */
  boolean mayHave(Neighbour neighbour) {
    Alternatives alternatives = neighbour.alternatives();
    int words = neighbour.wordsMax();
    return (neighbour.isAfter() && !lookAfter(alternatives, words, nothingAfter))
        || (neighbour.isBefore() && !lookBefore(alternatives, words, nothingBefore));
  }

  /** Finds a part that stands by the place as a gap says, in a step to it. */
  void find(
      Alternatives alternatives, Combination.Gap gap, int step, List<PartPlaces.Place> found) {
    into = found;
    if (step > 0 || !gap.inOrder()) {
      lookAfter(alternatives, gap.wordsMax(), takeAfter);
    }
    if (step < 0 || !gap.inOrder()) {
      lookBefore(alternatives, gap.wordsMax(), takeBefore);
    }
  }

  /** Looks for a part after the place; whether more would be looked for. */
  private boolean lookAfter(Alternatives alternatives, int words, Alternatives.Sink sink) {
    int count = after.find(words + 1);
    lookedAt += count;
    boolean more = alternatives.findAt(after, count, text, length, sink);
    if (alternatives.hasOpen()) {
      int to = count > words ? after.at(count - 1) : length;
      int reach = Math.min(to, last + REACH_CHARS);
      for (int at = last; at >= 0 && at < reach && text[at] != TextLane.RUN_END && more; at++) {
        more = alternatives.findOpenAt(text, at, length, sink);
        lookedAt++;
      }
    }
    return more;
  }

  /** Looks for a part before the place; whether more would be looked for. */
  private boolean lookBefore(Alternatives alternatives, int words, Alternatives.Sink sink) {
    wordsMax = words;
    int count = before.find(words + 1 + alternatives.wordsMax());
    lookedAt += count;
    boolean more = alternatives.findAt(before, count, text, length, sink);
    if (alternatives.hasOpen()) {
      int from = Math.max(0, first - REACH_CHARS);
      for (int at = first - 1; at >= from && text[at] != TextLane.RUN_END && more; at--) {
        more = alternatives.findOpenAt(text, at, length, sink);
        lookedAt++;
      }
    }
    return more;
  }

  /** Whether what was found before the place does not reach into it, and is near enough. */
  private boolean isBefore(ListedPhrase part, int to) {
    int lettersEnd = part.endsAtWord() ? to - 1 : to;
    return lettersEnd <= first && before.countFrom(lettersEnd) <= wordsMax + 1;
  }

  private boolean takeBefore(ListedPhrase part, int from, int to) {
    return !isBefore(part, to) || takeAfter(part, from, to);
  }

  private boolean takeAfter(ListedPhrase part, int from, int to) {
    TextLane around = lane;
    if (around != null && into.size() < PLACES_MAX) {
      long position = firstPosition + from;
      long endPosition = firstPosition + to;
      if (rule.counts(around, part, position, endPosition)) {
        into.add(PartPlaces.Place.of(around, part.text(), position, endPosition, false));
      }
    }
    return into.size() < PLACES_MAX;
  }
}
