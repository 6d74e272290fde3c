package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;

/**
 * How a typed word of a to z may be meant that is none: several words without spaces, one written
 * backwards, or one misspelt. Immutable and thread-safe.
 */
final class Corrections {

  private static final int MISSPELT_MAX = 2;

  /** Backwards, shorter words are too often others. */
  private static final int BACKWARDS_CHARS_MIN = 4;

  private final Misspellings misspellings;
  private final GluedWords glued;
  private final Vocabulary vocabulary;

  Corrections(Misspellings misspellings, GluedWords glued, Vocabulary vocabulary) {
    this.misspellings = misspellings;
    this.glued = glued;
    this.vocabulary = vocabulary;
  }

  /** Whether it is spelt rightly, or as a phrase has it. */
  boolean isWord(String word) {
    return misspellings.isCommon(word) || misspellings.knows(word);
  }

  /** Whether it is a word only when it is read from its end. */
  boolean isBackwards(String word) {
    return word.length() >= BACKWARDS_CHARS_MIN
        && !isWord(word)
        && isWord(new StringBuilder(word).reverse().toString());
  }

  /**
   * The readings of a word that is none, the likeliest first.
   *
   * @param at where each of its letters stands
   */
  List<Disguise.Reading> of(char[] letters, long[] at) {
    List<Disguise.Reading> readings = new ArrayList<>(glued.apart(letters, at));
    if (readings.size() < Disguise.READINGS_MAX) {
      readings.addAll(glued.withSlips(letters, at));
    }
    String word = new String(letters);
    if (isBackwards(word)) {
      readings.add(Disguise.Reading.reversed(letters, at));
    }
    if (!vocabulary.knows(letters, 0, letters.length)) {
      int most = Math.min(MISSPELT_MAX, Disguise.READINGS_MAX - readings.size());
      addAll(misspellings.meant(word, most), at, readings);
    }
    return readings;
  }

  /** The readings of a word some of whose letters are {@link Disguise#MASKED}. */
  List<Disguise.Reading> ofMasked(char[] letters, long[] at) {
    List<Disguise.Reading> readings = new ArrayList<>();
    addAll(misspellings.masked(new String(letters), Disguise.READINGS_MAX), at, readings);
    return readings;
  }

  private static void addAll(List<String> meant, long[] at, List<Disguise.Reading> into) {
    meant.forEach(word -> into.add(Disguise.Reading.stretched(word, at[0], at[at.length - 1] + 1)));
  }
}
