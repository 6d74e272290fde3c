package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the anchors of each pattern: the runs of its characters that are least likely in text.
 *
 * <p>The text is looked at in every second place only, so each pattern has two anchors, which begin
 * one character apart; one of them is met, wherever the pattern stands. A pattern that is too short
 * for both is looked for by its beginning, wherever what is looked at first may belong to it.
 *
 * <p>An anchor that other patterns have already is dearer by each of them, because each must be
 * compared where it stands. {@link RunFrequency} says how likely a run is.
 */
final class AnchorChoice {

  /**
   * What a pattern is found by.
   *
   * @param key eight bits of each of its characters, the first one lowest, shifted to the upper end
   * @param pattern its number
   * @param start the index in the pattern where the anchor begins
   * @param check the index in the pattern of its rarest character outside the anchor
   */
  record Anchor(long key, int pattern, int start, int check) {}

  /** Letters of English text by frequency, with the space that stands for every boundary. */
  private static final String BY_FREQUENCY = " etaoinsrhldcumfgpywbvkxjqz";

  private static final int NEIGHBOURS = 256;

  private final Patterns patterns;
  private final RunFrequency frequency;
  private final int lookedAtChars;

  /** How many patterns have an anchor, by its hash. */
  private final byte[] taken;

  private final List<Anchor> shortOnes = new ArrayList<>();
  private final List<Anchor> longOnes = new ArrayList<>();
  private final List<Anchor> tinyOnes = new ArrayList<>();
  private final List<Long> aroundTiny = new ArrayList<>();

  /**
   * Begins to choose.
   *
   * @param lookedAtChars how many characters of an anchor are looked at first, four to seven; those
   *     of short patterns have as many, all others {@link AnchorTable#LONG_CHARS}
   */
  AnchorChoice(Patterns patterns, RunFrequency frequency, int lookedAtChars) {
    this.patterns = patterns;
    this.frequency = frequency;
    this.lookedAtChars = lookedAtChars;
    this.taken = new byte[1 << frequency.placeBits()];
  }

  /** Chooses the anchors of a pattern, which has at most one character fewer than a short one. */
  void add(int pattern) {
    int length = patterns.length(pattern);
    if (length > AnchorTable.LONG_CHARS) {
      addTwo(pattern, AnchorTable.LONG_CHARS, longOnes);
    } else if (length > lookedAtChars) {
      addTwo(pattern, lookedAtChars, shortOnes);
    } else {
      addWithNeighbours(pattern);
    }
  }

  private void addTwo(int pattern, int chars, List<Anchor> into) {
    int length = patterns.length(pattern);
    int best = 0;
    double least = Double.MAX_VALUE;
    double before = price(pattern, 0, chars);
    for (int start = 0; start + 1 + chars <= length; start++) {
      double next = price(pattern, start + 1, chars);
      if (before + next < least) {
        least = before + next;
        best = start;
      }
      before = next;
    }
    int check = check(pattern, best, chars);
    take(new Anchor(patterns.key(pattern, best, chars), pattern, best, check), into);
    take(new Anchor(patterns.key(pattern, best + 1, chars), pattern, best + 1, check), into);
  }

  /** Adds a pattern that is looked for by its beginning, whatever stands before or after it. */
  private void addWithNeighbours(int pattern) {
    int known = lookedAtChars - 1;
    tinyOnes.add(new Anchor(patterns.key(pattern, 0, known), pattern, 0, check(pattern, 0, known)));
    long before = patterns.key(pattern, -1, lookedAtChars);
    long after = patterns.key(pattern, 0, lookedAtChars);
    boolean needsAfter = patterns.length(pattern) == known;
    int first = Long.SIZE - Byte.SIZE * lookedAtChars;
    int last = Long.SIZE - Byte.SIZE;
    for (long neighbour = 0; neighbour < NEIGHBOURS; neighbour++) {
      aroundTiny.add(before | (neighbour << first));
      if (needsAfter || neighbour == 0) {
        aroundTiny.add(after | (neighbour << last));
      }
    }
  }

  private void take(Anchor anchor, List<Anchor> into) {
    int place = frequency.place(anchor.key());
    taken[place] = (byte) Math.min(Byte.MAX_VALUE, taken[place] + 1);
    into.add(anchor);
  }

  /** How dear it is to look for a run. */
  private double price(int pattern, int start, int chars) {
    int shares = taken[frequency.place(patterns.key(pattern, start, chars))];
    return frequency.of(patterns, pattern, start, lookedAtChars) * (1 + shares);
  }

  /** Outside both anchors. */
  private int check(int pattern, int start, int chars) {
    return rarestOutside(patterns, pattern, start, start + chars + 1);
  }

  /**
   * Where the rarest character of a pattern stands that is not in a part of it; the first of that
   * part if there is nothing else.
   */
  static int rarestOutside(Patterns patterns, int pattern, int from, int to) {
    int rarest = from;
    int highest = -1;
    for (int i = 0; i < patterns.length(pattern); i++) {
      boolean outside = i < from || i >= to;
      int rank = BY_FREQUENCY.indexOf(patterns.at(pattern, i));
      rank = rank < 0 ? BY_FREQUENCY.length() : rank;
      if (outside && rank > highest) {
        highest = rank;
        rarest = i;
      }
    }
    return rarest;
  }

  /** The anchors of short patterns. */
  List<Anchor> shortOnes() {
    return shortOnes;
  }

  /** The anchors of all others. */
  List<Anchor> longOnes() {
    return longOnes;
  }

  /** The beginnings of those that are too short for two anchors, one character shorter. */
  List<Anchor> tinyOnes() {
    return tinyOnes;
  }

  /** What may be looked at first where one of these stands. */
  List<Long> aroundTiny() {
    return aroundTiny;
  }
}
