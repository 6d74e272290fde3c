package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the last odd words of a lane may be read, so that one that comes again and again is not
 * undone each time. It lives as long as its lane, and is made when the first such word comes. Not
 * thread-safe.
 */
final class KnownReadings {

  /** A power of two. */
  private static final int WORDS_MAX = 64;

  private static final int SPREAD = 0x9E3779B1;
  private static final int SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(WORDS_MAX);

  /** What stood there, where from its first character on, and how it may be read. */
  private static final class Word {
    private final boolean spelled;
    private final char[] shown;
    private final int[] at;
    private final int hash;

    /** As if the first character stood at position 0. */
    private final List<Disguise.Reading> readings;

    Word(boolean spelled, char[] shown, int[] at, int hash, List<Disguise.Reading> readings) {
      this.spelled = spelled;
      this.shown = shown;
      this.at = at;
      this.hash = hash;
      this.readings = readings;
    }

    boolean is(boolean isSpelled, int itsHash, char[] itsShown, long[] itsAt, int length) {
      boolean same = hash == itsHash && shown.length == length && spelled == isSpelled;
      for (int i = 0; i < length && same; i++) {
        same = shown[i] == itsShown[i] && at[i] == itsAt[i] - itsAt[0];
      }
      return same;
    }
  }

  private @Nullable Word[] words = new Word[0];

  /** Of each place, the hash of the last word that came: only what comes again is kept. */
  private int[] last = new int[0];

  /** How a word, or letters that stand each by itself, may be read; null if that is not known. */
  @Nullable List<Disguise.Reading> of(boolean isSpelled, char[] shown, long[] at, int length) {
    if (words.length == 0 || length == 0) {
      return null;
    }
    int hash = hash(shown, length);
    Word known = words[place(hash)];
    return known != null && known.is(isSpelled, hash, shown, at, length)
        ? moved(known.readings, at[0])
        : null;
  }

  /** Keeps how it may be read, instead of another, if it came before. */
  void keep(
      boolean isSpelled, char[] shown, long[] at, int length, List<Disguise.Reading> readings) {
    if (length == 0) {
      return;
    }
    if (words.length == 0) {
      words = new Word[WORDS_MAX];
      last = new int[WORDS_MAX];
    }
    int hash = hash(shown, length);
    if (last[place(hash)] != hash) {
      last[place(hash)] = hash;
      return;
    }
    char[] letters = new char[length];
    int[] places = new int[length];
    for (int i = 0; i < length; i++) {
      letters[i] = shown[i];
      places[i] = (int) (at[i] - at[0]);
    }
    words[place(hash)] = new Word(isSpelled, letters, places, hash, moved(readings, -at[0]));
  }

  private static int hash(char[] shown, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ shown[i]) * SPREAD;
    }
    return hash;
  }

  private static int place(int hash) {
    return (hash * SPREAD) >>> SHIFT;
  }

  private static List<Disguise.Reading> moved(List<Disguise.Reading> readings, long by) {
    if (readings.isEmpty()) {
      return List.of();
    }
    List<Disguise.Reading> all = new ArrayList<>(readings.size());
    for (int i = 0; i < readings.size(); i++) {
      all.add(readings.get(i).moved(by));
    }
    return all;
  }
}
