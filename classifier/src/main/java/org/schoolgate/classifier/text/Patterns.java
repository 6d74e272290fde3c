package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The different patterns of a phrase book, numbered, their characters end to end. Immutable. */
final class Patterns {

  private final char[] letters;

  /** Where each begins in {@link #letters}; one more at the end. */
  private final int[] starts;

  private final List<List<ListedPhrase>> phrases;
  private final int charsMax;

  private Patterns(char[] letters, int[] starts, List<List<ListedPhrase>> phrases, int charsMax) {
    this.letters = letters;
    this.starts = starts;
    this.phrases = phrases;
    this.charsMax = charsMax;
  }

  static Patterns of(Iterable<ListedPhrase> all) {
    Map<String, List<ListedPhrase>> byPattern = new LinkedHashMap<>();
    for (ListedPhrase phrase : all) {
      byPattern.computeIfAbsent(phrase.pattern(), isNew -> new ArrayList<>(1)).add(phrase);
    }
    StringBuilder letters = new StringBuilder();
    int[] starts = new int[byPattern.size() + 1];
    List<List<ListedPhrase>> phrases = new ArrayList<>(byPattern.size());
    int longest = 0;
    for (Map.Entry<String, List<ListedPhrase>> each : byPattern.entrySet()) {
      letters.append(each.getKey());
      phrases.add(Meanings.of(each.getValue()));
      starts[phrases.size()] = letters.length();
      longest = Math.max(longest, each.getKey().length());
    }
    char[] chars = new char[letters.length()];
    letters.getChars(0, chars.length, chars, 0);
    return new Patterns(chars, starts, List.copyOf(phrases), longest);
  }

  int count() {
    return phrases.size();
  }

  int length(int pattern) {
    return starts[pattern + 1] - starts[pattern];
  }

  char at(int pattern, int index) {
    return letters[starts[pattern] + index];
  }

  /** All characters of a pattern. */
  String text(int pattern) {
    return new String(letters, starts[pattern], length(pattern));
  }

  boolean standsAt(int pattern, char[] text, int start) {
    return Arrays.equals(
        letters, starts[pattern], starts[pattern + 1], text, start, start + length(pattern));
  }

  /** Eight bits of a character: of a Latin letter or a digit the character itself. */
  static byte bits(char c) {
    return (byte) (c ^ c >>> Byte.SIZE);
  }

  /**
   * Some characters of a pattern as a number: eight bits of each, the first lowest, shifted to the
   * upper end. Those that stand before or after the pattern are zero.
   */
  long key(int pattern, int start, int chars) {
    long key = 0;
    for (int i = start; i < start + chars; i++) {
      long bits = i < 0 || i >= length(pattern) ? 0 : bits(at(pattern, i)) & 0xFF;
      key = key >>> Byte.SIZE | bits << (Long.SIZE - Byte.SIZE);
    }
    return key;
  }

  /** The phrases that look for this pattern. */
  List<ListedPhrase> phrases(int pattern) {
    return phrases.get(pattern);
  }

  /** The characters of the longest. */
  int charsMax() {
    return charsMax;
  }
}
