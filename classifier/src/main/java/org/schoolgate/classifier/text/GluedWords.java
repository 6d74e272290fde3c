package org.schoolgate.classifier.text;

import java.util.List;

/**
 * Cuts letters into words that were written without spaces, as in a hashtag, {@code
 * howtokillmyself}, or letter by letter. Of all ways the one is taken whose words are the likeliest
 * together. Immutable and thread-safe.
 */
final class GluedWords {

  /** What is shorter is no several words. */
  static final int CHARS_MIN = 4;

  static final int CHARS_MAX = 96;

  private static final int WORD_CHARS_MAX = 18;

  /** A word of phrases that is as long may be several. */
  private static final int GLUED_WORD_CHARS_MIN = 6;

  /** What letters cost at the most that were meant to be words; others cost more. */
  private static final int PRICE_OF_LETTER_MAX = 30;

  /** A letter that belongs to no word, where some may. */
  private static final int LEFT_OVER = 95;

  private static final int[] NOTHING = {};

  private final WordPrices prices;
  private final GluedSlips slips;

  GluedWords(WordPrices prices) {
    this.prices = prices;
    this.slips = new GluedSlips(prices);
  }

  /** The same of letters some of which may be wrong. */
  List<Disguise.Reading> withSlips(char[] glued, long[] at) {
    return slips.of(glued, at);
  }

  /**
   * How letters may be read that stand next to each other: as the words that they are, and if some
   * of those are short for others, or glued themselves in phrases, as those.
   *
   * @param at where each of them stands
   * @return none if they are no words, or one alone
   */
  List<Disguise.Reading> apart(char[] glued, long[] at) {
    if (glued.length < CHARS_MIN || glued.length > CHARS_MAX) {
      return List.of();
    }
    int most = PRICE_OF_LETTER_MAX * glued.length;
    int[] ends = ends(glued, glued.length, WordPrices.NO_WORD, most, WORD_CHARS_MAX);
    if (ends.length < 2) {
      return List.of();
    }
    return readings(glued, ends, at);
  }

  /**
   * The same of letters that stand each by itself. In many letters some may be of no word.
   *
   * @param at where each of them stands
   */
  List<Disguise.Reading> ofLetters(char[] letters, int count, long[] at) {
    int most = PRICE_OF_LETTER_MAX * count + WordPrices.ONE_WORD;
    int[] ends = ends(letters, count, LEFT_OVER, most, WORD_CHARS_MAX);
    return ends.length == 0 ? List.of() : readings(letters, ends, at);
  }

  private List<Disguise.Reading> readings(char[] letters, int[] ends, long[] at) {
    ReadingWords asWritten = new ReadingWords();
    ReadingWords asMeant = new ReadingWords();
    int from = 0;
    boolean same = true;
    for (int end : ends) {
      String word = new String(letters, from, end - from);
      String meant = meant(word);
      asWritten.add(word, at, from, end);
      if (meant.equals(word)) {
        asMeant.add(word, at, from, end);
      } else {
        same = false;
        asMeant.add(meant, at[from], at[end - 1] + 1);
      }
      from = end;
    }
    return same ? List.of(asWritten.reading()) : List.of(asWritten.reading(), asMeant.reading());
  }

  private String meant(String word) {
    String longForm = WordFiles.meant(word);
    if (longForm != null || word.length() < GLUED_WORD_CHARS_MIN || prices.isCommon(word)) {
      return longForm == null ? word : longForm;
    }
    int length = word.length();
    int[] ends =
        ends(word.toCharArray(), length, WordPrices.NO_WORD, WordPrices.NO_WORD - 1, length - 1);
    StringBuilder words = new StringBuilder(word);
    for (int i = ends.length - 2; i >= 0; i--) {
      words.insert(ends[i], ' ');
    }
    return words.toString();
  }

  private int[] ends(char[] letters, int count, int leftOver, int most, int wordCharsMax) {
    CheapestCuts cuts = new CheapestCuts(count, WordPrices.NO_WORD);
    for (int start = 0; start < count; start++) {
      if (cuts.priceTo(start) > most) {
        continue;
      }
      cuts.offer(start, start + 1, leftOver);
      long hash = WordSet.hashOfNothing();
      int last = Math.min(count, start + wordCharsMax);
      for (int end = start + 1; end <= last; end++) {
        hash = WordSet.hashOn(hash, letters[end - 1]);
        cuts.offer(start, end, prices.of(hash, end - start));
      }
    }
    return cuts.priceTo(count) > most ? NOTHING : cuts.ends();
  }
}
