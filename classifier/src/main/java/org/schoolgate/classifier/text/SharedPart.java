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
  private final double often;
  private final Alternatives alternatives;
  private final List<Use> told = new ArrayList<>(1);
  private int uses;
  private boolean anywhere;
  private boolean gate;

  /**
   * A part without uses.
   *
   * @param patterns its alternatives
   * @param of a combination that it is a part of
   * @param often about how often one of the alternatives stands at a word of a text, in no unit
   */
  SharedPart(int number, List<String> patterns, ListedPhrase of, double often) {
    this.number = number;
    this.often = often;
    this.alternatives =
        new Alternatives(patterns.stream().map(each -> of.partOf(this, each)).toList());
  }

  /** Its number among those of its book, from 0. */
  int number() {
    return number;
  }

  double often() {
    return often;
  }

  Alternatives alternatives() {
    return alternatives;
  }

  void add(Use use) {
    uses++;
    if (use.of().isLookedForBy(use.part())) {
      told.add(use);
    }
    gate |= use.part() == use.of().gate();
    anywhere |= use.of().combination().isAnywhere();
  }

  /** In how many combinations it is a part. */
  int uses() {
    return uses;
  }

  /** Whether it may stand anywhere on a page beside others. */
  boolean isAnywhere() {
    return anywhere;
  }

  /** Whether all places where it stands are looked for; others only near one of those. */
  boolean isLookedFor() {
    return gate || !told.isEmpty();
  }

  /** The combinations that are looked for by it. */
  List<Use> told() {
    return told;
  }
}
