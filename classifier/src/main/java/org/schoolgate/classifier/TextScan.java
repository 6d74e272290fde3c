package org.schoolgate.classifier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * weightiest {@link #MATCHES_MAX} are kept. Not thread-safe.
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

  private final Map<Category, Integer> weights = new LinkedHashMap<>();
  private final Map<ListedPhrase, Integer> repeats = new HashMap<>();
  private final List<Found> matches = new ArrayList<>();

  TextScan(PhraseBook book, OpaqueIds opaqueIds, Origin origin) {
    this.book = book;
    this.opaqueIds = opaqueIds;
    this.origin = origin;
    this.main = new TextLane(book.scanner(), Match.Phrase.EXCERPT_MAX, this);
  }

  /** The text itself. */
  TextLane main() {
    return main;
  }

  /** What stands beside the text without interrupting it: titles, alternative texts. */
  TextLane aside() {
    if (aside == null) {
      aside = new TextLane(book.scanner(), Match.Phrase.EXCERPT_MAX, this);
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
    if (weights.isEmpty()) {
      return TextFindings.none(origin);
    }
    List<Match.Phrase> found =
        matches.stream()
            .map(Found::match)
            .sorted(Comparator.comparingLong(Match.Phrase::offset))
            .toList();
    return new TextFindings(origin, weights, found);
  }

  private void scanLane(TextLane lane) {
    lane.scan();
    beforeForgetting(lane);
  }

  @Override
  public void found(TextLane lane, ListedPhrase phrase, long start, long end) {
    int weight = phrase.weight(origin);
    int repeat = weight == 0 ? REPEATS_MAX : repeats.merge(phrase, 1, Integer::sum) - 1;
    if (repeat >= REPEATS_MAX) {
      return;
    }
    int counted = weight / (1 << repeat);
    weights.merge(phrase.category(), counted, Integer::sum);
    Found match = new Found(lane, phrase, counted, start, end);
    if (matches.size() < MATCHES_MAX) {
      matches.add(match);
    } else {
      replaceLightest(match);
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

  private void replaceLightest(Found match) {
    int lightest = 0;
    for (int i = 1; i < matches.size(); i++) {
      if (Math.abs(matches.get(i).weight) < Math.abs(matches.get(lightest).weight)) {
        lightest = i;
      }
    }
    if (Math.abs(match.weight) > Math.abs(matches.get(lightest).weight)) {
      matches.set(lightest, match);
    }
  }

  /** One match, which goes on taking the words after it until it has enough of them. */
  private final class Found {
    private final TextLane lane;
    private final ListedPhrase phrase;
    private final int weight;
    private final long offset;
    private final int length;
    private final StringBuilder excerpt = new StringBuilder();
    private long nextPosition;
    private boolean complete;

    Found(TextLane lane, ListedPhrase phrase, int weight, long start, long end) {
      this.lane = lane;
      this.phrase = phrase;
      this.weight = weight;
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

    Match.Phrase match() {
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
