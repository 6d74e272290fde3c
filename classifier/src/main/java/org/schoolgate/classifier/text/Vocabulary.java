package org.schoolgate.classifier.text;

/**
 * The words that occur in phrases, to tell at once that a word has no part in any. Immutable and
 * thread-safe.
 */
final class Vocabulary {

  private static final int SPLIT_WORD_CHARS_MAX = 24;

  /** A letter that belongs to no word is dearer than any number of words. */
  private static final int LETTER_LEFT_OVER = 1_000;

  private final WordSet words;
  private final WordSet beginnings;
  private final WordSet endings;

  Vocabulary(Iterable<ListedPhrase> phrases) {
    WordSet.Builder whole = new WordSet.Builder();
    WordSet.Builder open = new WordSet.Builder();
    WordSet.Builder openStart = new WordSet.Builder();
    for (ListedPhrase phrase : phrases) {
      String pattern = phrase.pattern();
      int start = 0;
      for (int i = 0; i <= pattern.length(); i++) {
        if (i == pattern.length() || pattern.charAt(i) == ' ') {
          if (i > start) {
            char[] word = pattern.substring(start, i).toCharArray();
            (start == 0 ? openStart : i == pattern.length() ? open : whole)
                .add(
                    start == 0
                        ? backwards(word, 0, word.length)
                        : WordSet.hash(word, 0, word.length));
          }
          start = i + 1;
        }
      }
    }
    this.words = whole.build();
    this.beginnings = open.build();
    this.endings = openStart.build();
  }

  private static long backwards(char[] text, int from, int to) {
    long hash = WordSet.hashOfNothing();
    for (int i = to - 1; i >= from; i--) {
      hash = WordSet.hashOn(hash, text[i]);
    }
    return hash;
  }

  /** Whether a phrase can have a part in a word. */
  boolean knows(char[] text, int from, int to) {
    long hash = WordSet.hashOfNothing();
    for (int i = from; i < to; i++) {
      hash = WordSet.hashOn(hash, text[i]);
      if (beginnings.contains(hash)) {
        return true;
      }
    }
    if (words.contains(hash)) {
      return true;
    }
    hash = WordSet.hashOfNothing();
    for (int i = to - 1; i >= from; i--) {
      hash = WordSet.hashOn(hash, text[i]);
      if (endings.contains(hash)) {
        return true;
      }
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
    int[] price = new int[count + 1];
    int[] before = new int[count + 1];
    for (int end = 1; end <= count; end++) {
      price[end] = price[end - 1] + LETTER_LEFT_OVER;
      before[end] = end - 1;
      for (int start = Math.max(0, end - SPLIT_WORD_CHARS_MAX); start < end - 1; start++) {
        if (price[start] + 1 < price[end] && knows(text, start, end)) {
          price[end] = price[start] + 1;
          before[end] = start;
        }
      }
    }
    if (price[count] == LETTER_LEFT_OVER * count) {
      return new int[0];
    }
    int[] ends = new int[count];
    int words = 0;
    for (int end = count; end > 0; end = before[end]) {
      ends[words++] = end;
    }
    int[] inOrder = new int[words];
    for (int i = 0; i < words; i++) {
      inOrder[i] = ends[words - 1 - i];
    }
    return inOrder;
  }
}
