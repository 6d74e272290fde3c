package org.schoolgate.classifier.text;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The words of a typed text as they come, and what {@link Clues} say of them.
 *
 * <p>Of each run (a search, a field, a message) so many words at a time are weighed together, each
 * stretch half over the one before, so that a long story weighs no more than a part of it. Names of
 * people are passed over: what is said of two children weighs the same. Not thread-safe.
 */
final class ClueWords {

  /** Words that are weighed together. */
  private static final int STRETCH_WORDS = 24;

  /** From how many words on they are a sentence; of fewer too little is known. */
  private static final int WORDS_MIN = 3;

  /** The longest word that is looked at. */
  private static final int WORD_CHARS_MAX = 40;

  private static final class Word {
    private final String told;
    private final long start;
    private final long end;
    private final int[] clues;
    private final boolean isKnown;

    Word(String told, long start, long end, int[] clues, boolean isKnown) {
      this.told = told;
      this.start = start;
      this.end = end;
      this.clues = clues;
      this.isKnown = isKnown;
    }
  }

  private static final int[] NONE = {};

  private final Clues clues;
  private final List<Word> words = new ArrayList<>();
  private String before = "";
  private boolean weighed;

  ClueWords(Clues clues) {
    this.clues = clues;
  }

  /**
   * Takes the next word, or the words that are meant by it.
   *
   * @param meant folded; a space between two words
   * @param told how a reader is told of it; of several words that are meant, each is told as it is
   */
  void take(String meant, String told, long start, long end, ClueFinding.Sink into) {
    if (clues.isEmpty()) {
      return;
    }
    String[] each = meant.split(" ", -1);
    for (String letters : each) {
      if (!letters.isEmpty() && letters.length() <= WORD_CHARS_MAX) {
        boolean isName = WordFiles.names().contains(WordSet.hash(letters));
        String asTold = each.length == 1 ? told : letters;
        words.add(
            isName ? new Word(asTold, start, end, NONE, false) : word(letters, asTold, start, end));
        before = isName ? "" : letters;
        weighed = false;
      }
    }
    if (words.size() >= STRETCH_WORDS) {
      weigh(into);
      words.subList(0, words.size() - STRETCH_WORDS / 2).clear();
    }
  }

  /** A search, a field or a message is over. */
  void runEnded(ClueFinding.Sink into) {
    if (!weighed) {
      weigh(into);
    }
    words.clear();
    before = "";
    weighed = false;
  }

  private Word word(String letters, String told, long start, long end) {
    List<Integer> known = new ArrayList<>();
    int own = clues.number(WordSet.hash(letters));
    add(known, own);
    if (!before.isEmpty()) {
      add(known, clues.number(WordSet.hash(before + " " + letters)));
    }
    addPieces(known, letters);
    return new Word(
        told, start, end, known.stream().mapToInt(Integer::intValue).toArray(), own >= 0);
  }

  private static void add(List<Integer> known, int clue) {
    if (clue >= 0) {
      known.add(clue);
    }
  }

  private void addPieces(List<Integer> known, String letters) {
    String whole = Clues.WORD_START + letters + Clues.WORD_END;
    for (int i = 0; i + Clues.PIECE_CHARS <= whole.length(); i++) {
      long key = WordSet.hashOn(WordSet.hashOfNothing(), Clues.PIECE);
      for (int k = 0; k < Clues.PIECE_CHARS; k++) {
        key = WordSet.hashOn(key, whole.charAt(i + k));
      }
      add(known, clues.number(key));
    }
  }

  private void weigh(ClueFinding.Sink into) {
    weighed = true;
    if (words.size() < WORDS_MIN) {
      return;
    }
    int[] different =
        words.stream().flatMapToInt(word -> Arrays.stream(word.clues)).distinct().toArray();
    long sum = 0;
    for (int clue : different) {
      sum += clues.weight(clue);
    }
    double harm = clues.harm(sum, different.length);
    if (harm < ClueFinding.HARM_MIN) {
      return;
    }
    List<ClueFinding.Likely> likely = clues.likely(different, different.length);
    List<Word> told = likely.isEmpty() ? List.of() : telling(likely.get(0).kind());
    if (!told.isEmpty()) {
      String asTold =
          told.stream().map(word -> word.told).collect(joining(Combination.BETWEEN_PARTS));
      into.found(
          new ClueFinding(harm, likely, asTold, told.get(0).start, told.get(told.size() - 1).end));
    }
  }

  /**
   * The words that say most, in their order: of those that the table has and that speak for harm;
   * and of long ones first, since short ones say little to whoever reads them. None if there are
   * none of them.
   */
  private List<Word> telling(int kind) {
    List<Word> known = words.stream().filter(word -> word.isKnown && harm(word) > 0).toList();
    List<Word> longer =
        known.stream().filter(word -> word.told.length() >= ClueFinding.TOLD_CHARS_MIN).toList();
    Comparator<Word> byWeight = Comparator.comparingLong(word -> weight(word, kind));
    List<Word> most =
        (longer.isEmpty() ? known : longer)
            .stream().sorted(byWeight.reversed()).limit(ClueFinding.TOLD_WORDS_MAX).toList();
    return words.stream().filter(most::contains).toList();
  }

  private long harm(Word word) {
    return Arrays.stream(word.clues).map(clues::weight).sum();
  }

  private long weight(Word word, int kind) {
    long weight = 0;
    for (int clue : word.clues) {
      weight += clues.weight(clue) + clues.kindWeight(clue, kind);
    }
    return weight;
  }
}
