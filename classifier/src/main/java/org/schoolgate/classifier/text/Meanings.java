package org.schoolgate.classifier.text;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * What one pattern stands for: phrases by themselves, and parts of combinations, of which a word
 * that is common in them is dozens. It has at hand what is asked wherever the pattern stands.
 * Immutable and thread-safe.
 */
final class Meanings extends AbstractList<ListedPhrase> implements RandomAccess {

  private static final ListedPhrase[] NO_PHRASES = {};
  private static final SharedPart[] NO_PARTS = {};
  private static final SharedPart.Use[] NO_USES = {};

  private final ListedPhrase[] all;
  private final ListedPhrase[] alone;
  private final SharedPart.Use[] uses;
  private final SharedPart[] noted;
  private final boolean oneWord;
  private final boolean illegal;
  private final boolean typedOnlyPart;

  private Meanings(List<ListedPhrase> phrases) {
    this.all = phrases.toArray(NO_PHRASES);
    List<ListedPhrase> byThemselves = new ArrayList<>(all.length);
    List<SharedPart.Use> told = new ArrayList<>();
    List<SharedPart> kept = new ArrayList<>();
    boolean typedOnly = false;
    boolean illegalAny = false;
    for (ListedPhrase each : all) {
      SharedPart part = each.part();
      illegalAny |= each.category().illegal();
      if (part == null) {
        byThemselves.add(each);
        continue;
      }
      typedOnly |= each.shownWeight() == 0;
      told.addAll(Arrays.asList(part.told()));
      if (part.isGate() || part.isAnywhere()) {
        kept.add(part);
      }
    }
    this.alone = byThemselves.size() == all.length ? all : byThemselves.toArray(NO_PHRASES);
    this.uses = usesOf(told);
    this.noted = kept.isEmpty() ? NO_PARTS : kept.toArray(NO_PARTS);
    this.oneWord = all[0].isOneWord();
    this.illegal = illegalAny;
    this.typedOnlyPart = typedOnly;
  }

  private SharedPart.Use[] usesOf(List<SharedPart.Use> told) {
    SharedPart only = all[0].part();
    SharedPart.Use[] own = all.length == 1 && only != null ? only.told() : NO_USES;
    return own.length == told.size() ? own : told.toArray(NO_USES);
  }

  /** The same phrases, one at least, with what is asked of them. */
  static Meanings of(List<ListedPhrase> phrases) {
    return phrases instanceof Meanings known ? known : new Meanings(phrases);
  }

  @Override
  public ListedPhrase get(int index) {
    return all[index];
  }

  @Override
  public int size() {
    return all.length;
  }

  String pattern() {
    return all[0].pattern();
  }

  /** Whether it is one word, and so not found as a part of a longer one with hyphens. */
  boolean isOneWord() {
    return oneWord;
  }

  /** Whether one of them is illegal content. */
  boolean isIllegal() {
    return illegal;
  }

  /** Whether one of the parts counts in typed text alone. */
  boolean hasTypedOnlyPart() {
    return typedOnlyPart;
  }

  /** The phrases that stand by themselves. */
  ListedPhrase[] alone() {
    return alone;
  }

  /** The combinations that are looked for by the parts, in their order. */
  SharedPart.Use[] uses() {
    return uses;
  }

  /** The parts of which it is kept where they stand: gates, and those that may stand anywhere. */
  SharedPart[] noted() {
    return noted;
  }
}
