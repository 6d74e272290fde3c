package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of combinations: alternatives that are looked for once, for all the combinations that have
 * them as a part. What is common in language, such as the words for oneself, is a part of hundreds.
 * Not changed once its book is made.
 */
final class SharedPart {

  /** Where it is a part: in which combination, and as which of its parts. */
  record Use(WholeCombination of, int part) {}

  private final int number;
  private final List<Use> uses = new ArrayList<>(1);

  SharedPart(int number) {
    this.number = number;
  }

  /** Its number among those of its book, from 0. */
  int number() {
    return number;
  }

  /** The combinations that it is a part of. */
  List<Use> uses() {
    return uses;
  }
}
