package org.schoolgate.classifier.text;

/**
 * The words that occur in phrases, to tell at once that a word has no part in any. Immutable and
 * thread-safe.
 */
final class Vocabulary {

  private static final int SPLIT_WORD_CHARS_MAX = 24;

  /** A letter that belongs to no word is dearer than any number of words. */
  private static final int LETTER_LEFT_OVER = 1_000;

  /** Of the beginnings of words those so long are kept, to tell at once that no word begins. */
  private static final int PREFIX_CHARS_MAX = 6;

  private final WordSet words;
  private final WordSet prefixes;
  private final WordSet beginnings;

  /** What goes on to one of the beginnings, to tell at once that a word begins with none. */
  private final WordSet begun;

  private final WordSet endings;

  /** The last letters of those, from the end on. */
  private final WordSet endingBegun;

  private final int endingCharsMax;

  Vocabulary(Iterable<ListedPhrase> phrases) {
    WordSet.Builder whole = new WordSet.Builder();
    WordSet.Builder firstLetters = new WordSet.Builder();
    WordSet.Builder open = new WordSet.Builder();
    WordSet.Builder openBegun = new WordSet.Builder();
    WordSet.Builder openStart = new WordSet.Builder();
    WordSet.Builder openStartBegun = new WordSet.Builder();
    int longestEnding = 0;
    for (ListedPhrase phrase : phrases) {
      String pattern = phrase.pattern();
      int start = 0;
      for (int i = 0; i <= pattern.length(); i++) {
        if (i == pattern.length() || pattern.charAt(i) == ' ') {
          if (i > start && start == 0) {
            openStart.add(backwards(pattern, 0, i));
            for (int from = 1; from < i; from++) {
              openStartBegun.add(backwards(pattern, from, i));
            }
            longestEnding = Math.max(longestEnding, i);
          } else if (i > start) {
            (i == pattern.length() ? open : whole).add(WordSet.hash(pattern, start, i));
            for (int end = start + 1; end < i && i == pattern.length(); end++) {
              openBegun.add(WordSet.hash(pattern, start, end));
            }
            for (int end = start + 1; end <= Math.min(i, start + PREFIX_CHARS_MAX); end++) {
              firstLetters.add(WordSet.hash(pattern, start, end));
            }
          }
          start = i + 1;
        }
      }
    }
    this.words = whole.build();
    this.prefixes = firstLetters.build();
    this.beginnings = open.build();
    this.begun = openBegun.build();
    this.endings = openStart.build();
    this.endingBegun = openStartBegun.build();
    this.endingCharsMax = longestEnding;
  }

  private static long backwards(String word, int from, int to) {
    long hash = WordSet.hashOfNothing();
    for (int i = to - 1; i >= from; i--) {
      hash = WordSet.hashOn(hash, word.charAt(i));
    }
    return hash;
  }

  /** Whether a phrase has this very word, and not only its beginning or end. */
  boolean hasWord(char[] letters, int count) {
    long hash = WordSet.hashOfNothing();
    for (int i = 0; i < count; i++) {
      hash = WordSet.hashOn(hash, letters[i]);
    }
    return words.contains(hash);
  }

  /** Whether a phrase can have a part in a word. */
  boolean knows(char[] text, int from, int to) {
    long hash = WordSet.hashOfNothing();
    for (int i = from; i < to; i++) {
      hash = WordSet.hashOn(hash, text[i]);
    }
    if (words.contains(hash)) {
      return true;
    }
    hash = WordSet.hashOfNothing();
    boolean goesOn = true;
    for (int i = from; i < to && goesOn; i++) {
      hash = WordSet.hashOn(hash, text[i]);
      if (beginnings.contains(hash)) {
        return true;
      }
      goesOn = begun.contains(hash);
    }
    hash = WordSet.hashOfNothing();
    goesOn = true;
    for (int i = to - 1; i >= from && goesOn; i--) {
      hash = WordSet.hashOn(hash, text[i]);
      if (endings.contains(hash)) {
        return true;
      }
      goesOn = endingBegun.contains(hash);
    }
    return false;
  }

  /**
   * Where words end in letters that were written without spaces: the fewest words that there can
   * be.
   *
   * @return the index after each word, in order; empty if the letters are no words
   */
  int[] split(char[] text, int count) {
    CheapestCuts cuts = new CheapestCuts(count, Integer.MAX_VALUE);
    int[] endingFrom = new int[count + 1];
    boolean anyEnding = findEndings(text, count, endingFrom);
    for (int start = 0; start < count; start++) {
      cuts.offer(start, start + 1, LETTER_LEFT_OVER);
      int last = Math.min(count, start + SPLIT_WORD_CHARS_MAX);
      boolean begun = false;
      boolean mayBegin = true;
      long hash = WordSet.hashOfNothing();
      for (int end = start + 1; end <= last && (begun || mayBegin || anyEnding); end++) {
        if (mayBegin && !begun) {
          hash = WordSet.hashOn(hash, text[end - 1]);
          begun = beginnings.contains(hash);
          mayBegin = end - start > PREFIX_CHARS_MAX || prefixes.contains(hash);
        }
        boolean known = begun || (mayBegin && words.contains(hash)) || endingFrom[end] >= start;
        if (known && end > start + 1) {
          cuts.offer(start, end, 1);
        }
      }
    }
    return cuts.priceTo(count) == LETTER_LEFT_OVER * count ? new int[0] : cuts.ends();
  }

  /** Finds for each index the last one from which to there the ending of a word stands, or -1. */
  private boolean findEndings(char[] text, int count, int[] from) {
    boolean any = false;
    for (int end = 0; end <= count; end++) {
      from[end] = -1;
      int first = Math.max(0, end - endingCharsMax);
      long hash = WordSet.hashOfNothing();
      boolean goesOn = true;
      for (int start = end - 1; start >= first && from[end] < 0 && goesOn; start--) {
        hash = WordSet.hashOn(hash, text[start]);
        from[end] = endings.contains(hash) ? start : -1;
        goesOn = endingBegun.contains(hash);
      }
      any |= from[end] >= 0;
    }
    return any;
  }
}
