package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Counting;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;

/**
 * Adds up what was found in a page, where excuses and what they excuse are one sum.
 *
 * <p>A phrase that is repeated counts three times at most, each time half of the time before, so
 * that a word in every line of a menu does not outweigh everything else. Once it counts double if
 * it stands in a title or a heading. In a long page, weak phrases count less. Of the matches the
 * weightiest {@link #MATCHES_MAX} are kept, and of those that weigh the same the first. Of typed
 * text it adds up what is too much for a {@link TypedTally}. Not thread-safe.
 */
final class PageTally {

  /** The most matches told of one text. */
  static final int MATCHES_MAX = 64;

  /** More are kept, since some are taken back when an exception or a stronger phrase is found. */
  private static final int KEPT_MAX = 4 * MATCHES_MAX;

  static final int REPEATS_MAX = 3;

  /** A page that is longer has words of everything. */
  static final int LONG_CHARS = 24_000;

  /** A phrase that weighs no more says little by itself. */
  static final int WEAK_MAX = 40;

  /** Of so many different phrases that weigh as much, excuses take half away at the most. */
  private static final int STRONG_PHRASES_MIN = 4;

  private static final int STRONG_MIN = 80;

  /** The lightest first, and of equals the last. */
  private static final Comparator<FoundPhrase> LIGHTEST_FIRST =
      Comparator.<FoundPhrase>comparingInt(found -> Math.abs(found.weight()))
          .thenComparing(Comparator.<FoundPhrase>comparingLong(found -> found.offset()).reversed())
          .thenComparing(found -> found.phrase().pattern())
          .thenComparing(Comparator.<FoundPhrase>comparingInt(found -> found.length()).reversed())
          .thenComparing(Comparator.comparing(FoundPhrase::reading).reversed());

  /** How often a phrase was found. */
  private static final class Count {
    private final Map<Reading, Integer> in = new EnumMap<>(Reading.class);
    private boolean inHeadline;

    Count copy() {
      Count copy = new Count();
      copy.in.putAll(in);
      copy.inHeadline = inHeadline;
      return copy;
    }

    /** How often it counts. */
    int times() {
      int written = in(Reading.MAIN) + in(Reading.ASIDE) + in(Reading.REREAD);
      return Math.max(written, Math.max(in(Reading.DATA), in(Reading.AGAIN)));
    }

    int timesWithHidden() {
      return times() + in(Reading.HIDDEN);
    }

    private int in(Reading reading) {
      return in.getOrDefault(reading, 0);
    }

    /** Adds so many; how often it was found in that reading before. */
    int add(Reading reading, int more) {
      int before = in(reading);
      in.put(reading, before + more);
      return before;
    }
  }

  private final Origin origin;
  private final TextLane main;
  private final Map<ListedPhrase, Count> counts = new HashMap<>();
  private final CountedPlaces places;
  private final Headlines headlines;
  private final PriorityQueue<FoundPhrase> matches = new PriorityQueue<>(LIGHTEST_FIRST);

  /**
   * Nothing found yet.
   *
   * @param main the text itself, whose length says whether the page is a long one
   */
  PageTally(Origin origin, TextLane main) {
    this(origin, main, new Headlines(), new CountedPlaces());
  }

  private PageTally(PageTally other) {
    this(other.origin, other.main, other.headlines, other.places.copy());
    other.counts.forEach((phrase, count) -> counts.put(phrase, count.copy()));
    matches.addAll(other.matches);
  }

  private PageTally(Origin origin, TextLane main, Headlines headlines, CountedPlaces places) {
    this.origin = origin;
    this.main = main;
    this.headlines = headlines;
    this.places = places;
  }

  /** One that counts on by itself; where headings stand is known to both. */
  PageTally copy() {
    return new PageTally(this);
  }

  /** Says that a title or a heading begins or ends where a lane is now. */
  void headline(TextLane lane, boolean begins) {
    headlines.mark(lane, begins);
  }

  /**
   * Adds a phrase; whether findings may differ from what they were without it.
   *
   * @param from where it is told to begin, which of a combination is before its last part
   */
  boolean add(
      TextLane lane, Reading reading, ListedPhrase phrase, long from, long start, long end) {
    CountedPlaces.Counted place = CountedPlaces.Counted.of(lane, phrase, start, end, reading);
    if (phrase.terms().exception()) {
      places.except(place, this::uncount);
      return false;
    }
    if (!places.take(place, origin, this::uncount)) {
      return false;
    }
    Count count = counts.computeIfAbsent(phrase, isNew -> new Count());
    int repeat = count.add(reading, 1);
    boolean doubles =
        !count.inHeadline && headlines.has(lane, lane.isSpaceAt(start) ? start + 1 : start);
    count.inHeadline |= doubles;
    if (repeat < REPEATS_MAX) {
      int weight = phrase.weight(origin) / (1 << repeat);
      keep(new FoundPhrase(lane, reading, phrase, weight, from, start, end));
    }
    return repeat < REPEATS_MAX || doubles;
  }

  /** Takes back what was counted in a reading, if nothing has taken it back before. */
  void takeBack(CountedPlaces.Counted counted) {
    Count count = counts.get(counted.phrase());
    if (count != null && count.in(counted.reading()) > 0) {
      uncount(counted);
    }
  }

  private void keep(FoundPhrase found) {
    matches.add(found);
    if (matches.size() > KEPT_MAX) {
      matches.remove();
    }
  }

  /** Takes back a phrase that turns out to stand in an exception. */
  private void uncount(CountedPlaces.Counted counted) {
    Count count = counts.get(counted.phrase());
    if (count != null && count.add(counted.reading(), -1) == 1 && count.timesWithHidden() == 0) {
      counts.remove(counted.phrase());
    }
    matches.removeIf(
        match ->
            match.phrase().equals(counted.phrase())
                && match.standsAt(counted.lane(), counted.start(), counted.end()));
  }

  /** Lets all that was found in the lane take the words after it. */
  void takeContext(TextLane lane) {
    for (FoundPhrase match : matches) {
      if (match.isIn(lane)) {
        match.takeContext();
      }
    }
  }

  /** Adds what was found so far. */
  void addTo(Sum sum) {
    Map<Category, Integer> byHidden = new HashMap<>();
    counts.forEach(
        (phrase, count) ->
            byHidden.merge(
                phrase.category(),
                counted(phrase, count.timesWithHidden()) - counted(phrase, count.times()),
                Integer::sum));
    Map<ListedPhrase, Integer> counted = new HashMap<>();
    Map<Category, Balance> balances = new HashMap<>();
    counts.forEach(
        (phrase, count) -> {
          boolean worse = byHidden.getOrDefault(phrase.category(), 0) > 0;
          int weight = counted(phrase, worse ? count.timesWithHidden() : count.times());
          counted.put(phrase, weight);
          balances.computeIfAbsent(phrase.category(), isNew -> new Balance()).add(phrase, weight);
        });
    counted.forEach(
        (phrase, weight) -> {
          Balance balance = balances.get(phrase.category());
          int left = balance == null ? weight : balance.of(weight);
          sum.add(phrase, left, left, false);
        });
  }

  /** How much speaks against a page, and how much excuses it. */
  private static final class Balance {
    private long against;
    private long excused;
    private int strong;

    void add(ListedPhrase phrase, int weight) {
      against += Math.max(0, weight);
      excused -= Math.min(0, weight);
      strong += phrase.shownWeight() >= STRONG_MIN ? 1 : 0;
    }

    /** What a phrase counts: a page that is full of what is strong hides behind no good words. */
    int of(int weight) {
      boolean tooMuch = strong >= STRONG_PHRASES_MIN && excused > against / 2;
      return weight < 0 && tooMuch ? (int) (weight * (against / 2) / excused) : weight;
    }
  }

  private int counted(ListedPhrase phrase, int found) {
    int counted = 0;
    for (int repeat = 0; repeat < Math.min(REPEATS_MAX, found); repeat++) {
      counted += weightOf(phrase, repeat);
    }
    return counted;
  }

  /** The matches that are told, in the order of the text. */
  List<Match.Phrase> matches(OpaqueIds opaqueIds) {
    Map<ListedPhrase, Integer> told = new HashMap<>();
    List<Match.Phrase> inOrder = new ArrayList<>(matches.size());
    List<FoundPhrase> byOffset = new ArrayList<>(matches);
    byOffset.sort(LIGHTEST_FIRST.reversed());
    byOffset.subList(Math.min(MATCHES_MAX, byOffset.size()), byOffset.size()).clear();
    byOffset.sort(
        Comparator.<FoundPhrase>comparingLong(found -> found.offset())
            .thenComparing(found -> found.phrase().pattern())
            .thenComparing(found -> found.phrase().category().ordinal())
            .thenComparingInt(found -> found.length())
            .thenComparing(FoundPhrase::reading));
    Map<ListedPhrase, Long> toldTo = new HashMap<>();
    for (FoundPhrase found : byOffset) {
      Long end = toldTo.get(found.phrase());
      if (end != null && found.offset() < end) {
        continue;
      }
      toldTo.put(found.phrase(), found.offset() + found.length());
      int repeat = told.merge(found.phrase(), 1, Integer::sum) - 1;
      if (repeat < REPEATS_MAX) {
        int weight = weightOf(found.phrase(), repeat);
        inOrder.add(found.match(weight, weight, why(found.phrase(), repeat), origin, opaqueIds));
      }
    }
    return inOrder;
  }

  /** What a phrase counts that stands there for the so manieth time. */
  private int weightOf(ListedPhrase phrase, int repeat) {
    int weight = phrase.weight(origin) / (1 << repeat);
    return thinned(isDoubled(phrase, repeat) ? 2 * weight : weight);
  }

  private boolean isDoubled(ListedPhrase phrase, int repeat) {
    Count count = counts.get(phrase);
    return repeat == 0 && count != null && count.inHeadline;
  }

  private Set<Counting.Why> why(ListedPhrase phrase, int repeat) {
    Set<Counting.Why> why = EnumSet.noneOf(Counting.Why.class);
    boolean doubled = isDoubled(phrase, repeat);
    int weight = phrase.weight(origin) / (1 << repeat) * (doubled ? 2 : 1);
    if (repeat > 0) {
      why.add(Counting.Why.REPEATED);
    }
    if (doubled) {
      why.add(Counting.Why.HEADING);
    }
    if (thinned(weight) < weight) {
      why.add(Counting.Why.LONG_PAGE);
    }
    return why;
  }

  /** In a long page words come together by chance, so that weak ones count less. */
  private int thinned(int weight) {
    long chars = main.endPosition();
    return origin == Origin.TYPED || weight <= 0 || weight > WEAK_MAX || chars <= LONG_CHARS
        ? weight
        : (int) Math.max(weight / 4, (long) weight * LONG_CHARS / chars);
  }
}
