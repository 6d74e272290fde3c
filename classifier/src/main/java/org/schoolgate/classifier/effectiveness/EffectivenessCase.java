package org.schoolgate.classifier.effectiveness;

import java.util.List;
import org.schoolgate.policy.Origin;

/**
 * One text, whom it happens to, and what should come of it.
 *
 * @param harmful whether it must be noticed; otherwise it must not be blocked
 * @param origin whether somebody typed it or a page showed it to them
 * @param group the id of whom it happens to, of the shipped {@code groups.yaml}
 * @param language its BCP 47 tag
 * @param disguise how it is hidden, or {@code none}; of a benign case, what it looks like
 * @param topic what a benign case is about; {@code harm} of a harmful one
 * @param expected the ids of the categories that a harmful case has, the best first; empty when
 *     benign
 * @param text what was typed or shown; HTML when it has tags
 */
public record EffectivenessCase(
    boolean harmful,
    Origin origin,
    String group,
    String language,
    String disguise,
    String topic,
    List<String> expected,
    String text) {

  static final String HARM = "harm";
  static final String NO_DISGUISE = "none";

  private static final int COLUMNS = 7;

  /** Copies the list. */
  public EffectivenessCase {
    expected = List.copyOf(expected);
  }

  /**
   * Reads one line of the corpus.
   *
   * @throws IllegalArgumentException if the line is none
   */
  public static EffectivenessCase of(String line) {
    String[] column = line.split("\t", -1);
    if (column.length != COLUMNS) {
      throw new IllegalArgumentException("a case has " + COLUMNS + " columns");
    }
    boolean harmful = oneOf(column[0], "harmful", "benign");
    return new EffectivenessCase(
        harmful,
        oneOf(column[1], "typed", "shown") ? Origin.TYPED : Origin.SHOWN,
        column[2],
        column[3],
        column[4],
        harmful ? HARM : column[5],
        harmful ? List.of(column[5].split(",")) : List.of(),
        unescaped(column[6]));
  }

  private static boolean oneOf(String value, String yes, String no) {
    if (!value.equals(yes) && !value.equals(no)) {
      throw new IllegalArgumentException("neither " + yes + " nor " + no);
    }
    return value.equals(yes);
  }

  /**
   * Undoes {@code \}{@code uXXXX}, the only escape: what cannot be seen does not stand in a file.
   */
  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    int from = 0;
    for (int at = text.indexOf("\\u"); at >= 0; at = text.indexOf("\\u", from)) {
      int digits = at + 2;
      plain.append(text, from, at).append((char) Integer.parseInt(text, digits, digits + 4, 16));
      from = digits + 4;
    }
    return plain.append(text, from, text.length()).toString();
  }
}
