package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stretch of text that looks disguised, and how else it may be read.
 *
 * <p>Each reading undoes what people do to words so that they are not found: digits and symbols for
 * letters, letters of other scripts, letters repeated, masked, or spelled out one by one. It keeps
 * for each of its characters the position in the lane that it stands for, so that what is found is
 * found where it stands.
 *
 * @param start the position in the lane of the first character
 * @param end the position after the last
 * @param readings at least one
 */
record Disguise(Kind kind, long start, long end, List<Reading> readings) {

  /** What about it is odd. */
  enum Kind {
    /** A word with characters that do not belong in it. */
    ODD,
    /** Words with hyphens instead of spaces. */
    CHAIN,
    /** Letters that stand each by itself; where words end is lost. */
    SPELLED,
    /** Written to be displayed from right to left. */
    BACKWARDS,
    /** A typed word that is none as it stands: short for others, misspelt, or several in one. */
    MISSPELT
  }

  /** The likeliest of its readings; spaces stand between its words. */
  String firstReading() {
    return new String(readings.get(0).letters());
  }

  /** What is looked for in a reading. */
  enum Purpose {
    ALL,
    /** What one phrase says by itself. */
    PHRASES,
    /** Families, whose parts stand in the order that they are meant in. */
    FAMILIES;

    boolean includes(ListedPhrase phrase) {
      return this == ALL || phrase.isPart() == (this == FAMILIES);
    }
  }

  /** One way to read it. Its arrays are shared and not to be changed. */
  static final class Reading {
    private final char[] letters;
    private final long[] positions;
    private final Purpose purpose;

    /**
     * A reading.
     *
     * @param letters folded, a space for each boundary
     * @param positions in the lane, of each of them
     */
    Reading(char[] letters, long[] positions) {
      this(letters, positions, Purpose.ALL);
    }

    private Reading(char[] letters, long[] positions, Purpose purpose) {
      this.letters = letters;
      this.positions = positions;
      this.purpose = purpose;
    }

    Purpose purpose() {
      return purpose;
    }

    char[] letters() {
      return letters;
    }

    long[] positions() {
      return positions;
    }

    /** Other words instead of what stands there, each letter at about the place it is meant for. */
    static Reading stretched(String words, long start, long end) {
      long[] at = new long[words.length()];
      for (int i = 0; i < at.length; i++) {
        at[i] = i == at.length - 1 ? end - 1 : start + i * (end - start) / at.length;
      }
      return new Reading(words.toCharArray(), at);
    }

    /** The same so many positions further. */
    Reading moved(long by) {
      long[] at = new long[positions.length];
      for (int i = 0; i < at.length; i++) {
        at[i] = positions[i] + by;
      }
      return new Reading(letters, at);
    }

    /** The same with a boundary before and after it, for one purpose. */
    Reading bounded(Purpose purpose) {
      int count = letters.length;
      char[] bounded = new char[count + 2];
      long[] at = new long[count + 2];
      Arrays.fill(bounded, ' ');
      System.arraycopy(letters, 0, bounded, 1, count);
      System.arraycopy(positions, 0, at, 1, count);
      at[0] = count == 0 ? 0 : positions[0];
      at[count + 1] = at[count];
      return new Reading(bounded, at, purpose);
    }

    /** The same from the end to the beginning. */
    static Reading reversed(char[] letters, long[] positions) {
      int count = letters.length;
      char[] backwards = new char[count];
      long[] at = new long[count];
      for (int i = 0; i < count; i++) {
        backwards[i] = letters[count - 1 - i];
        at[i] = positions[count - 1 - i];
      }
      return new Reading(backwards, at);
    }
  }

  /** Whether a hyphen joins two words at a position, which may be outside of what a lane holds. */
  static boolean isJoined(TextLane lane, long position) {
    return position >= lane.firstPosition()
        && position < lane.endPosition()
        && lane.isSpaceAt(position)
        && lane.shownAt(position) == '-';
  }

  /** Words of a lane that stand there with hyphens between them. */
  static Disguise chain(TextLane lane, long start, long end) {
    char[] letters = new char[(int) (end - start)];
    long[] positions = new long[letters.length];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = lane.foldedAt(start + i);
      positions[i] = start + i;
    }
    return new Disguise(Kind.CHAIN, start, end, List.of(new Reading(letters, positions)));
  }

  /** The most readings of one stretch. */
  static final int READINGS_MAX = 3;

  /** The most characters that are looked at as one word. */
  static final int CHARS_MAX = 64;

  /** Stands in a reading for a letter that was masked. */
  static final char MASKED = 2;

  /** A run of one letter that is as long is no spelling of any language. */
  private static final int REPEATS_MIN = 3;

  private static final int COLOUR_DIGITS = 6;

  /** Gathers one stretch as it is shown; what is over {@link #CHARS_MAX} is left out. */
  static final class Builder {
    private final char[] shown = new char[CHARS_MAX];
    private final long[] at = new long[CHARS_MAX];
    private final char[] mapped = new char[CHARS_MAX];
    private final char[] read = new char[CHARS_MAX];
    private final long[] readAt = new long[CHARS_MAX];
    private final boolean[] changed = new boolean[CHARS_MAX];
    private final Vocabulary vocabulary;
    private final GluedWords glued;
    private final Corrections corrections;
    private final KnownReadings known = new KnownReadings();
    private int length;
    private int count;
    private boolean alike;

    Builder(PhraseBook book) {
      this.vocabulary = book.vocabulary();
      this.glued = book.gluedWords();
      this.corrections = book.corrections();
    }

    void clear() {
      length = 0;
    }

    void add(char c, long position) {
      if (length < CHARS_MAX) {
        shown[length] = c;
        at[length] = position;
        length++;
      }
    }

    /** The readings of a word that has something odd in it. */
    List<Reading> ofWord() {
      List<Reading> remembered = known.of(false, shown, at, length);
      if (remembered != null) {
        return remembered;
      }
      List<Reading> readings = new ArrayList<>(2);
      keepWord(readings, SignLetters.USUAL, 1);
      keepWord(readings, SignLetters.OTHER, 2);
      known.keep(false, shown, at, length, readings);
      return readings;
    }

    private void keepWord(List<Reading> readings, SignLetters signs, int repeatsKept) {
      map(signs);
      if (alike && !isLatin()) {
        return;
      }
      collapse(repeatsKept);
      if (!hasAKnownWord()) {
        return;
      }
      char[] letters = Arrays.copyOf(read, count);
      for (Reading other : readings) {
        if (Arrays.equals(other.letters(), letters)) {
          return;
        }
      }
      readings.add(new Reading(letters, Arrays.copyOf(readAt, count)));
    }

    /**
     * The readings of a typed word that has something odd in it, and is none without that: of
     * masked letters, glued and misspelt ones.
     */
    List<Reading> ofTypedWord() {
      if (isColour()) {
        return List.of();
      }
      for (int repeatsKept = 1; repeatsKept <= 2; repeatsKept++) {
        map(SignLetters.USUAL);
        collapse(repeatsKept);
        char[] letters = Arrays.copyOf(read, count);
        long[] positions = Arrays.copyOf(readAt, count);
        String word = new String(letters);
        List<Reading> readings = List.of();
        if (word.indexOf(MASKED) > 0) {
          readings = corrections.ofMasked(letters, positions);
        } else if (Misspellings.isLatin(word) && !corrections.isWord(word)) {
          readings = corrections.of(letters, positions);
        }
        if (!readings.isEmpty()) {
          return readings;
        }
      }
      return List.of();
    }

    /** Whether it may be a colour, as {@code #B00B1E}. */
    private boolean isColour() {
      boolean hex = length == COLOUR_DIGITS;
      for (int i = 0; i < length && hex; i++) {
        hex = Character.digit(shown[i], 16) >= 0;
      }
      return hex;
    }

    /** The readings of letters that stand each by itself, cut into words that phrases have. */
    List<Reading> ofLetters() {
      List<Reading> remembered = known.of(true, shown, at, length);
      if (remembered != null) {
        return remembered;
      }
      List<Reading> readings = new ArrayList<>(2);
      keepLetters(readings, SignLetters.USUAL);
      if (readings.size() < READINGS_MAX) {
        keepLetters(readings, SignLetters.OTHER);
      }
      known.keep(true, shown, at, length, readings);
      return readings;
    }

    private void keepLetters(List<Reading> readings, SignLetters signs) {
      if (!map(signs) && !readings.isEmpty()) {
        return;
      }
      List<Reading> english =
          vocabulary.hasWord(mapped, length) ? List.of() : glued.ofLetters(mapped, length, at);
      readings.addAll(english);
      int[] ends = english.isEmpty() ? vocabulary.split(mapped, length) : new int[0];
      if (ends.length > 0) {
        ReadingWords words = new ReadingWords();
        int from = 0;
        for (int end : ends) {
          words.add(new String(mapped, from, end - from), at, from, end);
          from = end;
        }
        readings.add(words.reading());
      }
    }

    /** Whether it is another mapping than the one before. */
    private boolean map(SignLetters signs) {
      alike = false;
      boolean differs = false;
      for (int i = 0; i < length; i++) {
        char letter = letter(i, signs);
        differs |= letter != mapped[i];
        mapped[i] = letter;
      }
      return differs;
    }

    /** Copies what was mapped, with runs of one letter shortened and boundaries single. */
    private void collapse(int repeatsKept) {
      count = 0;
      for (int i = 0; i < length; ) {
        int next = i + 1;
        while (next < length && mapped[next] == mapped[i]) {
          next++;
        }
        int run = next - i;
        int kept = run;
        if (mapped[i] == ' ') {
          kept = count == 0 || next == length ? 0 : 1;
        } else if (run >= REPEATS_MIN && mapped[i] != MASKED) {
          kept = repeatsKept;
        }
        for (int k = 0; k < kept; k++, count++) {
          read[count] = mapped[i];
          readAt[count] = at[k == kept - 1 ? next - 1 : i + k];
          changed[count] = kept < run || mapped[i] != TextFold.fold(shown[i]);
        }
        i = next;
      }
    }

    /** Whether there is a word that is not as it was shown, and that a phrase may have. */
    private boolean hasAKnownWord() {
      int start = 0;
      boolean odd = false;
      for (int i = 0; i <= count; i++) {
        if (i == count || read[i] == ' ') {
          if (odd && vocabulary.knows(read, start, i)) {
            return true;
          }
          start = i + 1;
          odd = false;
        } else if (read[i] == MASKED) {
          return true;
        } else {
          odd |= changed[i];
        }
      }
      return false;
    }

    private char letter(int i, SignLetters signs) {
      char c = shown[i];
      if (c == '*' && i > 0) {
        return MASKED;
      }
      char meant = signs.letter(c);
      if (meant != 0) {
        return meant;
      }
      char lookedLike = LookAlikes.letter(c);
      if (lookedLike != 0) {
        alike = true;
        return lookedLike;
      }
      return SignLetters.letterOf(c);
    }

    /** A word of look-alikes is one only if all of it can be read as Latin. */
    private boolean isLatin() {
      for (int i = 0; i < length; i++) {
        if (mapped[i] > 'z') {
          return false;
        }
      }
      return true;
    }
  }
}
