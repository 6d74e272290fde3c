package org.schoolgate.classifier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
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
 * depends on which lane was scanned first, and so on how the text was cut. Not thread-safe.
 */
final class TextScan implements TextLane.Sink {

  /** The most matches kept of one text. */
  static final int MATCHES_MAX = 64;

  private static final int REPEATS_MAX = 3;

  private final PhraseBook book;
  private final OpaqueIds opaqueIds;
  private final Origin origin;
  private final TextLane main;
  private @Nullable TextLane aside;

  /** The lightest first, and of equals the last. */
  private static final Comparator<Found> LIGHTEST_FIRST =
      Comparator.<Found>comparingInt(found -> Math.abs(found.weightInLane))
          .thenComparing(Comparator.<Found>comparingLong(found -> found.offset).reversed())
          .thenComparing(found -> found.phrase.pattern())
          .thenComparing(Comparator.<Found>comparingInt(found -> found.length).reversed());

  private final Map<ListedPhrase, int[]> repeats = new HashMap<>();
  private final PriorityQueue<Found> matches = new PriorityQueue<>(LIGHTEST_FIRST);
  private long foundCount;

  TextScan(PhraseBook book, OpaqueIds opaqueIds, Origin origin) {
    this.book = book;
    this.opaqueIds = opaqueIds;
    this.origin = origin;
    this.main = new TextLane(book, Match.Phrase.EXCERPT_MAX, this);
  }

  /** The text itself. */
  TextLane main() {
    return main;
  }

  /** What stands beside the text without interrupting it: titles, alternative texts. */
  TextLane aside() {
    if (aside == null) {
      aside = new TextLane(book, Match.Phrase.EXCERPT_MAX, this);
    }
    return aside;
  }

  /** Says that the text is over, at an offset after its last character. */
  void finish(long offset) {
    main.endRun(offset);
    if (aside != null) {
      aside.endRun(offset);
    }
  }

  /** What was found so far. */
  TextFindings findings() {
    scanLane(main);
    if (aside != null) {
      scanLane(aside);
    }
    if (repeats.isEmpty()) {
      return TextFindings.none(origin);
    }
    return new TextFindings(origin, weights(), matchesInOrder());
  }

  /** How many matches were counted so far, kept or not. */
  long foundCount() {
    main.scan();
    if (aside != null) {
      aside.scan();
    }
    return foundCount;
  }

  private Map<Category, Integer> weights() {
    Map<Category, Integer> weights = new HashMap<>();
    repeats.forEach(
        (phrase, times) -> {
          int counted = 0;
          for (int repeat = 0;
              repeat < Math.min(REPEATS_MAX, times[0] + times[1] + times[2]);
              repeat++) {
            counted += diminished(phrase, repeat);
          }
          weights.merge(phrase.category(), counted, Integer::sum);
        });
    return weights;
  }

  private List<Match.Phrase> matchesInOrder() {
    Map<ListedPhrase, Integer> told = new HashMap<>();
    List<Match.Phrase> inOrder = new ArrayList<>(matches.size());
    List<Found> byOffset = new ArrayList<>(matches);
    byOffset.sort(
        Comparator.<Found>comparingLong(found -> found.offset)
            .thenComparing(found -> found.phrase.pattern())
            .thenComparing(found -> found.phrase.category().ordinal())
            .thenComparingInt(found -> found.length));
    for (Found found : byOffset) {
      int repeat = told.merge(found.phrase, 1, Integer::sum) - 1;
      if (repeat < REPEATS_MAX) {
        inOrder.add(found.match(diminished(found.phrase, repeat)));
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
    if (phrase.weight(origin) == 0) {
      return;
    }
    int[] times = repeats.computeIfAbsent(phrase, isNew -> new int[3]);
    int told = reread ? 2 : lane.equals(main) ? 0 : 1;
    int repeat = times[told]++;
    if (repeat >= REPEATS_MAX) {
      times[told] = REPEATS_MAX;
      return;
    }
    foundCount++;
    matches.add(new Found(lane, phrase, diminished(phrase, repeat), start, end));
    if (matches.size() > MATCHES_MAX) {
      matches.remove();
    }
  }

  @Override
  public void beforeForgetting(TextLane lane) {
    for (Found match : matches) {
      if (match.lane == lane) {
        match.takeContext();
      }
    }
  }

  /** One match, which goes on taking the words after it until it has enough of them. */
  private final class Found {
    private final TextLane lane;
    private final ListedPhrase phrase;

    /** What it counts as the repeat that it is in its lane. */
    private final int weightInLane;

    private final long offset;
    private final int length;
    private final StringBuilder excerpt = new StringBuilder();
    private long nextPosition;
    private boolean complete;

    Found(TextLane lane, ListedPhrase phrase, int weightInLane, long start, long end) {
      this.lane = lane;
      this.phrase = phrase;
      this.weightInLane = weightInLane;
      long first = lane.isSpaceAt(start) ? start + 1 : start;
      long lastOne = lane.isSpaceAt(end - 1) ? end - 2 : end - 1;
      this.offset = lane.offsetAt(first);
      this.length = (int) Math.max(1, lane.offsetAt(lastOne) + 1 - offset);
      this.nextPosition = end;
      this.complete = phrase.category().illegal();
      if (!complete) {
        takeWordsBefore(start, end);
      }
    }

    private void takeWordsBefore(long start, long end) {
      long room = Math.max(0, (Match.Phrase.EXCERPT_MAX - (end - start)) / 2);
      long from = Math.max(lane.firstPosition(), start - room);
      for (long position = from; position < end; position++) {
        if (!lane.showTo(excerpt, position)) {
          excerpt.setLength(0);
        }
      }
      excerpt.delete(0, Math.max(0, excerpt.length() - Match.Phrase.EXCERPT_MAX));
    }

    void takeContext() {
      while (!complete && nextPosition < lane.endPosition()) {
        complete =
            excerpt.length() >= Match.Phrase.EXCERPT_MAX || !lane.showTo(excerpt, nextPosition);
        nextPosition++;
      }
    }

    Match.Phrase match(int weight) {
      boolean illegal = phrase.category().illegal();
      String told =
          illegal ? opaqueIds.of(phrase.category().id(), phrase.pattern()) : phrase.text();
      return new Match.Phrase(
          phrase.category(), told, phrase.source(), weight, offset, length, origin, words());
    }

    private String words() {
      int end = Math.min(excerpt.length(), Match.Phrase.EXCERPT_MAX);
      return excerpt.substring(0, end).strip();
    }
  }
}
