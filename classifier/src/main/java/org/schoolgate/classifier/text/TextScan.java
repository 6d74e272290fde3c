package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Counting;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

/**
 * Adds up the phrases found in one text: the weights of each category, and the matches themselves
 * with the words around them.
 *
 * <p>A phrase that is repeated counts three times at most, each time half of the time before, so
 * that a word in every line of a menu does not outweigh everything else. Once it counts double if
 * it stands in a title or a heading. In a long page, weak phrases count less. Of the matches the
 * weightiest {@link #MATCHES_MAX} are kept, and of those that weigh the same the first. Nothing
 * depends on which lane was scanned first, and so on how the text was cut. Typed text is added up
 * by a {@link TypedTally}. Not thread-safe.
 */
final class TextScan implements TextLane.Sink {

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

  /** Where a phrase was found, which says whether it counts beside others or instead of them. */
  private static final int IN_MAIN = 0;

  private static final int IN_ASIDE = 1;
  private static final int IN_REREAD = 2;
  private static final int IN_DATA = 3;
  private static final int IN_AGAIN = 4;
  private static final int IN_HIDDEN = 5;
  private static final int PARTS = 6;

  private final PhraseBook book;
  private final OpaqueIds opaqueIds;
  private final Origin origin;
  private final TextLane main;
  private @Nullable TextLane aside;
  private @Nullable TextLane data;
  private @Nullable TextLane hidden;
  private @Nullable TextLane again;
  private @Nullable HiddenInPlace inPlace;

  /** The lightest first, and of equals the last. */
  private static final Comparator<FoundPhrase> LIGHTEST_FIRST =
      Comparator.<FoundPhrase>comparingInt(found -> Math.abs(found.weight()))
          .thenComparing(Comparator.<FoundPhrase>comparingLong(found -> found.offset()).reversed())
          .thenComparing(found -> found.phrase().pattern())
          .thenComparing(Comparator.<FoundPhrase>comparingInt(found -> found.length()).reversed())
          .thenComparing(Comparator.comparingInt(FoundPhrase::reading).reversed());

  /** How often a phrase was found. */
  private static final class Count {
    private final int[] in = new int[PARTS];
    private boolean inHeadline;

    /** How often it counts. */
    int times() {
      return Math.max(
          in[IN_MAIN] + in[IN_ASIDE] + in[IN_REREAD], Math.max(in[IN_DATA], in[IN_AGAIN]));
    }

    int timesWithHidden() {
      return times() + in[IN_HIDDEN];
    }
  }

  private final Map<ListedPhrase, Count> counts = new HashMap<>();
  private final Combinations combinations;
  private final CountedPlaces places = new CountedPlaces();
  private final Headlines headlines = new Headlines();
  private final PriorityQueue<FoundPhrase> matches = new PriorityQueue<>(LIGHTEST_FIRST);
  private long foundCount;
  private boolean illegalWords;

  /** What typed text is added up by; null for a page. */
  private final @Nullable TypedTally typed;

  TextScan(PhraseBook book, OpaqueIds opaqueIds, Origin origin) {
    this.book = book;
    this.opaqueIds = opaqueIds;
    this.origin = origin;
    this.combinations = new Combinations(book.searched(origin).wanted(), this::count);
    this.typed = origin == Origin.TYPED ? new TypedTally() : null;
    this.main = new TextLane(book, origin, Match.Phrase.EXCERPT_MAX, this);
  }

  /** Whether a person wrote it. */
  boolean isTyped() {
    return origin == Origin.TYPED;
  }

  /** The text itself. */
  TextLane main() {
    return main;
  }

  /** What stands beside the text without interrupting it: titles, alternative texts. */
  TextLane aside() {
    if (aside == null) {
      aside = new TextLane(book, origin, Match.Phrase.EXCERPT_MAX, this);
    }
    return aside;
  }

  /**
   * What scripts of the page may show, and mostly have shown already: a phrase in it counts as if
   * it stood there instead of in the text, not beside it.
   */
  TextLane data() {
    if (data == null) {
      data = new TextLane(book, origin, Match.Phrase.EXCERPT_MAX, this);
    }
    return data;
  }

  /** What the page hides: it may make the text worse and never better. */
  TextLane hidden() {
    if (hidden == null) {
      hidden = new TextLane(book, origin, Match.Phrase.EXCERPT_MAX, this);
    }
    return hidden;
  }

  /** What another lane has too, read in another way: a phrase counts in one of them. */
  TextLane again() {
    if (again == null) {
      again = new TextLane(book, origin, Match.Phrase.EXCERPT_MAX, this);
    }
    return again;
  }

  /** What the page hides, read where it stands. */
  HiddenInPlace inPlace() {
    if (inPlace == null) {
      inPlace = new HiddenInPlace(new TextLane(book, origin, Match.Phrase.EXCERPT_MAX, this));
    }
    return inPlace;
  }

  private void forEachLane(Consumer<TextLane> action) {
    action.accept(main);
    TextLane placed = inPlace == null ? null : inPlace.lane();
    for (TextLane lane : Arrays.asList(aside, data, hidden, again, placed)) {
      if (lane != null) {
        action.accept(lane);
      }
    }
  }

  /** Says that a title or a heading begins or ends where a lane is now. */
  void headline(TextLane lane, boolean begins) {
    headlines.mark(lane, begins);
  }

  /** Says that the text is over, at an offset after its last character. */
  void finish(long offset) {
    forEachLane(lane -> lane.endRun(offset));
  }

  /** What was found so far. */
  TextFindings findings() {
    forEachLane(this::scanLane);
    Sum sum = new Sum();
    addTo(sum);
    TextFindings all =
        typed == null
            ? sum.findings(origin, matchesInOrder())
            : typed.findings(sum, matchesInOrder(), opaqueIds);
    return illegalWords ? all.withIllegalWords() : all;
  }

  /** Whether the text is made of so many parts of phrases that some may have been missed. */
  boolean isExhausted() {
    return combinations.isExhausted();
  }

  /** How many matches were counted so far, kept or not. */
  long foundCount() {
    forEachLane(TextLane::scan);
    return foundCount;
  }

  private void addTo(Sum sum) {
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

  private List<Match.Phrase> matchesInOrder() {
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
            .thenComparingInt(FoundPhrase::reading));
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

  private void scanLane(TextLane lane) {
    lane.scan();
    beforeForgetting(lane);
  }

  @Override
  public void found(TextLane lane, ListedPhrase phrase, long start, long end, boolean reread) {
    HiddenInPlace placed = inPlace;
    if (placed != null
        && lane == placed.lane()
        && (phrase.weight(origin) < 0 || !placed.isAcross(start, end))) {
      return;
    }
    illegalWords |= phrase.category().illegal();
    if (phrase.weight(origin) == 0) {
      return;
    }
    SharedPart part = phrase.part();
    if (part != null) {
      combinations.found(lane, part, phrase.text(), start, end, reread);
    } else {
      count(lane, phrase, start, end, reread);
    }
  }

  private void count(TextLane lane, ListedPhrase phrase, long start, long end, boolean reread) {
    int weight = phrase.weight(origin);
    if (typed != null) {
      if (typed.add(new FoundPhrase(lane, partOf(lane, reread), phrase, weight, start, end))) {
        foundCount++;
        return;
      } else if (weight < 0) {
        return;
      }
    }
    int part = partOf(lane, reread);
    CountedPlaces.Counted place = CountedPlaces.Counted.of(lane, phrase, start, end, part);
    if (phrase.terms().exception()) {
      places.except(place, this::uncount);
    } else if (places.take(place, origin, this::uncount)) {
      Count count = counts.computeIfAbsent(phrase, isNew -> new Count());
      int repeat = count.in[part]++;
      boolean doubles =
          !count.inHeadline && headlines.has(lane, lane.isSpaceAt(start) ? start + 1 : start);
      count.inHeadline |= doubles;
      if (repeat < REPEATS_MAX || doubles) {
        foundCount++;
      }
      if (repeat < REPEATS_MAX) {
        keep(new FoundPhrase(lane, part, phrase, weight / (1 << repeat), start, end));
      }
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
    if (count != null && --count.in[counted.part()] == 0 && count.timesWithHidden() == 0) {
      counts.remove(counted.phrase());
    }
    matches.removeIf(
        match ->
            match.phrase().equals(counted.phrase())
                && match.standsAt(counted.lane(), counted.start(), counted.end()));
  }

  private int partOf(TextLane lane, boolean reread) {
    if (lane.equals(data)) {
      return IN_DATA;
    }
    if (lane.equals(again)) {
      return IN_AGAIN;
    }
    if (lane.equals(hidden) || (inPlace != null && lane == inPlace.lane())) {
      return IN_HIDDEN;
    }
    return reread ? IN_REREAD : lane.equals(main) ? IN_MAIN : IN_ASIDE;
  }

  @Override
  public void beforeForgetting(TextLane lane) {
    for (FoundPhrase match : matches) {
      if (match.isIn(lane)) {
        match.takeContext();
      }
    }
    if (typed != null) {
      typed.takeContext(lane);
    }
  }
}
