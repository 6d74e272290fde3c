package org.schoolgate.classifier.text;

/**
 * The clues that a word of a typed text may be: itself, its pair with the word before it, and each
 * run of {@link #PIECE_CHARS} letters of it with its edges. What reads text and what learns from it
 * ask here, so that both mean the same.
 */
final class WordClues {

  /** What is before a piece of a word; no folded text has it. */
  static final char PIECE = '#';

  static final int PIECE_CHARS = 4;

  private static final char WORD_START = '<';
  private static final char WORD_END = '>';

  /** Takes what may be a clue. */
  @FunctionalInterface
  interface Sink {
    /**
     * A clue may be a part of a text.
     *
     * @param isPiece whether {@link #PIECE} stands before it
     */
    void clue(CharSequence text, int from, int to, boolean isPiece);
  }

  private WordClues() {}

  /**
   * Tells all that a word may be, itself first.
   *
   * @param before the word before it, folded; empty for none
   * @param word folded
   */
  static void of(String before, String word, Sink into) {
    into.clue(word, 0, word.length(), false);
    if (!before.isEmpty()) {
      String pair = before + " " + word;
      into.clue(pair, 0, pair.length(), false);
    }
    String whole = WORD_START + word + WORD_END;
    for (int from = 0; from + PIECE_CHARS <= whole.length(); from++) {
      into.clue(whole, from, from + PIECE_CHARS, true);
    }
  }

  /** As the table spells it. */
  static String text(CharSequence text, int from, int to, boolean isPiece) {
    String letters = text.subSequence(from, to).toString();
    return isPiece ? PIECE + letters : letters;
  }

  /** By what the table is asked for it: the {@link WordSet#hash} of its text. */
  static long key(CharSequence text, int from, int to, boolean isPiece) {
    long key = WordSet.hashOfNothing();
    if (isPiece) {
      key = WordSet.hashOn(key, PIECE);
    }
    for (int i = from; i < to; i++) {
      key = WordSet.hashOn(key, text.charAt(i));
    }
    return key;
  }
}
