package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Origin;

/**
 * Looks at the words of a typed text for those that are none, and reads them as they are meant:
 * short forms, misspellings, words written without spaces.
 *
 * <p>A word that is spelt rightly, or that a phrase has as it stands, has no other reading but that
 * of a short form. In a text of another language nothing is misspelt: after a few words that are
 * unknown, or known from phrases of other languages alone, no word is corrected until English ones
 * come. It looks at the first {@link #CHARS_MAX} characters of a run (a field, a message) alone,
 * which is more than anybody types at once. Not thread-safe.
 */
final class TypedWords {

  static final int CHARS_MAX = 4096;

  /** A post may carry a whole conversation, each message a run of its own. */
  private static final int ALL_CHARS_MAX = 64 * CHARS_MAX;

  /** Latin-1's letters, and those of Latin Extended-A and B (Unicode chapter 7). */
  private static final char FIRST_ACCENTED = 0xC0;

  private static final char LAST_ACCENTED = 0x24F;

  private static final int TRUST_MAX = 3;

  private final Misspellings misspellings;
  private final Corrections corrections;
  private final Vocabulary vocabulary;
  private final TypedClues clues;

  /** Words that look disguised, by where they begin. */
  private final Map<Long, Disguise> disguised = new HashMap<>();

  /** What is written backwards is weighed by itself. */
  private final TypedClues turned;

  /** What was weighed as one disguised word. */
  private long weighedTo;

  /** Where the field or the message began. */
  private long runStart;

  /** Where the next word is looked for. */
  private long next;

  private final Backwards backwards;

  /** How sure it is that the text is English, whose spelling is known. */
  private int trust = 1;

  TypedWords(PhraseBook book) {
    this.misspellings = book.misspellings();
    this.corrections = book.corrections();
    this.vocabulary = book.vocabulary();
    this.clues = new TypedClues(book.clues(Origin.TYPED));
    this.turned = new TypedClues(book.clues(Origin.TYPED));
    this.backwards = new Backwards(book);
  }

  /** Looks at the words that have ended since, up to a position of the lane. */
  void look(TextLane lane, long settledTo, Disguises into, WeighedStretch.Sink told) {
    gather(into, settledTo, told);
    long start = Math.max(next, lane.firstPosition());
    for (long at = start; at < settledTo; at++) {
      if (lane.foldedAt(at) <= ' ') {
        if (at > start) {
          boolean isLong = at - runStart >= CHARS_MAX || at >= ALL_CHARS_MAX;
          look(lane, start, at, isLong ? null : into, told);
        }
        if (lane.foldedAt(at) == TextLane.RUN_END) {
          endRun(lane, at, into, told);
        }
        start = at + 1;
      }
    }
    next = Math.max(next, start);
  }

  /** Words that look disguised are weighed as they are meant, as many as are read at all. */
  private void gather(Disguises from, long settledTo, WeighedStretch.Sink told) {
    disguised.clear();
    for (Disguise each : from.freshTo(settledTo)) {
      if (each.kind() == Disguise.Kind.BACKWARDS) {
        weighBackwards(each, told);
      } else {
        disguised.putIfAbsent(each.start(), each);
      }
    }
  }

  private void weighBackwards(Disguise whole, WeighedStretch.Sink told) {
    turned.take(whole.firstReading(), whole.firstReading(), whole.start(), whole.end(), told);
    turned.runEnded(told);
  }

  private void endRun(TextLane lane, long end, Disguises into, WeighedStretch.Sink told) {
    clues.runEnded(told);
    long start = Math.max(runStart, lane.firstPosition());
    if (backwards.isLikely(end - start) && !into.isExhausted()) {
      Disguise whole = backwards.read(lane, start, end);
      into.add(whole);
      weighBackwards(whole, told);
    }
    backwards.clear();
    runStart = end;
  }

  /**
   * Looks at a word.
   *
   * @param into takes how it may be meant; null where the text is too long for that to be asked
   */
  private void look(
      TextLane lane, long start, long end, @Nullable Disguises into, WeighedStretch.Sink told) {
    if (end - start > GluedWords.CHARS_MAX) {
      return;
    }
    char[] letters = new char[(int) (end - start)];
    boolean accented = false;
    for (int i = 0; i < letters.length; i++) {
      letters[i] = lane.foldedAt(start + i);
      accented |= isAccented(lane.shownAt(start + i));
    }
    List<Disguise.Reading> meant = into == null ? List.of() : meant(letters, accented, start, end);
    if (into != null && !meant.isEmpty()) {
      into.add(new Disguise(Disguise.Kind.MISSPELT, start, end, meant));
    }
    if (start >= weighedTo) {
      weigh(new String(letters), meant, start, end, told);
    }
  }

  private void weigh(
      String letters,
      List<Disguise.Reading> meant,
      long start,
      long end,
      WeighedStretch.Sink told) {
    Disguise whole = disguised.get(start);
    if (whole != null) {
      clues.take(whole.firstReading(), whole.firstReading(), start, whole.end(), told);
      weighedTo = whole.end();
    } else {
      boolean isAsMeant = meant.isEmpty() || WordFiles.names().contains(WordSet.hash(letters));
      String first = isAsMeant ? letters : new String(meant.get(0).letters());
      clues.take(first, letters, start, end, told);
    }
  }

  /** A Latin letter that English does without, so that its word is no misspelt English. */
  private static boolean isAccented(char c) {
    return c >= FIRST_ACCENTED && c <= LAST_ACCENTED;
  }

  private List<Disguise.Reading> meant(char[] letters, boolean accented, long start, long end) {
    String word = new String(letters);
    backwards.take(word);
    String longForm = WordFiles.meant(word);
    if (longForm != null) {
      return readings(List.of(longForm, word), start, end);
    }
    if (!Misspellings.isLatin(word)) {
      return List.of();
    }
    if (word.length() < 3) {
      return List.of();
    }
    if (corrections.isWord(word)) {
      trust = Math.min(TRUST_MAX, trust + 1);
      return List.of();
    }
    boolean foreign =
        accented || misspellings.isOfHome(word) || vocabulary.hasWord(letters, letters.length);
    List<Disguise.Reading> meant =
        foreign || trust < 0
            ? List.of()
            : corrections.of(letters, positions(start, letters.length));
    if (meant.isEmpty()) {
      trust = Math.max(-TRUST_MAX, trust - 1);
    }
    return meant;
  }

  private static long[] positions(long start, int count) {
    long[] at = new long[count];
    Arrays.setAll(at, i -> start + i);
    return at;
  }

  private static List<Disguise.Reading> readings(List<String> meant, long start, long end) {
    List<Disguise.Reading> readings = new ArrayList<>(meant.size());
    meant.forEach(words -> readings.add(Disguise.Reading.stretched(words, start, end)));
    return readings;
  }
}
