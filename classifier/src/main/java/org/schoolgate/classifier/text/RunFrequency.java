package org.schoolgate.classifier.text;

import java.util.List;

/**
 * How likely runs of characters are in text.
 *
 * <p>It is a model of runs of four characters, learnt from the patterns themselves, which are
 * written in the languages that are looked for, and from the words that are common in English, each
 * by itself and followed by another, as often as Zipf's law says. Runs may share a place in its
 * table, and a wrong answer costs speed alone. Not thread-safe.
 */
final class RunFrequency {

  static final int RUN_CHARS = 4;

  private static final int PLACE_BITS_MIN = 18;
  private static final int PLACE_BITS_MAX = 22;

  /** How often the most common word is taken to stand beside the patterns' text. */
  private static final double COMMONEST = 20_000;

  private static final int RANK_SHIFT = 10;

  /** So many of the most frequent words are looked at in pairs. */
  private static final int PAIRS_MAX = 600;

  private final int bits;
  private final float[] runs;

  RunFrequency(Patterns patterns) {
    int wanted = Integer.SIZE - Integer.numberOfLeadingZeros(patterns.count()) + RUN_CHARS;
    this.bits = Math.max(PLACE_BITS_MIN, Math.min(PLACE_BITS_MAX, wanted));
    this.runs = new float[1 << bits];
    for (int pattern = 0; pattern < patterns.count(); pattern++) {
      for (int start = 0; start + RUN_CHARS <= patterns.length(pattern); start++) {
        runs[place(patterns.key(pattern, start, RUN_CHARS))]++;
      }
    }
    addWords(WordFiles.frequent());
  }

  private void addWords(List<String> words) {
    double all = 0;
    for (int rank = 0; rank < words.size(); rank++) {
      all += times(rank);
    }
    for (int rank = 0; rank < words.size(); rank++) {
      String word = " " + words.get(rank) + " ";
      add(word, 0, word.length(), times(rank));
      for (int next = 0; rank < PAIRS_MAX && next < Math.min(PAIRS_MAX, words.size()); next++) {
        String pair = word + words.get(next) + " ";
        int gap = word.length() - 1;
        int end = Math.min(pair.length(), gap + RUN_CHARS - 1);
        add(pair, Math.max(0, gap - RUN_CHARS + 2), end, times(rank) * times(next) / all);
      }
    }
  }

  private static double times(int rank) {
    return COMMONEST * RANK_SHIFT / (rank + RANK_SHIFT);
  }

  private void add(String text, int from, int to, double times) {
    int upperEnd = Long.SIZE - RUN_CHARS * Byte.SIZE;
    long run = 0;
    for (int i = from; i < to; i++) {
      run = (run >>> Byte.SIZE) | ((long) text.charAt(i) << (Long.SIZE - Byte.SIZE));
      if (i - from >= RUN_CHARS - 1) {
        runs[place((run >>> upperEnd) << upperEnd)] += (float) times;
      }
    }
  }

  /** How many bits a place has. */
  int placeBits() {
    return bits;
  }

  /** The place of a run in a table of {@link #placeBits}. */
  int place(long key) {
    return (int) (AnchorTable.hash(key) >>> (Long.SIZE - bits));
  }

  /** About how often the run of a pattern's characters occurs, in no unit. */
  double of(Patterns patterns, int pattern, int start, int chars) {
    double likelihood = 1;
    for (int i = start; i + RUN_CHARS <= start + chars; i++) {
      likelihood *= runs[place(patterns.key(pattern, i, RUN_CHARS))];
    }
    return likelihood;
  }
}
