package org.schoolgate.classifier.text;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Origin;

/**
 * What was counted in one text so far. An answer in between counts on in a copy what may still
 * become more, so that asking changes nothing in what is counted in the end. Not thread-safe.
 */
final class TextTally {

  private final Origin origin;
  private final PageTally page;

  /** What typed text is added up by, as far as it goes; null for a page. */
  private final @Nullable TypedTally typed;

  /** The combinations that were found in what is hidden alone. */
  private final Map<ListedPhrase, CountedPlaces.Counted> hiddenWhole;

  private long count;

  /**
   * Nothing counted yet.
   *
   * @param main the text itself, whose length says whether a page is a long one
   */
  TextTally(Origin origin, TextLane main) {
    this.origin = origin;
    this.page = new PageTally(origin, main);
    this.typed = origin == Origin.TYPED ? new TypedTally() : null;
    this.hiddenWhole = new HashMap<>();
  }

  private TextTally(TextTally other) {
    this.origin = other.origin;
    this.page = other.page.copy();
    this.typed = other.typed == null ? null : other.typed.copy();
    this.hiddenWhole = new HashMap<>(other.hiddenWhole);
    this.count = other.count;
  }

  TextTally copy() {
    return new TextTally(this);
  }

  PageTally page() {
    return page;
  }

  @Nullable TypedTally typed() {
    return typed;
  }

  /** How many matches were counted, kept or not. */
  long count() {
    return count;
  }

  /** Counts what is told elsewhere. */
  void countOneMore() {
    count++;
  }

  /** Counts a phrase that is of one piece. */
  void add(TextLane lane, ListedPhrase phrase, long start, long end, Reading reading) {
    add(lane, phrase, start, start, end, reading);
  }

  private void add(
      TextLane lane, ListedPhrase phrase, long from, long start, long end, Reading reading) {
    int weight = phrase.weight(origin);
    boolean isTaken =
        typed != null
            && typed.add(new FoundPhrase(lane, reading, phrase, weight, from, start, end));
    if (!isTaken && typed != null && weight < 0) {
      return;
    }
    if (isTaken || page.add(lane, reading, phrase, from, start, end)) {
      count++;
    }
  }

  /** Counts a combination of a page that is hidden, until one is found that is shown. */
  void addHidden(FoundCombination found) {
    ListedPhrase whole = found.phrase();
    if (!hiddenWhole.containsKey(whole.counted())) {
      hiddenWhole.put(
          whole.counted(),
          CountedPlaces.Counted.of(
              found.lane(), whole, found.start(), found.end(), Reading.HIDDEN));
      add(found, Reading.HIDDEN);
    }
  }

  /** Counts a combination, and no longer the same one where it is hidden. */
  void addShown(FoundCombination found, Reading reading) {
    CountedPlaces.Counted inHidden = hiddenWhole.remove(found.phrase().counted());
    if (inHidden != null) {
      page.takeBack(inHidden);
    }
    add(found, reading);
  }

  private void add(FoundCombination found, Reading reading) {
    add(found.lane(), found.phrase(), found.from(), found.start(), found.end(), reading);
  }

  /** Lets what was counted in a lane take the words after it. */
  void takeContext(TextLane lane) {
    page.takeContext(lane);
    if (typed != null) {
      typed.takeContext(lane);
    }
  }
}
