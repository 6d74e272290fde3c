package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
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

  private final PhraseBook book;
  private final OpaqueIds opaqueIds;
  private final Origin origin;
  private final TextLane main;
  private @Nullable TextLane aside;
  private @Nullable TextLane data;

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

  /** Says that the text is over, at an offset after its last character. */
  void finish(long offset) {
    main.endRun(offset);
    if (aside != null) {
      aside.endRun(offset);
    }
    if (data != null) {
      data.endRun(offset);
    }
  }

  /** What was found so far. */
  TextFindings findings() {
    scanLane(main);
    if (aside != null) {
      scanLane(aside);
    }
    if (data != null) {
      scanLane(data);
    }
    TextFindings counted =
        repeats.isEmpty()
            ? TextFindings.none(origin)
            : new TextFindings(origin, weights(), matchesInOrder());
    TextFindings all = typed == null ? counted : typed.findings(counted, opaqueIds);
    return illegalWords ? all.withIllegalWords() : all;
  }

  /** How many matches were counted so far, kept or not. */
  long foundCount() {
    main.scan();
    if (aside != null) {
      aside.scan();
    }
    if (data != null) {
      data.scan();
    }
    return foundCount;
  }

  private Map<Category, Integer> weights() {
    Map<Category, Integer> weights = new HashMap<>();
    repeats.forEach(
        (phrase, times) -> {
          int counted = 0;
          int found = Math.max(times[0] + times[1] + times[2], times[3]);
          for (int repeat = 0; repeat < Math.min(REPEATS_MAX, found); repeat++) {
            counted += diminished(phrase, repeat);
          }
          weights.merge(phrase.category(), counted, Integer::sum);
        });
    return weights;
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
    for (FoundPhrase found : byOffset) {
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
    int[] times = repeats.computeIfAbsent(phrase, isNew -> new int[4]);
    int which = lane.equals(data) ? 3 : reread ? 2 : lane.equals(main) ? 0 : 1;
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
