package org.schoolgate.classifier.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often patterns are likely to stand in text, to look for what is rare: by the frequent words
 * of English in their order, the frequent words of other languages, and how many patterns have a
 * word. A wrong answer costs speed alone. Not thread-safe.
 */
final class WordRarity {

  private static final int RANK_SHIFT = 10;
  private static final double HOME = 1.0 / 3_000;

  /** Of the shortest, which the list of frequent words does not have, and of numbers. */
  private static final double SHORT = 1.0 / 100;

  private static final int SHORT_CHARS = 2;
  private static final double IN_A_PATTERN = 1.0 / 2_000_000;

  /** A word that follows another is as likely as that, and so many times less. */
  private static final double NEXT_WORD = 0.1;

  private final Map<String, Double> frequent = new HashMap<>();
  private final Map<String, Integer> patternsWith = new HashMap<>();

  WordRarity(Collection<List<String>> patterns) {
    List<String> words = WordFiles.frequent();
    for (int rank = 0; rank < words.size(); rank++) {
      frequent.put(words.get(rank), 1.0 / (rank + RANK_SHIFT));
    }
    for (List<String> alternatives : patterns) {
      for (String pattern : alternatives) {
        for (String word : pattern.strip().split(" ", -1)) {
          patternsWith.merge(word, 1, Integer::sum);
        }
      }
    }
  }

  /** About how often one of these stands at a word, in no unit. */
  double of(List<String> patterns) {
    return patterns.stream().mapToDouble(this::of).sum();
  }

  private double of(String pattern) {
    double least = 1;
    double times = 1;
    for (String word : pattern.strip().split(" ", -1)) {
      least = Math.min(least, ofWord(word));
      times *= NEXT_WORD;
    }
    return least * times;
  }

  /** About how often a word stands at a word of a text, in no unit. */
  double ofWord(String word) {
    Double known = frequent.get(word);
    if (known != null) {
      return known;
    }
    if (word.length() <= SHORT_CHARS || word.chars().allMatch(each -> each >= '0' && each <= '9')) {
      return SHORT;
    }
    double counted = patternsWith.getOrDefault(word, 1) * IN_A_PATTERN;
    return WordFiles.home().contains(WordSet.hash(word)) ? Math.max(HOME, counted) : counted;
  }
}
