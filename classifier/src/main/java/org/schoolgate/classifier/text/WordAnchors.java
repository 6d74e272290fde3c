package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses by which of its words each pattern is found: the one, or the two neighbours, that are
 * least likely in text and that fewest others are found by. A pattern whose only word goes on is
 * found by how that begins; one that begins and ends within words, by neither.
 */
final class WordAnchors {

  /** The least letters of a word's beginning by which patterns are found. */
  static final int START_CHARS = 3;

  private static final char SPACE = ' ';

  /** How much more often two frequent words stand together than by chance, by that unit. */
  private static final double OFTEN_TOGETHER = 2;

  /**
   * What a pattern may be found by.
   *
   * @param often about how often it stands at a word of a text, in no unit
   */
  private record Candidate(
      AnchorChoice.Anchor anchor, double often, List<AnchorChoice.Anchor> into) {}

  private final Patterns patterns;
  private final WordRarity rarity;

  /** How many patterns are found by a word or two, by their number. */
  private final Map<Long, Integer> taken = new HashMap<>();

  private final List<AnchorChoice.Anchor> words = new ArrayList<>();
  private final List<AnchorChoice.Anchor> pairs = new ArrayList<>();
  private final List<AnchorChoice.Anchor> starts = new ArrayList<>();
  private final List<ListedPhrase> others = new ArrayList<>();

  WordAnchors(Patterns patterns, WordRarity rarity) {
    this.patterns = patterns;
    this.rarity = rarity;
    for (int pattern = 0; pattern < patterns.count(); pattern++) {
      choose(pattern);
    }
  }

  private void choose(int pattern) {
    String text = patterns.text(pattern);
    List<Candidate> candidates = new ArrayList<>();
    String before = "";
    int beforeEnd = -1;
    int start = -1;
    for (int from = wordAfter(text, 0); from >= 0; from = wordAfter(text, from)) {
      int end = endOfWord(text, from);
      String word = text.substring(from, end);
      long key = WordKeys.key(word);
      if (end == text.length()) {
        start = word.length() < START_CHARS ? -1 : from;
        break;
      }
      double often = rarity.ofWord(word);
      candidates.add(new Candidate(anchor(key, pattern, from, end), often, words));
      if (from - 1 == beforeEnd) {
        long pair = pairKey(WordKeys.key(before), key);
        double both = often * rarity.ofWord(before) * OFTEN_TOGETHER;
        candidates.add(new Candidate(anchor(pair, pattern, from, end), both, pairs));
      }
      before = word;
      beforeEnd = end;
    }
    if (!candidates.isEmpty()) {
      Candidate best = Collections.min(candidates, Comparator.comparingDouble(this::price));
      taken.merge(best.anchor.key(), 1, Integer::sum);
      best.into.add(best.anchor);
    } else if (start >= 0) {
      long key = startKey(patterns.key(pattern, start, Long.BYTES));
      starts.add(anchor(key, pattern, start, start + START_CHARS));
    } else {
      others.addAll(patterns.phrases(pattern));
    }
  }

  /** How dear it is to look for it. */
  private double price(Candidate candidate) {
    return candidate.often * (1 + taken.getOrDefault(candidate.anchor.key(), 0));
  }

  private AnchorChoice.Anchor anchor(long key, int pattern, int from, int to) {
    return new AnchorChoice.Anchor(
        key, pattern, from, AnchorChoice.rarestOutside(patterns, pattern, from, to));
  }

  /** The number of two neighbouring words. */
  static long pairKey(long before, long word) {
    return Long.rotateLeft(before, Integer.SIZE - 1) + word;
  }

  /** The number of a word's beginning, of its first eight letters. */
  static long startKey(long eightLetters) {
    return eightLetters << (Long.SIZE - START_CHARS * Byte.SIZE);
  }

  /** Where the next word begins after a space; negative if there is none. */
  private static int wordAfter(String text, int from) {
    for (int i = from; i + 1 < text.length(); i++) {
      if (isSpace(text.charAt(i)) && !isSpace(text.charAt(i + 1))) {
        return i + 1;
      }
    }
    return -1;
  }

  private static int endOfWord(String text, int from) {
    int end = from;
    while (end < text.length() && !isSpace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** As {@link WordKeys} sees it: a few characters have the same eight bits. */
  private static boolean isSpace(char c) {
    return Patterns.bits(c) == SPACE;
  }

  /** Whole words that patterns are found by. */
  List<AnchorChoice.Anchor> words() {
    return words;
  }

  /** Two words that patterns are found by, each with the place of the second. */
  List<AnchorChoice.Anchor> pairs() {
    return pairs;
  }

  /** Beginnings of words that patterns are found by. */
  List<AnchorChoice.Anchor> starts() {
    return starts;
  }

  /** The phrases of patterns that are found by neither. */
  List<ListedPhrase> others() {
    return others;
  }
}
