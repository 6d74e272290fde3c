package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

/**
 * Adds up the phrases found in one text: the weights of each category, and the matches themselves
 * with the words around them.
 *
 * <p>A phrase that is repeated counts three times at most, each time half of the time before, so
 * that a word in every line of a menu does not outweigh everything else. Of the matches the
 * weightiest {@link #MATCHES_MAX} are kept, and of those that weigh the same the first. Nothing
 * depends on which lane was scanned first, and so on how the text was cut. Typed text is added up
 * by a {@link TypedTally}. Not thread-safe.
 */
final class TextScan implements TextLane.Sink {

  /** The most matches kept of one text. */
  static final int MATCHES_MAX = 64;

  static final int REPEATS_MAX = 3;

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

  /** The lightest first, and of equals the last. */
  private static final Comparator<FoundPhrase> LIGHTEST_FIRST =
      Comparator.<FoundPhrase>comparingInt(found -> Math.abs(found.weight()))
          .thenComparing(Comparator.<FoundPhrase>comparingLong(found -> found.offset()).reversed())
          .thenComparing(found -> found.phrase().pattern())
          .thenComparing(Comparator.<FoundPhrase>comparingInt(found -> found.length()).reversed());

  private final Map<ListedPhrase, int[]> repeats = new HashMap<>();
  private final PriorityQueue<FoundPhrase> matches = new PriorityQueue<>(LIGHTEST_FIRST);
  private long foundCount;
  private boolean illegalWords;

  /** What typed text is added up by; null for a page. */
  private final @Nullable TypedTally typed;

  TextScan(PhraseBook book, OpaqueIds opaqueIds, Origin origin) {
    this.book = book;
    this.opaqueIds = opaqueIds;
    this.origin = origin;
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

  private void forEachLane(Consumer<TextLane> action) {
    action.accept(main);
    for (TextLane lane : Arrays.asList(aside, data, hidden, again)) {
      if (lane != null) {
        action.accept(lane);
      }
    }
  }

  /** Says that the text is over, at an offset after its last character. */
  void finish(long offset) {
    forEachLane(lane -> lane.endRun(offset));
  }

  /** What was found so far. */
  TextFindings findings() {
    forEachLane(this::scanLane);
    TextFindings counted =
        repeats.isEmpty()
            ? TextFindings.none(origin)
            : new TextFindings(origin, weights(), matchesInOrder());
    TextFindings all = typed == null ? counted : typed.findings(counted, opaqueIds);
    return illegalWords ? all.withIllegalWords() : all;
  }

  /** How many matches were counted so far, kept or not. */
  long foundCount() {
    forEachLane(TextLane::scan);
    return foundCount;
  }

  private Map<Category, Integer> weights() {
    Map<Category, Integer> shown = new HashMap<>();
    Map<Category, Integer> all = new HashMap<>();
    repeats.forEach(
        (phrase, times) -> {
          int seen =
              Math.max(
                  times[IN_MAIN] + times[IN_ASIDE] + times[IN_REREAD],
                  Math.max(times[IN_DATA], times[IN_AGAIN]));
          shown.merge(phrase.category(), counted(phrase, seen), Integer::sum);
          all.merge(phrase.category(), counted(phrase, seen + times[IN_HIDDEN]), Integer::sum);
        });
    all.forEach((category, weight) -> shown.merge(category, weight, Math::max));
    return shown;
  }

  private int counted(ListedPhrase phrase, int found) {
    int counted = 0;
    for (int repeat = 0; repeat < Math.min(REPEATS_MAX, found); repeat++) {
      counted += diminished(phrase, repeat);
    }
    return counted;
  }

  private List<Match.Phrase> matchesInOrder() {
    Map<ListedPhrase, Integer> told = new HashMap<>();
    List<Match.Phrase> inOrder = new ArrayList<>(matches.size());
    List<FoundPhrase> byOffset = new ArrayList<>(matches);
    byOffset.sort(
        Comparator.<FoundPhrase>comparingLong(found -> found.offset())
            .thenComparing(found -> found.phrase().pattern())
            .thenComparing(found -> found.phrase().category().ordinal())
            .thenComparingInt(found -> found.length()));
    Map<ListedPhrase, Long> toldTo = new HashMap<>();
    for (FoundPhrase found : byOffset) {
      Long end = toldTo.get(found.phrase());
      if (end != null && found.offset() < end) {
        continue;
      }
      toldTo.put(found.phrase(), found.offset() + found.length());
      int repeat = told.merge(found.phrase(), 1, Integer::sum) - 1;
      if (repeat < REPEATS_MAX) {
        inOrder.add(found.match(diminished(found.phrase(), repeat), origin, opaqueIds));
      }
    }
    return inOrder;
  }

  private int diminished(ListedPhrase phrase, int repeat) {
    return phrase.weight(origin) / (1 << repeat);
  }

  private void scanLane(TextLane lane) {
    lane.scan();
    beforeForgetting(lane);
  }

  @Override
  public void found(TextLane lane, ListedPhrase phrase, long start, long end, boolean reread) {
    illegalWords |= phrase.category().illegal();
    int weight = phrase.weight(origin);
    if (weight == 0) {
      return;
    }
    if (typed != null) {
      if (typed.add(new FoundPhrase(lane, phrase, weight, start, end))) {
        foundCount++;
        return;
      } else if (weight < 0) {
        return;
      }
    }
    int[] times = repeats.computeIfAbsent(phrase, isNew -> new int[PARTS]);
    int which = partOf(lane, reread);
    int repeat = times[which]++;
    if (repeat >= REPEATS_MAX) {
      times[which] = REPEATS_MAX;
      return;
    }
    foundCount++;
    matches.add(new FoundPhrase(lane, phrase, diminished(phrase, repeat), start, end));
    if (matches.size() > MATCHES_MAX) {
      matches.remove();
    }
  }

  private int partOf(TextLane lane, boolean reread) {
    if (lane.equals(data)) {
      return IN_DATA;
    }
    if (lane.equals(again)) {
      return IN_AGAIN;
    }
    if (lane.equals(hidden)) {
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
