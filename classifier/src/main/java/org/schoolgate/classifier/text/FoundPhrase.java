package org.schoolgate.classifier.text;

import java.util.List;
import java.util.Set;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.classifier.text.WeighedStretch.Place;
import org.schoolgate.policy.Counting;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;

/**
 * One phrase that was found in a lane, which goes on taking the words after it until it has enough
 * of them. Not thread-safe.
 */
final class FoundPhrase {

  /**
   * The most characters from the first part of a combination to its last one for it to be told as
   * one place; of one whose parts stand further apart, the last is told.
   */
  private static final int TOLD_CHARS_MAX = Surroundings.REACH_CHARS;

  private final TextLane lane;
  private final Reading reading;
  private final ListedPhrase phrase;
  private final int weight;
  private final long start;
  private final long end;

  /** Where its words stand: of what single words tell, others may stand between them. */
  private final List<Place> places;

  private final long offset;
  private final int length;
  private final StringBuilder excerpt = new StringBuilder();
  private long nextPosition;
  private final boolean denied;
  private boolean complete;

  /** A phrase found that is of one piece. */
  FoundPhrase(
      TextLane lane, Reading reading, ListedPhrase phrase, int weight, long start, long end) {
    this(lane, reading, phrase, weight, start, start, end);
  }

  /**
   * A phrase found.
   *
   * @param reading in which reading of the text it was found
   * @param weight what it counts in its text, if nothing excuses it
   * @param from where it is told to begin: the first of its parts, if that is not too far away
   * @param start the position in the lane of the first character of its last part, which may be a
   *     boundary; what excuses it stands by that
   * @param end the position after its last
   */
  FoundPhrase(
      TextLane lane,
      Reading reading,
      ListedPhrase phrase,
      int weight,
      long from,
      long start,
      long end) {
    this(lane, reading, phrase, weight, from, List.of(new Place(start, end)));
  }

  /**
   * What single words tell.
   *
   * @param places where they stand, in their order
   */
  FoundPhrase(TextLane lane, Reading reading, ListedPhrase phrase, int weight, List<Place> places) {
    this(lane, reading, phrase, weight, places.get(0).start(), places);
  }

  private FoundPhrase(
      TextLane lane,
      Reading reading,
      ListedPhrase phrase,
      int weight,
      long from,
      List<Place> places) {
    long first = places.get(0).start();
    long last = places.get(places.size() - 1).end();
    this.lane = lane;
    this.reading = reading;
    this.phrase = phrase;
    this.weight = weight;
    this.start = lane.isSpaceAt(first) ? first + 1 : first;
    this.end = lane.isSpaceAt(last - 1) ? last - 1 : last;
    this.places = places.size() == 1 ? List.of(new Place(start, end)) : places;
    boolean isNear = from < this.start && start - from <= TOLD_CHARS_MAX;
    long told = isNear && from >= lane.firstPosition() ? from : this.start;
    long toldFrom = lane.isSpaceAt(told) ? told + 1 : told;
    this.offset = lane.offsetAt(toldFrom);
    this.length = (int) Math.max(1, lane.offsetAt(this.end - 1) + 1 - offset);
    this.nextPosition = last;
    this.denied =
        Denial.standsBefore(lane, this.start)
            && !(phrase.combination() != null && Denial.isIn(phrase.text()));
    this.complete = phrase.category().illegal();
    if (!complete) {
      takeWordsBefore(Math.min(toldFrom, first), last);
    }
  }

  ListedPhrase phrase() {
    return phrase;
  }

  int weight() {
    return weight;
  }

  long offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /** In which reading of the text; of several at one place the least is told. */
  Reading reading() {
    return reading;
  }

  boolean isIn(TextLane other) {
    return lane == other;
  }

  /** Whether they have a word in common, and not only stand around each other's words. */
  boolean sharesWordsWith(FoundPhrase other) {
    return lane == other.lane
        && places.stream().anyMatch(each -> other.places.stream().anyMatch(each::overlaps));
  }

  /** Whether they have characters in common, of what stands between their words, too. */
  boolean overlaps(FoundPhrase other) {
    return lane == other.lane && start < other.end && other.start < end;
  }

  /** Whether it is the other, read once more in another way. */
  boolean repeats(FoundPhrase other) {
    return lane != other.lane
        && offset < other.offset + other.length
        && other.offset < offset + length
        && phrase.equals(other.phrase);
  }

  /** Whether at most so many characters of folded text stand between them. */
  boolean standsBy(FoundPhrase other, int charsBetweenMax) {
    return lane == other.lane
        && start - charsBetweenMax <= other.end
        && other.start <= end + charsBetweenMax;
  }

  /** Whether it was found there; boundaries count or not. */
  boolean standsAt(TextLane other, long from, long to) {
    return lane == other && from <= start && end <= to && start - from <= 1 && to - end <= 1;
  }

  /** Whether it stands in prose. */
  boolean standsIn(Prose prose) {
    return prose.isOf(lane) && prose.holds(start, end);
  }

  /** Whether the other stands in it. */
  boolean holds(FoundPhrase other) {
    return lane == other.lane && start <= other.start && other.end <= end;
  }

  /** Whether it stands where another does, which in typed text does not count beside it. */
  boolean standsForTyped(FoundPhrase other) {
    return lane == other.lane
        && start == other.start
        && end == other.end
        && phrase.standsFor(other.phrase, Origin.TYPED);
  }

  /** Whether it is said that it is not so. */
  boolean isDenied() {
    return denied;
  }

  private void takeWordsBefore(long from, long to) {
    long room = Math.max(0, (Match.Phrase.EXCERPT_MAX - (to - from)) / 2);
    for (long position = Math.max(lane.firstPosition(), from - room); position < to; position++) {
      if (!lane.showTo(excerpt, position)) {
        excerpt.setLength(0);
      }
    }
    excerpt.delete(0, Math.max(0, excerpt.length() - Match.Phrase.EXCERPT_MAX));
  }

  /** Takes what the lane holds after it, before the lane forgets it. */
  void takeContext() {
    while (!complete && nextPosition < lane.endPosition()) {
      complete =
          excerpt.length() >= Match.Phrase.EXCERPT_MAX || !lane.showTo(excerpt, nextPosition);
      nextPosition++;
    }
  }

  /**
   * The match that it is told as.
   *
   * @param noticed what it counts in the end, as it goes on record
   * @param decided what it adds to the sum that decides
   */
  Match.Phrase match(
      int noticed, int decided, Set<Counting.Why> why, Origin origin, OpaqueIds opaqueIds) {
    String told =
        phrase.category().illegal()
            ? opaqueIds.of(phrase.category().id(), phrase.pattern())
            : phrase.text();
    return new Match.Phrase(
        phrase.category(),
        told,
        phrase.source(),
        noticed,
        offset,
        length,
        origin,
        words(),
        phrase.counting(decided, why, origin));
  }

  private String words() {
    int last = Math.min(excerpt.length(), Match.Phrase.EXCERPT_MAX);
    return excerpt.substring(0, last).strip();
  }
}
