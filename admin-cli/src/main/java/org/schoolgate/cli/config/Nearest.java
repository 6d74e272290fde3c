package org.schoolgate.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody most likely meant by a word that is not known. A number is what was meant: {@code
 * year-11} is no slip for {@code year-1}.
 */
public final class Nearest {

  private static final int CHARS_MAX = 60;

  private Nearest() {}

  /** The known word that differs least, whatever its capitals; empty if none is alike. */
  public static Optional<String> to(String word, Collection<String> known) {
    if (word.length() > CHARS_MAX) {
      return Optional.empty();
    }
    String small = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(each -> each.length() <= CHARS_MAX && digits(each).equals(digits(word)))
        .filter(each -> distance(small, each) <= Math.max(1, each.length() / 3))
        .min(Comparator.comparingInt((String each) -> distance(small, each)).thenComparing(e -> e));
  }

  /** {@code ; did you mean 'x'?} to end a sentence with; empty if nothing is alike. */
  static String hint(String word, Collection<String> known) {
    return to(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  /** {@code ; did you mean 'x'?} to go on a sentence with; a bare semicolon if nothing is alike. */
  public static String question(String word, Collection<String> known) {
    return to(word, known).map(near -> "; did you mean '" + near + "'?").orElse(";");
  }

  private static String digits(String word) {
    return word.replaceAll("[^0-9]", "");
  }

  /** How many letters must be put in, left out, changed or exchanged with their neighbour. */
  private static int distance(String from, String to) {
    int[][] steps = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : least(from, to, i, j, steps);
      }
    }
    return steps[from.length()][to.length()];
  }

  private static int least(String from, String to, int i, int j, int[][] steps) {
    int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int best = Math.min(steps[i - 1][j - 1] + same, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
    boolean exchanged =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return exchanged ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
  }
}
