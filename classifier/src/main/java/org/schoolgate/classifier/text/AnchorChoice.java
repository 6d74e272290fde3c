package org.schoolgate.classifier.text;

import java.util.HashMap;
import java.util.Map;

/**
 * Chooses the anchor of each pattern: the four characters in a row that are least likely in text.
 *
 * <p>How likely a run is says a model of pairs of characters, learnt from the patterns themselves,
 * which are written in the languages that are looked for, and smoothed with the frequencies of
 * letters in English. An anchor that other patterns have already is dearer by each of them, because
 * each must be compared where it stands.
 */
final class AnchorChoice {

  /** Letters of English text by frequency, with the space that stands for every boundary. */
  private static final String BY_FREQUENCY = " etaoinsrhldcumfgpywbvkxjqz";

  private static final double[] PER_MILLE = {
    180, 103, 75, 65, 62, 57, 57, 53, 50, 50, 33, 33, 22, 23, 20, 20, 16, 15, 14, 17, 13, 8, 5, 2,
    1, 1, 1
  };

  private static final double OTHER_PER_MILLE = 0.5;

  /** How much the letters' own frequencies count against what was learnt of pairs. */
  private static final double SMOOTHING = 20;

  private final Patterns patterns;
  private final Map<Integer, int[]> pairs = new HashMap<>();
  private final int[] singles = new int[Character.MAX_VALUE + 1];
  private final Map<Long, int[]> taken = new HashMap<>();

  AnchorChoice(Patterns patterns) {
    this.patterns = patterns;
    for (int pattern = 0; pattern < patterns.count(); pattern++) {
      for (int i = 1; i < patterns.length(pattern); i++) {
        char before = patterns.at(pattern, i - 1);
        singles[before]++;
        pairs.computeIfAbsent(pair(before, patterns.at(pattern, i)), isNew -> new int[1])[0]++;
      }
    }
  }

  private static int pair(char first, char second) {
    return first << Character.SIZE | second;
  }

  /** The number of characters up to the end of the best anchor of a pattern, which is taken. */
  int reach(int pattern) {
    int best = AnchorScanner.ANCHOR_CHARS;
    double cheapest = Double.MAX_VALUE;
    for (int end = AnchorScanner.ANCHOR_CHARS; end <= patterns.length(pattern); end++) {
      int[] sharing = taken.get(anchor(pattern, end));
      double price = likelihood(pattern, end) * (1 + (sharing == null ? 0 : sharing[0]));
      // One that is there already costs the filter nothing.
      price += sharing == null ? 1e-9 : 0;
      if (price < cheapest) {
        cheapest = price;
        best = end;
      }
    }
    taken.computeIfAbsent(anchor(pattern, best), isNew -> new int[1])[0]++;
    return best;
  }

  private double likelihood(int pattern, int end) {
    int first = end - AnchorScanner.ANCHOR_CHARS;
    double likelihood = frequency(patterns.at(pattern, first));
    for (int i = first + 1; i < end; i++) {
      likelihood *= likelihood(patterns.at(pattern, i - 1), patterns.at(pattern, i));
    }
    return likelihood;
  }

  private double likelihood(char before, char next) {
    int[] seen = pairs.get(pair(before, next));
    return ((seen == null ? 0 : seen[0]) + SMOOTHING * frequency(next))
        / (singles[before] + SMOOTHING);
  }

  private static double frequency(char letter) {
    int rank = BY_FREQUENCY.indexOf(letter);
    return (rank < 0 ? OTHER_PER_MILLE : PER_MILLE[rank]) / 1000;
  }

  /** The characters of an anchor as a number. */
  long anchor(int pattern, int end) {
    long anchor = 0;
    for (int i = end - AnchorScanner.ANCHOR_CHARS; i < end; i++) {
      anchor = anchor << Character.SIZE | patterns.at(pattern, i);
    }
    return anchor;
  }

  /** Where the rarest character outside the anchor stands; in it if there is nothing else. */
  int check(int pattern, int end) {
    int rarest = end - 1;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < patterns.length(pattern); i++) {
      boolean outside = i < end - AnchorScanner.ANCHOR_CHARS || i >= end;
      double frequency = frequency(patterns.at(pattern, i));
      if (outside && frequency < least) {
        least = frequency;
        rarest = i;
      }
    }
    return rarest;
  }
}
