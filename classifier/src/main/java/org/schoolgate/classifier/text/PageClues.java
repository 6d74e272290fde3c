package org.schoolgate.classifier.text;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.schoolgate.classifier.text.WeighedStretch.Place;

/**
 * Weighs the words of a page as they come, by {@link Clues}.
 *
 * <p>Each word is looked up by itself; pairs and pieces, which typed text has too, would cost more
 * than they tell of a page. Words are weighed in stretches of about a paragraph, each half over the
 * one before. A page of many stretches has some that sound worse than the page is, as each book
 * has; so what counts is not the worst but one of so many worst ones as there are eighths of the
 * page. Of a page of one or two stretches that is the worst. The memory that it takes does not grow
 * with the page. Not thread-safe.
 */
final class PageClues implements WordKeys.Sink {

  private static final int HALF_WORDS = 24;

  /** Of fewer words too little is known. */
  private static final int WORDS_MIN = 8;

  /** One in so many stretches may be worse than the page is. */
  private static final int PARTS_OF_PAGE = 8;

  /** How finely it is kept how bad stretches are, from the least that is told. */
  private static final double STEP = 0.125;

  private static final int STEPS = 64;

  /** Of so many clues of a half it is known that they stand in it already. */
  private static final int RECENT = 256;

  private final Clues clues;
  private final TextLane lane;
  private final WeighedStretch.Sink into;

  /** Clues of the half before and of this one, each with where its word begins. */
  private int[] found = new int[0];

  private long[] foundAt = new long[0];

  /** One more than the number of a clue, and above it in which half it was found. */
  private long[] recent = new long[0];

  private int countBefore;
  private int count;

  /** What the clues of the half before, and of this one, weigh together. */
  private long weightBefore;

  private long weight;
  private int words;
  private long halves;
  private int stretches;

  /** How many stretches are how bad. */
  private final int[] byHarm = new int[STEPS];

  private double worst = Double.NEGATIVE_INFINITY;

  private int[] wordStarts = new int[0];
  private int[] numbers = new int[0];
  private int[] room = new int[0];

  private long next;

  PageClues(Clues clues, TextLane lane, WeighedStretch.Sink into) {
    this.clues = clues;
    this.lane = lane;
    this.into = into;
  }

  /** Whether words tell nothing, so that none has to be read. */
  boolean isEmpty() {
    return clues.isEmpty();
  }

  /** The position from which words are to be told, where one begins. */
  long next() {
    return next;
  }

  /** Reads words of the lane; those that were read before are left out. */
  @Override
  public void words(long[] keys, int[] ends, int count, int block, int start) {
    if (numbers.length == 0) {
      makeRoom();
    }
    char[] folded = lane.folded();
    int before = lane.indexOf(next) - 1;
    int from = start;
    int wordCount = 0;
    for (int i = 0; i < count; i++) {
      int wordEnd = block + ends[i];
      int length = wordEnd - from;
      keys[wordCount] = keys[i];
      wordStarts[wordCount] = from;
      // No word is nothing, or the end of a run alone.
      int isWord = -length & ((1 - length) | (' ' - folded[from])) & (before - from);
      wordCount += isWord >>> (Integer.SIZE - 1);
      from = wordEnd + 1;
    }
    clues.find(keys, wordCount, numbers, room);
    take(wordCount, lane.firstPosition());
    next = Math.max(next, lane.firstPosition() + from);
  }

  private void makeRoom() {
    wordStarts = new int[WordKeys.ENDS_MAX];
    numbers = new int[WordKeys.ENDS_MAX];
    room = new int[WordKeys.ENDS_MAX];
    found = new int[2 * HALF_WORDS + 1];
    foundAt = new long[2 * HALF_WORDS + 1];
    recent = new long[2 * RECENT];
  }

  /** Takes the words of a block, half by half. */
  private void take(int blockWords, long positionOfZero) {
    for (int from = 0; from < blockWords; ) {
      int to = Math.min(blockWords, from + HALF_WORDS - words);
      take(from, to, positionOfZero);
      words += to - from;
      from = to;
      if (words == HALF_WORDS) {
        endHalf();
      }
    }
  }

  /**
   * Takes words of one half. Whether one is a clue, and a new one, cannot be foretold: each is
   * written, and counted or not.
   */
  private void take(int from, int to, long positionOfZero) {
    long inThisHalf = (halves + 1) << Integer.SIZE;
    int at = countBefore + count;
    long sum = weight;
    for (int i = from; i < to; i++) {
      int number = numbers[i];
      int none = (number - 1) >>> (Integer.SIZE - 1);
      // What is no clue has a place of its own.
      int place = ((number - 1) & (RECENT - 1)) | (none * RECENT);
      long known = recent[place] ^ (inThisHalf | number);
      recent[place] = inThisHalf | number;
      int isNew = (int) ((known | -known) >>> (Long.SIZE - 1)) & ~none;
      found[at] = number - 1;
      foundAt[at] = positionOfZero + wordStarts[i];
      sum += clues.weightOf(number) & -isNew;
      at += isNew;
    }
    count = at - countBefore;
    weight = sum;
  }

  private void endHalf() {
    int step = stepOfStretch();
    if (step >= 0) {
      byHarm[step]++;
    }
    System.arraycopy(found, countBefore, found, 0, count);
    System.arraycopy(foundAt, countBefore, foundAt, 0, count);
    countBefore = count;
    weightBefore = weight;
    count = 0;
    weight = 0;
    words = 0;
    halves++;
    stretches++;
  }

  /** How bad the stretch is that ends here. */
  private double harm() {
    return clues.harm(weightBefore + weight, countBefore + count);
  }

  /** How bad the stretch is that ends here, as a step; negative if nothing is told of it. */
  private int stepOfStretch() {
    double harm = harm();
    if (harm < WeighedStretch.HARM_MIN) {
      return -1;
    }
    if (harm > worst || !clues.hasAllCategories()) {
      List<WeighedStretch.Likely> likely = clues.likely(found, countBefore + count);
      if (likely.isEmpty()) {
        return -1;
      }
      tell(harm, likely);
    }
    return Math.min(STEPS - 1, (int) ((harm - WeighedStretch.HARM_MIN) / STEP));
  }

  private void tell(double harm, List<WeighedStretch.Likely> likely) {
    List<Long> told = harm <= worst ? List.of() : telling(likely.get(0).kind());
    if (!told.isEmpty()) {
      worst = harm;
      String asTold = told.stream().map(this::wordAt).collect(joining(Combination.BETWEEN_PARTS));
      List<Place> places =
          told.stream().map(at -> new Place(at, at + wordAt(at).length())).toList();
      into.weighed(new WeighedStretch(harm, likely, asTold, places));
    }
  }

  /**
   * Where the words stand that say most, in their order, of those neighbours that weigh most
   * together and that the lane still has.
   */
  private List<Long> telling(int kind) {
    int first = 0;
    while (first < countBefore + count && foundAt[first] < lane.firstPosition()) {
      first++;
    }
    if (first == countBefore + count) {
      return List.of();
    }
    HeaviestRun run = HeaviestRun.of(first, countBefore + count, each -> clues.weight(found[each]));
    Comparator<Integer> byWeight = Comparator.comparingInt(each -> says(each, kind));
    List<Long> known =
        IntStream.range(run.from(), run.to())
            .boxed()
            .filter(each -> clues.weight(found[each]) > 0)
            .sorted(byWeight.reversed())
            .map(each -> foundAt[each])
            .toList();
    List<Long> longer =
        known.stream().filter(at -> wordAt(at).length() >= WeighedStretch.TOLD_CHARS_MIN).toList();
    return (longer.isEmpty() ? known : longer)
        .stream().limit(WeighedStretch.TOLD_WORDS_MAX).sorted().toList();
  }

  private int says(int index, int kind) {
    return clues.weight(found[index]) + clues.kindWeight(found[index], kind);
  }

  private String wordAt(long position) {
    StringBuilder letters = new StringBuilder();
    for (long at = position; !lane.isBoundary(at); at++) {
      letters.append(lane.foldedAt(at));
    }
    return letters.toString();
  }

  /**
   * How bad the page is so far: the natural logarithm of the odds that it is harmful; of what is
   * not told, the least number.
   */
  double harmOfPage() {
    int left = stretches / PARTS_OF_PAGE;
    int partial = words >= (stretches == 0 ? WORDS_MIN : 1) ? stepOfStretch() : -1;
    for (int step = STEPS - 1; step >= 0; step--) {
      left -= byHarm[step] + (step == partial ? 1 : 0);
      if (left < 0) {
        return WeighedStretch.HARM_MIN + step * STEP;
      }
    }
    return Double.NEGATIVE_INFINITY;
  }
}
