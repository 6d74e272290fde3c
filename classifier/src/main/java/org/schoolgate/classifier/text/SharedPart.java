package org.schoolgate.classifier.text;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of combinations: alternatives that are looked for once, for all the combinations that have
 * them as a part. What is common in language, such as the words for oneself, is a part of hundreds.
 * Not changed once its book is made.
 */
final class SharedPart {

  /** Stands for the number of a gate where there is none. */
  static final int NO_GATE = -1;

  /** Where it is a part: in which combination, and as which of its parts. */
  static final class Use {
    private final WholeCombination of;
    private final int part;
    private final int number;
    private final int gate;
    private final @Nullable Neighbour rarer;
    private final @Nullable Neighbour other;

    Use(WholeCombination of, int part) {
      this.of = of;
      this.part = part;
      SharedPart gatePart = of.gatePart();
      this.number = of.number();
      this.gate = gatePart == null ? NO_GATE : gatePart.gate;
      Neighbour before = Neighbour.of(of, part, -1);
      Neighbour after = Neighbour.of(of, part, 1);
      boolean isBeforeRarer = before != null && (after == null || before.odds() <= after.odds());
      this.rarer = isBeforeRarer ? before : after;
      this.other = isBeforeRarer ? after : before;
    }

    WholeCombination of() {
      return of;
    }

    int part() {
      return part;
    }

    /** The number of the combination. */
    int number() {
      return number;
    }

    /** The number of the gate that is near if the combination is whole. */
    int gate() {
      return gate;
    }

    /** The neighbour that seldom stands by it; null if it has none that must stand near. */
    @Nullable Neighbour rarer() {
      return rarer;
    }

    /** The other one. */
    @Nullable Neighbour other() {
      return other;
    }
  }

  private final int number;
  private final double often;
  private final Alternatives alternatives;
  private Use[] told = {};
  private int uses;
  private boolean anywhere;
  private int gate = NO_GATE;

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
      told = Arrays.copyOf(told, told.length + 1);
      told[told.length - 1] = use;
    }
    anywhere |= use.of().combination().isAnywhere();
  }

  /** Makes it one of which it is worth knowing whether it is near; its number among those. */
  void becomeGate(int gateNumber) {
    gate = gateNumber;
  }

  boolean isGate() {
    return gate != NO_GATE;
  }

  /** Its number among those that are gates. */
  int gate() {
    return gate;
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
    return isGate() || told.length > 0;
  }

  /** The combinations that are looked for by it. */
  Use[] told() {
    return told;
  }
}
