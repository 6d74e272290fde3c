package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a table of clues: {@code platform<TAB>200<TAB>0:300}.
 *
 * @param text a word, two with a space between them, or a piece of one: see {@link WordClues}
 * @param weight what it says of harm, in hundredths of a logarithm of odds ({@link Clues#PARTS})
 * @param kinds what it says of categories
 */
record ClueLine(String text, int weight, List<Kind> kinds) {

  /**
   * What a clue says of one category.
   *
   * @param number of the category, in the order of the table's first line
   * @param weight in hundredths of a logarithm of odds
   */
  record Kind(int number, int weight) {}

  ClueLine {
    kinds = List.copyOf(kinds);
  }

  /** Reads the columns of a line in a table of so many categories. */
  static ClueLine of(String[] columns, int categories) throws WrongLineException {
    if (columns.length < 2 || columns[0].isEmpty()) {
      throw new WrongLineException("a clue, a tab and its weight are read");
    }
    List<Kind> kinds = new ArrayList<>(columns.length - 2);
    for (int i = 2; i < columns.length; i++) {
      int colon = columns[i].indexOf(':');
      if (colon < 0) {
        throw new WrongLineException("a category's number, a colon and a weight are read");
      }
      int number = number(columns[i].substring(0, colon), "a category's number");
      if (number < 0 || number >= categories) {
        throw new WrongLineException("there are the categories 0 to " + (categories - 1));
      }
      kinds.add(new Kind(number, number(columns[i].substring(colon + 1), "a weight")));
    }
    return new ClueLine(columns[0], number(columns[1], "a weight"), kinds);
  }

  /** A number that two bytes hold. */
  static int number(String text, String what) throws WrongLineException {
    try {
      return Short.parseShort(text);
    } catch (NumberFormatException wrong) {
      throw new WrongLineException(
          what + " is a whole number from " + Short.MIN_VALUE + " to " + Short.MAX_VALUE, wrong);
    }
  }
}
