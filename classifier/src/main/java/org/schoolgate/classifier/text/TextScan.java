package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

/**
 * One text while it is read: the lanes that its readers write into, and what adds up the phrases
 * that are found there, a {@link PageTally} or a {@link TypedTally}. Nothing depends on which lane
 * was scanned first, and so on how the text was cut. Not thread-safe.
 */
final class TextScan implements TextLane.Sink {

  private final PhraseBook book;
  private final OpaqueIds opaqueIds;
  private final Origin origin;
  private final TextLane main;
  private @Nullable TextLane aside;
  private @Nullable TextLane data;
  private @Nullable TextLane hidden;
  private @Nullable TextLane again;
  private @Nullable HiddenInPlace inPlace;

  private final Combinations combinations;

  /** The combinations that were found in what is hidden alone. */
  private final Map<ListedPhrase, CountedPlaces.Counted> hiddenWhole = new HashMap<>();

  private final PageTally page;

  /** What single words tell; it has words of the text, so nothing of it stands by illegal ones. */
  private final CluesFound clues;

  private long foundCount;
  private boolean illegalWords;

  /** Whether all of it has come: before, nobody knows how much of a page is as bad as its worst. */
  private boolean over;

  /** What typed text is added up by, as far as it goes; null for a page. */
  private final @Nullable TypedTally typed;

  TextScan(PhraseBook book, OpaqueIds opaqueIds, Origin origin) {
    this.book = book;
    this.opaqueIds = opaqueIds;
    this.origin = origin;
    this.combinations =
        new Combinations(book.searched(origin).wanted(), this::counts, this::combined);
    this.typed = origin == Origin.TYPED ? new TypedTally() : null;
    this.main = new TextLane(book, origin, Match.Phrase.EXCERPT_MAX, this);
    this.page = new PageTally(origin, main);
    this.clues = new CluesFound(origin);
    if (typed == null) {
      main.weigh(book.clues(origin));
    }
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

  private List<TextLane> lanes() {
    TextLane placed = inPlace == null ? null : inPlace.lane();
    List<TextLane> lanes = new ArrayList<>(List.of(main));
    for (TextLane lane : Arrays.asList(aside, data, hidden, again, placed)) {
      if (lane != null) {
        lanes.add(lane);
      }
    }
    return lanes;
  }

  /** Says that a title or a heading begins or ends where a lane is now. */
  void headline(TextLane lane, boolean begins) {
    page.headline(lane, begins);
  }

  /** Says that the text is over, at an offset after its last character. */
  void finish(long offset) {
    lanes().forEach(lane -> lane.endRun(offset));
    allHasCome();
  }

  /** Says that nothing comes any more, its lanes' runs having ended. */
  void allHasCome() {
    over = true;
  }

  /** What was found so far. */
  TextFindings findings() {
    lanes().forEach(this::scanLane);
    combinations.settleAll();
    Sum sum = new Sum();
    page.addTo(sum);
    List<Match.Phrase> matches = new ArrayList<>(page.matches(opaqueIds));
    CluesFound told = illegalWords ? new CluesFound(origin) : clues;
    if (typed == null && over) {
      told.addTo(sum, matches, main.harmOfPage(), opaqueIds);
    }
    TextFindings all =
        typed == null
            ? sum.findings(origin, matches)
            : typed.findings(sum, matches, told, opaqueIds);
    return illegalWords ? all.withIllegalWords() : all;
  }

  /**
   * Whether the text is made of so many parts of phrases, or disguised words, that some phrases may
   * have been missed.
   */
  boolean isExhausted() {
    return combinations.isExhausted() || lanes().stream().anyMatch(TextLane::isExhausted);
  }

  /** How many matches were counted so far, kept or not. */
  long foundCount() {
    lanes().forEach(TextLane::scan);
    combinations.settleAll();
    boolean tellsOfPage = typed == null && over && clues.isTold(main.harmOfPage());
    return foundCount + (tellsOfPage ? 1 : 0);
  }

  private void scanLane(TextLane lane) {
    lane.scan();
    beforeForgetting(lane);
  }

  @Override
  public void found(TextLane lane, Meanings meanings, long start, long end) {
    if (isPlaced(lane) || (typed == null && meanings.hasTypedOnlyPart())) {
      for (ListedPhrase phrase : meanings) {
        found(lane, phrase, start, end, false);
      }
      return;
    }
    illegalWords |= meanings.isIllegal();
    for (ListedPhrase phrase : meanings.alone()) {
      if (phrase.weight(origin) != 0) {
        count(lane, phrase, start, end, readingOf(lane, false));
      }
    }
    combinations.found(lane, meanings, start, end);
  }

  @Override
  public void foundAgain(TextLane lane, ListedPhrase phrase, long start, long end) {
    found(lane, phrase, start, end, true);
  }

  private void found(TextLane lane, ListedPhrase phrase, long start, long end, boolean reread) {
    if (!standsThere(lane, phrase, start, end)) {
      return;
    }
    illegalWords |= phrase.category().illegal();
    if (phrase.weight(origin) == 0) {
      return;
    }
    if (phrase.isPart()) {
      combinations.found(lane, phrase, start, end, reread);
    } else {
      count(lane, phrase, start, end, readingOf(lane, reread));
    }
  }

  /** Of what is read where it is hidden, only that counts which it hides in part. */
  private boolean standsThere(TextLane lane, ListedPhrase phrase, long start, long end) {
    return !isPlaced(lane)
        || (phrase.weight(origin) >= 0 && (phrase.isPart() || isAcrossAnEdge(start, end)));
  }

  private boolean isHidden(TextLane lane) {
    return lane == hidden;
  }

  private boolean isPlaced(TextLane lane) {
    return inPlace != null && lane == inPlace.lane();
  }

  private boolean isAcrossAnEdge(long start, long end) {
    return inPlace != null && inPlace.isAcross(start, end);
  }

  /** Whether a part of a combination counts that was found around another. */
  private boolean counts(TextLane lane, ListedPhrase part, long start, long end) {
    return !lane.isPartOfWord(part, start, end) && standsThere(lane, part, start, end);
  }

  @Override
  public void clues(TextLane lane, ClueFinding finding) {
    boolean isTaken = !isHidden(lane) && !isPlaced(lane) && clues.add(lane, finding);
    foundCount += isTaken && typed != null ? 1 : 0;
  }

  @Override
  public void reached(TextLane lane, long position) {
    combinations.settle(lane, position);
  }

  /**
   * Takes a combination. One that is hidden counts as such until one is found that is shown, and
   * does not stand for it. Across an edge of what is hidden it counts as if all of it were shown,
   * which it may be: the words that are may be found without the hidden ones, too, and count once.
   */
  private boolean combined(
      TextLane lane, ListedPhrase whole, long from, long start, long end, boolean reread) {
    if (isPlaced(lane) && !isAcrossAnEdge(from, end)) {
      return false;
    }
    if (typed == null && isHidden(lane)) {
      if (!hiddenWhole.containsKey(whole.counted())) {
        hiddenWhole.put(
            whole.counted(), CountedPlaces.Counted.of(lane, whole, start, end, Reading.HIDDEN));
        count(lane, whole, start, end, Reading.HIDDEN);
      }
      return false;
    }
    CountedPlaces.Counted inHidden = hiddenWhole.remove(whole.counted());
    if (inHidden != null) {
      page.takeBack(inHidden);
    }
    Reading asShown = reread ? Reading.REREAD : Reading.MAIN;
    count(lane, whole, start, end, isPlaced(lane) ? asShown : readingOf(lane, reread));
    return true;
  }

  private void count(TextLane lane, ListedPhrase phrase, long start, long end, Reading reading) {
    int weight = phrase.weight(origin);
    boolean isTaken =
        typed != null && typed.add(new FoundPhrase(lane, reading, phrase, weight, start, end));
    if (!isTaken && typed != null && weight < 0) {
      return;
    }
    if (isTaken || page.add(lane, reading, phrase, start, end)) {
      foundCount++;
    }
  }

  private Reading readingOf(TextLane lane, boolean reread) {
    if (lane.equals(data)) {
      return Reading.DATA;
    }
    if (lane.equals(again)) {
      return Reading.AGAIN;
    }
    if (isHidden(lane) || isPlaced(lane)) {
      return Reading.HIDDEN;
    }
    return reread ? Reading.REREAD : lane.equals(main) ? Reading.MAIN : Reading.ASIDE;
  }

  @Override
  public void beforeForgetting(TextLane lane) {
    page.takeContext(lane);
    clues.takeContext(lane);
    if (typed != null) {
      typed.takeContext(lane);
    }
  }
}
