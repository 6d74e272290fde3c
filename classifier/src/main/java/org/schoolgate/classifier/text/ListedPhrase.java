package org.schoolgate.classifier.text;

import org.schoolgate.policy.Category;
import org.schoolgate.policy.Origin;

/**
 * One phrase of the phrase files, compiled.
 *
 * @param category what it speaks of
 * @param text as its file spells it
 * @param source the file's name without its ending, for example {@code suicide.en}
 * @param pattern what is looked for in folded text: a space stands for each boundary of a word
 * @param typedWeight what it counts in typed text; 0 if it does not
 * @param shownWeight what it counts in shown text; 0 if it does not
 */
record ListedPhrase(
    Category category,
    String text,
    String source,
    String pattern,
    int typedWeight,
    int shownWeight) {

  int weight(Origin origin) {
    return origin == Origin.TYPED ? typedWeight : shownWeight;
  }

  /**
   * Whether it is one whole word. Such a phrase is not found as a part of a hyphenated word: {@code
   * cock} is not in {@code cock-a-leekie}. A phrase of several words is found across hyphens,
   * because {@code self-harm} and {@code self harm} are the same; and one that ends in a star is
   * found before a hyphen, so that the list's author can choose.
   */
  boolean isOneWord() {
    return pattern.indexOf(' ', 1) < 0 || pattern.indexOf(' ', 1) == pattern.length() - 1;
  }

  boolean startsAtWord() {
    return pattern.charAt(0) == ' ';
  }

  boolean endsAtWord() {
    return pattern.charAt(pattern.length() - 1) == ' ';
  }
}
