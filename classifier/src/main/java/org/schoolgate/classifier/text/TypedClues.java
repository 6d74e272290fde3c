package org.schoolgate.classifier.text;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.schoolgate.classifier.text.WeighedStretch.Place;

/**
 * Weighs the words of a typed text as they come, by {@link Clues}; {@link PageClues} does so for
 * pages.
 *
 * <p>Of each run (a search, a field, a message) up to {@link #STRETCH_WORDS} words are weighed
 * together, each such stretch half over the one before, so that a long story weighs no more than a
 * part of it. Harmless words around a sentence would outweigh it there, so at each word the shorter
 * stretches that end with it are weighed, too ({@link Shorter}). Names of people are passed over:
 * what is said of two children weighs the same.
 *
 * <p>A clue counts once in a stretch. Each word knows of its clues which word had them last, so
 * that a stretch is added up without looking for them. Not thread-safe.
 */
final class TypedClues {

  /** Words that are weighed together. */
  private static final int STRETCH_WORDS = 24;

  /** From how many words on they are a sentence; of fewer too little is known. */
  private static final int WORDS_MIN = 3;

  /** {@link WordFiles#home} has none that is shorter: such words are frequent everywhere. */
  private static final int HOME_WORD_CHARS = 3;

  /** The longest word that is looked at. */
  private static final int WORD_CHARS_MAX = 40;

  /** Of so many clues it is remembered which word had them last, before old ones are forgotten. */
  private static final int LAST_WORDS_MAX = 4096;

  private static final Word NO_WORD = new Word("", 0, 0, List.of(), false);

  /**
   * A stretch that is weighed wherever it stands. There are many of them and some sound bad by
   * chance, so what one comes to counts less.
   *
   * @param words how many it has
   * @param margin how much less it counts; a logarithm of odds
   */
  private record Shorter(int words, double margin) {}

  private static final List<Shorter> SHORTER = List.of(new Shorter(16, 1.0), new Shorter(12, 1.25));

  /**
   * A clue of a word.
   *
   * @param number of the table
   * @param lastWord the number of the word before that had it; negative for none
   */
  private record Clue(int number, long lastWord) {}

  /**
   * A word of the run.
   *
   * @param isKnown whether the table has the word itself
   */
  private record Word(String told, long start, long end, List<Clue> clues, boolean isKnown) {}

  private final Clues clues;

  /** The last words, each at the remainder of its number. */
  private final Word[] words = new Word[STRETCH_WORDS];

  /** Which word had a clue last. */
  private final Map<Integer, Long> lastWords = new HashMap<>();

  /** How many words of the run have come. */
  private long count;

  /** The number of the first word of the long stretch that comes next. */
  private long stretchStart;

  /** Up to which word all were weighed together. */
  private long weighedTo;

  /** What the worst stretch that was told comes to. */
  private double worst = Double.NEGATIVE_INFINITY;

  private String before = "";

  TypedClues(Clues clues) {
    this.clues = clues;
    Arrays.fill(words, NO_WORD);
  }

  /**
   * Takes the next word, or the words that are meant by it.
   *
   * @param meant folded; a space between two words
   * @param told how a reader is told of it; of several words that are meant, each is told as it is
   */
  void take(String meant, String told, long start, long end, WeighedStretch.Sink into) {
    if (clues.isEmpty()) {
      return;
    }
    String[] each = meant.split(" ", -1);
    for (String letters : each) {
      if (!letters.isEmpty() && letters.length() <= WORD_CHARS_MAX) {
        boolean isName = WordFiles.names().contains(WordSet.hash(letters));
        String asTold = each.length == 1 ? told : letters;
        List<Clue> known = isName ? List.of() : cluesOf(letters);
        boolean isKnown = !isName && isTelling(letters);
        words[index(count++)] = new Word(asTold, start, end, known, isKnown);
        before = isName ? "" : letters;
        weighWhatEndsHere(into);
      }
    }
  }

  /**
   * Whether the table has the word and a reader learns from it what a text is about: not from one
   * that every second sentence of another language has, such as {@code ich}.
   */
  private boolean isTelling(String letters) {
    long word = WordSet.hash(letters);
    boolean isEnglish = WordFiles.common().contains(word);
    boolean isOfEveryText = letters.length() < HOME_WORD_CHARS || WordFiles.home().contains(word);
    return clues.number(word) >= 0 && (isEnglish || !isOfEveryText);
  }

  /** A search, a field or a message is over. */
  void runEnded(WeighedStretch.Sink into) {
    if (weighedTo < count && count - stretchStart >= WORDS_MIN) {
      weigh(stretchStart, 0, into);
    }
    lastWords.clear();
    count = 0;
    stretchStart = 0;
    weighedTo = 0;
    before = "";
  }

  private static int index(long word) {
    return (int) (word % STRETCH_WORDS);
  }

  private Word word(long number) {
    return words[index(number)];
  }

  private List<Clue> cluesOf(String letters) {
    List<Clue> known = new ArrayList<>();
    WordClues.of(
        before,
        letters,
        (text, from, to, isPiece) -> {
          int clue = clues.number(WordClues.key(text, from, to, isPiece));
          if (clue >= 0) {
            Long last = lastWords.put(clue, count);
            known.add(new Clue(clue, last == null ? -1 : last));
          }
        });
    if (lastWords.size() > LAST_WORDS_MAX) {
      lastWords.values().removeIf(last -> last < count - STRETCH_WORDS);
    }
    return known;
  }

  private void weighWhatEndsHere(WeighedStretch.Sink into) {
    for (Shorter each : SHORTER) {
      if (count > each.words()) {
        weigh(count - each.words(), each.margin(), into);
      }
    }
    if (count - stretchStart == STRETCH_WORDS) {
      weigh(stretchStart, 0, into);
      stretchStart += STRETCH_WORDS / 2;
      weighedTo = count;
    }
  }

  /** Weighs the words from one on, and tells of them if none were worse before. */
  private void weigh(long first, double margin, WeighedStretch.Sink into) {
    long sum = 0;
    int different = 0;
    for (long word = first; word < count; word++) {
      for (Clue clue : word(word).clues()) {
        if (clue.lastWord() < first) {
          sum += clues.weight(clue.number());
          different++;
        }
      }
    }
    double harm = clues.harm(sum, different) - margin;
    if (harm >= WeighedStretch.HARM_MIN && harm > worst) {
      tell(first, harm, into);
    }
  }

  private void tell(long first, double harm, WeighedStretch.Sink into) {
    List<Word> stretch = new ArrayList<>();
    List<Integer> different = new ArrayList<>();
    for (long number = first; number < count; number++) {
      Word word = word(number);
      stretch.add(word);
      word.clues().stream()
          .filter(clue -> clue.lastWord() < first)
          .forEach(clue -> different.add(clue.number()));
    }
    int[] found = different.stream().mapToInt(Integer::intValue).toArray();
    List<WeighedStretch.Likely> likely = clues.likely(found, found.length);
    List<Word> told = likely.isEmpty() ? List.of() : telling(stretch, likely.get(0).kind());
    if (!told.isEmpty()) {
      String asTold = told.stream().map(Word::told).collect(joining(Combination.BETWEEN_PARTS));
      List<Place> places = told.stream().map(word -> new Place(word.start(), word.end())).toList();
      if (into.weighed(new WeighedStretch(harm, likely, asTold, places))) {
        worst = harm;
      }
    }
  }

  /**
   * The words that say most, in their order, of those neighbours that weigh most together: of those
   * that the table has and that speak for harm; and of long ones first, since short ones say little
   * to whoever reads them. None if there are none of them.
   */
  private List<Word> telling(List<Word> stretch, int kind) {
    HeaviestRun run = HeaviestRun.of(0, stretch.size(), i -> harm(stretch.get(i)));
    List<Word> heaviest = stretch.subList(run.from(), run.to());
    List<Word> known = heaviest.stream().filter(word -> word.isKnown() && harm(word) > 0).toList();
    List<Word> longer =
        known.stream()
            .filter(word -> word.told().length() >= WeighedStretch.TOLD_CHARS_MIN)
            .toList();
    Comparator<Word> byWeight = Comparator.comparingLong(word -> weight(word, kind));
    List<Word> most =
        (longer.isEmpty() ? known : longer)
            .stream().sorted(byWeight.reversed()).limit(WeighedStretch.TOLD_WORDS_MAX).toList();
    return heaviest.stream().filter(most::contains).toList();
  }

  private long harm(Word word) {
    return word.clues().stream().mapToLong(clue -> clues.weight(clue.number())).sum();
  }

  private long weight(Word word, int kind) {
    return word.clues().stream()
        .mapToLong(clue -> clues.weight(clue.number()) + clues.kindWeight(clue.number(), kind))
        .sum();
  }
}
