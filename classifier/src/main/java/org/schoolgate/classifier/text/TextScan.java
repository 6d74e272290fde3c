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

  /**
   * How much less words tell of a page that stand beside its text, where they are labels more often
   * than sentences; a logarithm of odds.
   */
  private static final double BESIDE_MARGIN = 0.5;

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

  private final TextTally counted;

  /** What was told in between last time, before all the text around it was there. */
  private List<FoundCombination> lastInBetween = List.of();

  /**
   * What single words tell: of a page, of each lane by itself; of typed text, of all of them. It
   * has words of the text, so nothing of it stands by illegal ones.
   */
  private final Map<TextLane, ClueTally> clues = new HashMap<>();

  /** How often something else was told in between. */
  private long changesInBetween;

  private boolean illegalWords;

  /** Whether all of it has come: before, nobody knows how much of a page is as bad as its worst. */
  private boolean over;

  TextScan(PhraseBook book, OpaqueIds opaqueIds, Origin origin) {
    this.book = book;
    this.opaqueIds = opaqueIds;
    this.origin = origin;
    this.combinations =
        new Combinations(book.searched(origin).wanted(), this::counts, this::combined);
    this.main = weighedLane();
    this.counted = new TextTally(origin, main);
  }

  private TextLane lane() {
    return new TextLane(book, origin, Match.Phrase.EXCERPT_MAX, this);
  }

  /** A lane whose words are weighed one by one. */
  private TextLane weighedLane() {
    TextLane lane = lane();
    if (!isTyped()) {
      lane.weigh(book.clues(origin));
    }
    return lane;
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
      aside = weighedLane();
    }
    return aside;
  }

  /**
   * What scripts of the page may show, and mostly have shown already: a phrase in it counts as if
   * it stood there instead of in the text, not beside it.
   */
  TextLane data() {
    if (data == null) {
      data = weighedLane();
    }
    return data;
  }

  /** What the page hides: it may make the text worse and never better. */
  TextLane hidden() {
    if (hidden == null) {
      hidden = lane();
    }
    return hidden;
  }

  /** What another lane has too, read in another way: a phrase counts in one of them. */
  TextLane again() {
    if (again == null) {
      again = lane();
    }
    return again;
  }

  /** What the page hides, read where it stands. */
  HiddenInPlace inPlace() {
    if (inPlace == null) {
      inPlace = new HiddenInPlace(lane());
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
    counted.page().headline(lane, begins);
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

  /**
   * What was found so far. As long as more may come, what is put together of the last words counts
   * for this answer alone: what follows may complete it otherwise.
   */
  TextFindings findings() {
    lanes().forEach(TextLane::scan);
    if (over) {
      combinations.settleAll();
    }
    lanes().forEach(this::beforeForgetting);
    List<FoundCombination> inBetween = over ? List.of() : combinations.inBetween();
    if (inBetween.isEmpty()) {
      return findings(counted);
    }
    TextTally withThem = counted.copy();
    inBetween.forEach(each -> addTo(withThem, each));
    lanes().forEach(withThem::takeContext);
    return findings(withThem);
  }

  private TextFindings findings(TextTally tally) {
    Sum sum = new Sum();
    tally.page().addTo(sum);
    List<Match.Phrase> matches = new ArrayList<>(tally.page().matches(opaqueIds));
    TypedTally typed = tally.typed();
    // An answer in between ends no stretch: what follows may make it worse.
    TextLane worst = typed == null && over ? worstLane() : main;
    ClueTally told = illegalWords ? new ClueTally(origin) : cluesOf(worst);
    if (typed == null && over) {
      told.takeContext(worst);
      told.addTo(sum, matches, harmOf(worst), opaqueIds);
    }
    TextFindings all =
        typed == null
            ? sum.findings(origin, matches)
            : typed.findings(sum, matches, told, opaqueIds);
    return illegalWords ? all.withIllegalWords() : all;
  }

  /** The lane whose words sound worst; of equals the first. */
  private TextLane worstLane() {
    TextLane worst = main;
    for (TextLane lane : lanes()) {
      worst = harmOf(lane) > harmOf(worst) ? lane : worst;
    }
    return worst;
  }

  private double harmOf(TextLane lane) {
    return lane.harmOfPage() - (lane == main ? 0 : BESIDE_MARGIN);
  }

  private ClueTally cluesOf(TextLane lane) {
    return clues.computeIfAbsent(isTyped() ? main : lane, isNew -> new ClueTally(origin));
  }

  /**
   * Whether the text is made of so many parts of phrases, or disguised words, that some phrases may
   * have been missed.
   */
  boolean isExhausted() {
    return combinations.isExhausted() || lanes().stream().anyMatch(TextLane::isExhausted);
  }

  /**
   * How many matches were counted so far, kept or not, and how often others were told in between.
   */
  long foundCount() {
    lanes().forEach(TextLane::scan);
    if (over) {
      combinations.settleAll();
      TextLane worst = worstLane();
      boolean tellsOfPage = !isTyped() && cluesOf(worst).isTold(harmOf(worst));
      return counted.count() + changesInBetween + (tellsOfPage ? 1 : 0);
    }
    List<FoundCombination> inBetween = combinations.inBetween();
    changesInBetween += inBetween.equals(lastInBetween) ? 0 : 1;
    lastInBetween = inBetween;
    return counted.count() + changesInBetween;
  }

  @Override
  public void found(TextLane lane, Meanings meanings, long start, long end) {
    if (isPlaced(lane) || (!isTyped() && meanings.hasTypedOnlyPart())) {
      for (ListedPhrase phrase : meanings) {
        found(lane, phrase, start, end, false);
      }
      return;
    }
    illegalWords |= meanings.isIllegal();
    for (ListedPhrase phrase : meanings.alone()) {
      if (phrase.weight(origin) != 0) {
        counted.add(lane, phrase, start, end, readingOf(lane, false));
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
      counted.add(lane, phrase, start, end, readingOf(lane, reread));
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
  public boolean clues(TextLane lane, WeighedStretch stretch) {
    boolean isTaken =
        !isHidden(lane)
            && !isPlaced(lane)
            && cluesOf(lane).add(lane, readingOf(lane, false), stretch);
    if (isTaken && isTyped()) {
      counted.countOneMore();
    }
    return stretch.start() >= lane.firstPosition();
  }

  @Override
  public void reached(TextLane lane, long position) {
    combinations.settle(lane, position);
  }

  /**
   * Takes a combination. One that is hidden counts as such until one is found that is shown, and
   * does not stand for it. Across an edge of what is hidden it counts as if all of it were shown,
   * which it may be: the words that are may be found without the hidden ones, too, and count once.
   *
   * @param forGood whether it is counted, or only asked whether it counts there
   */
  private Combinations.Taken combined(FoundCombination found, boolean forGood) {
    if (isPlaced(found.lane()) && !isAcrossAnEdge(found.from(), found.end())) {
      return Combinations.Taken.NOT;
    }
    if (forGood) {
      addTo(counted, found);
    }
    return isHiddenInPage(found.lane()) ? Combinations.Taken.SO_FAR : Combinations.Taken.FOR_GOOD;
  }

  private void addTo(TextTally tally, FoundCombination found) {
    TextLane lane = found.lane();
    if (isHiddenInPage(lane)) {
      tally.addHidden(found);
      return;
    }
    Reading asShown = found.reread() ? Reading.REREAD : Reading.MAIN;
    Reading reading = isPlaced(lane) ? asShown : readingOf(lane, found.reread());
    tally.addShown(found, reading);
  }

  private boolean isHiddenInPage(TextLane lane) {
    return !isTyped() && isHidden(lane);
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
    counted.takeContext(lane);
    clues.values().forEach(each -> each.takeContext(lane));
  }
}
