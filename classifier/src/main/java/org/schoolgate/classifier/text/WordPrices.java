package org.schoolgate.classifier.text;

import java.util.List;
import java.util.Set;

/**
 * How dear each word is when letters without spaces are cut into words: the rarer it is in what
 * children type, the dearer. Of all ways to cut them the cheapest is the likeliest. A price is
 * about ten times the natural logarithm of how rarely a word comes. Immutable and thread-safe.
 */
final class WordPrices {

  /** About what one word costs. */
  static final int ONE_WORD = 70;

  /** What is no word. */
  static final int NO_WORD = 1 << 20;

  /** So many of the frequent words, the most frequent first, cost what stands below. */
  private static final int[] RANKS = {30, 150};

  private static final int[] PRICES_OF_RANKS = {40, 56, 70};

  private static final int OF_PHRASES = 82;
  private static final int SHORT_FORM = 90;
  private static final int OF_TWO_LETTERS_RARE = 75;
  private static final int COMMON = 138;

  /** What a word of so many letters costs more, since it is often a part of another. */
  private static final int[] TOO_SHORT = {0, 0, 0, 45, 12};

  private static final int[] TOO_SHORT_OF_PHRASES = {0, 0, 0, 15, 5};

  /** Of other words of one or two letters nearly all are names of things. */
  private static final Set<String> OF_TWO_LETTERS =
      Set.of("i", "u", "am", "do", "he", "hi", "if", "oh", "ok", "tv", "ur", "us");

  private static final Set<String> RARER_OF_TWO_LETTERS =
      Set.of("ai", "bf", "dm", "ex", "gf", "hd", "id", "iv", "pc", "pe", "r");

  private static final int ONLY_SHORT_FORMS_TO = 2;

  private final Misspellings ofPhrases;
  private final WordSet[] frequent = new WordSet[PRICES_OF_RANKS.length];
  private final WordSet shortForms;

  WordPrices(Misspellings ofPhrases) {
    this.ofPhrases = ofPhrases;
    List<String> words = WordFiles.frequent();
    int from = 0;
    for (int rank = 0; rank < frequent.length; rank++) {
      int to = rank < RANKS.length ? Math.min(RANKS[rank], words.size()) : words.size();
      WordSet.Builder set = new WordSet.Builder();
      words.subList(from, to).forEach(word -> set.add(WordSet.hash(word)));
      if (rank == 0) {
        OF_TWO_LETTERS.forEach(word -> set.add(WordSet.hash(word)));
      }
      frequent[rank] = set.build();
      from = to;
    }
    WordSet.Builder all = new WordSet.Builder();
    WordFiles.shortForms().stream()
        .filter(word -> word.length() > ONLY_SHORT_FORMS_TO)
        .forEach(word -> all.add(WordSet.hash(word)));
    RARER_OF_TWO_LETTERS.forEach(word -> all.add(WordSet.hash(word)));
    shortForms = all.build();
  }

  boolean isCommon(String word) {
    return ofPhrases.isCommon(word);
  }

  /** Whether it is a word that phrases have, or a frequent one, by its hash. */
  boolean isMeant(long hash) {
    return ofPhrases.knows(hash) || frequent[frequent.length - 1].contains(hash);
  }

  /** The price of a word of so many letters by its hash, or {@link #NO_WORD}. */
  int of(long hash, int letters) {
    for (int rank = 0; rank < frequent.length; rank++) {
      if (frequent[rank].contains(hash)) {
        return PRICES_OF_RANKS[rank];
      }
    }
    if (letters <= ONLY_SHORT_FORMS_TO) {
      return shortForms.contains(hash) ? OF_TWO_LETTERS_RARE : NO_WORD;
    }
    int length = Math.min(letters, TOO_SHORT.length - 1);
    int extra = letters < TOO_SHORT.length ? TOO_SHORT[letters] : 0;
    if (ofPhrases.knows(hash)) {
      return OF_PHRASES + (letters == length ? TOO_SHORT_OF_PHRASES[length] : 0);
    }
    if (shortForms.contains(hash)) {
      return SHORT_FORM + extra;
    }
    return ofPhrases.isCommon(hash) ? COMMON + extra : NO_WORD;
  }
}
