package org.schoolgate.classifier.text;

/**
 * How unlike two words of a to z are, as slips of the finger and of the ear go: Damerau's distance
 * (substitution, insertion, deletion, exchange of neighbours), in which the usual slips are
 * cheaper.
 */
final class Typing {

  /** What a slip costs that has no excuse. */
  static final int SLIP = 10;

  private static final int NEIGHBOUR = 7;
  private static final int VOWEL = 6;
  private static final int DOUBLED = 4;
  private static final int EXCHANGED = 7;
  private static final int VOWEL_LEFT_OUT = 8;

  private static final String[] ROWS = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  private static final boolean[][] NEXT_TO = neighbours();

  private Typing() {}

  /** The cheapest way from one to the other. */
  static int distance(CharSequence typed, CharSequence meant) {
    int rows = typed.length();
    int columns = meant.length();
    int[][] cost = new int[rows + 1][columns + 1];
    for (int i = 1; i <= rows; i++) {
      cost[i][0] = i * SLIP;
    }
    for (int j = 1; j <= columns; j++) {
      cost[0][j] = j * SLIP;
    }
    for (int i = 1; i <= rows; i++) {
      for (int j = 1; j <= columns; j++) {
        int best = cost[i - 1][j - 1] + exchange(typed.charAt(i - 1), meant.charAt(j - 1));
        best = Math.min(best, cost[i - 1][j] + extra(typed, i - 1));
        best = Math.min(best, cost[i][j - 1] + extra(meant, j - 1));
        if (i > 1
            && j > 1
            && typed.charAt(i - 1) == meant.charAt(j - 2)
            && typed.charAt(i - 2) == meant.charAt(j - 1)) {
          best = Math.min(best, cost[i - 2][j - 2] + EXCHANGED);
        }
        cost[i][j] = best;
      }
    }
    return cost[rows][columns];
  }

  private static int exchange(char a, char b) {
    if (a == b) {
      return 0;
    }
    if (isVowel(a) && isVowel(b)) {
      return VOWEL;
    }
    return NEXT_TO[a - 'a'][b - 'a'] ? NEIGHBOUR : SLIP;
  }

  /** What it costs that a letter stands in one word and not in the other. */
  private static int extra(CharSequence word, int at) {
    char c = word.charAt(at);
    boolean doubled =
        (at > 0 && word.charAt(at - 1) == c)
            || (at + 1 < word.length() && word.charAt(at + 1) == c);
    return doubled ? DOUBLED : isVowel(c) ? VOWEL_LEFT_OUT : SLIP;
  }

  private static boolean isVowel(char c) {
    return "aeiouy".indexOf(c) >= 0;
  }

  private static boolean[][] neighbours() {
    boolean[][] next = new boolean[26][26];
    for (int row = 0; row < ROWS.length; row++) {
      for (int i = 0; i < ROWS[row].length(); i++) {
        mark(next, row, i, row, i + 1);
        mark(next, row, i, row + 1, i);
        mark(next, row, i, row + 1, i - 1);
      }
    }
    return next;
  }

  private static void mark(boolean[][] next, int row, int at, int otherRow, int other) {
    if (otherRow < ROWS.length && other >= 0 && other < ROWS[otherRow].length()) {
      int a = ROWS[row].charAt(at) - 'a';
      int b = ROWS[otherRow].charAt(other) - 'a';
      next[a][b] = true;
      next[b][a] = true;
    }
  }
}
