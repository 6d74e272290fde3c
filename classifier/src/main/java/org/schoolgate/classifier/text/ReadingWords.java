package org.schoolgate.classifier.text;

import java.util.Arrays;

/**
 * Gathers the words of a reading, each with where it stands; a space goes between them. Not
 * thread-safe.
 */
final class ReadingWords {
  private final StringBuilder letters = new StringBuilder();
  private long[] positions = new long[Disguise.CHARS_MAX];

  /** Takes letters as they stand there. */
  void add(String word, long[] at, int from, int to) {
    add(word, at[from], at[to - 1] + 1);
    System.arraycopy(at, from, positions, letters.length() - word.length(), to - from);
  }

  /** Takes a word, or several, that stand for what is there. */
  void add(String words, long start, long end) {
    int from = letters.length();
    letters.append(from == 0 ? "" : " ").append(words);
    positions = Arrays.copyOf(positions, Math.max(positions.length, 2 * letters.length()));
    for (int i = from; i < letters.length(); i++) {
      int into = i - (letters.length() - words.length());
      positions[i] =
          i == letters.length() - 1
              ? end - 1
              : start + Math.max(0, into) * (end - start) / words.length();
    }
  }

  Disguise.Reading reading() {
    return new Disguise.Reading(
        letters.toString().toCharArray(), Arrays.copyOf(positions, letters.length()));
  }
}
