package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The alternatives of a part of combinations, to be compared with one place of a text: by the first
 * word after the boundary that most of them begin with. Immutable.
 */
final class Alternatives {

  /** Takes one that stands there. */
  @FunctionalInterface
  interface Sink {
    /**
     * One was found.
     *
     * @return whether more are to be told
     */
    boolean found(ListedPhrase alternative, int start, int end);
  }

  /** Those that begin at a boundary with a word whose key is known. */
  private final KeyedPhrases words;

  /** Those that begin at a boundary, and may end within its word, which few parts have. */
  private final KeyedPhrases beginnings;

  /** All that begin at a boundary. */
  private final ListedPhrase[] bounded;

  /** Those that begin anywhere. */
  private final ListedPhrase[] open;

  private final int wordsMax;

  Alternatives(List<ListedPhrase> all) {
    List<ListedPhrase> byWord = new ArrayList<>();
    List<ListedPhrase> byBeginning = new ArrayList<>();
    List<ListedPhrase> atBoundary = new ArrayList<>();
    List<ListedPhrase> anywhere = new ArrayList<>();
    int longest = 0;
    for (ListedPhrase each : all) {
      boolean hasKey = FirstWords.isKnown(each.pattern());
      boolean hasBeginning = each.pattern().length() > FirstWords.BEGINNING_CHARS;
      if (each.startsAtWord() && (hasKey || hasBeginning)) {
        (hasKey ? byWord : byBeginning).add(each);
        atBoundary.add(each);
      } else {
        anywhere.add(each);
      }
      longest = Math.max(longest, spaces(each.pattern()));
    }
    this.wordsMax = longest;
    this.words = new KeyedPhrases(byWord, FirstWords::of);
    this.beginnings = new KeyedPhrases(byBeginning, FirstWords::ofBeginning);
    this.bounded = atBoundary.toArray(ListedPhrase[]::new);
    this.open = anywhere.toArray(ListedPhrase[]::new);
  }

  private static int spaces(String pattern) {
    return (int) pattern.chars().filter(c -> c == ' ').count();
  }

  List<ListedPhrase> all() {
    List<ListedPhrase> all = new ArrayList<>(List.of(bounded));
    all.addAll(List.of(open));
    return all;
  }

  /** More words than the longest has. */
  int wordsMax() {
    return wordsMax;
  }

  /** Whether one may begin where no word does. */
  boolean hasOpen() {
    return open.length > 0;
  }

  /**
   * Tells of those that stand at so many first boundaries on one side of a place.
   *
   * @return whether more are to be told
   */
  boolean findAt(Boundaries boundaries, int count, char[] text, int length, Sink sink) {
    if (!beginnings.isEmpty()) {
      return findWithBeginnings(boundaries, count, text, length, sink);
    }
    int[] left = boundaries.left();
    int leftCount = words.keep(boundaries.keys(), count, left);
    boolean more = true;
    for (int i = 0; i < leftCount && more; i++) {
      more = words.find(boundaries, left[i], text, length, sink);
    }
    return more;
  }

  private boolean findWithBeginnings(
      Boundaries boundaries, int count, char[] text, int length, Sink sink) {
    boolean more = true;
    for (int i = 0; i < count && more; i++) {
      if (words.mayHave(boundaries.keys()[i]) || beginnings.mayHave(boundaries.beginning(i))) {
        more = find(bounded, text, boundaries.at(i), length, sink);
      }
    }
    return more;
  }

  /** Tells of those that stand anywhere, and begin there; whether more are to be told. */
  boolean findOpenAt(char[] text, int start, int length, Sink sink) {
    return find(open, text, start, length, sink);
  }

  private static boolean find(
      ListedPhrase[] phrases, char[] text, int start, int length, Sink sink) {
    boolean more = true;
    for (int i = 0; i < phrases.length && more; i++) {
      more =
          !KeyedPhrases.standsAt(phrases[i], text, start, length)
              || sink.found(phrases[i], start, start + phrases[i].pattern().length());
    }
    return more;
  }
}
