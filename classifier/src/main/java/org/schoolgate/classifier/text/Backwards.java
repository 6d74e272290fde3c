package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Tells whether a typed run is written backwards, as a whole or word by word, and reads it as it is
 * meant.
 *
 * <p>Its words say so: those that are words only from their end, against those that are words as
 * they stand. A long one counts twice; of two or three letters only a frequent word says anything,
 * since too many are words of something. A run that is read backwards without being so does no harm
 * but for the time: its readings would have to say what a phrase says. Not thread-safe.
 */
final class Backwards {

  /** A run that is longer is not read backwards. */
  private static final int CHARS_MAX = 256;

  private static final int LONG_CHARS_MIN = 4;
  private static final int SHORT_CHARS_MIN = 2;
  private static final int LONG_COUNTS = 2;
  private static final int EVIDENCE_MIN = 3;

  private final Misspellings misspellings;
  private final Corrections corrections;
  private int backwards;
  private int forwards;

  Backwards(PhraseBook book) {
    this.misspellings = book.misspellings();
    this.corrections = book.corrections();
  }

  /** Takes a word of the run, folded. */
  void take(String word) {
    if (word.length() < SHORT_CHARS_MIN || !Misspellings.isLatin(word)) {
      return;
    }
    if (word.length() < LONG_CHARS_MIN) {
      long hash = WordSet.hash(word);
      forwards += WordFiles.frequentShort().contains(hash) ? 1 : 0;
      backwards += WordFiles.frequentShortBackwards().contains(hash) ? 1 : 0;
    } else if (corrections.isWord(word) || misspellings.isOfHome(word)) {
      forwards += LONG_COUNTS;
    } else if (corrections.isBackwards(word)) {
      backwards += LONG_COUNTS;
    }
  }

  /** Whether a run of so many characters, whose words came, is likely written backwards. */
  boolean isLikely(long chars) {
    return backwards >= EVIDENCE_MIN && backwards > forwards && chars <= CHARS_MAX;
  }

  /** A run is over. */
  void clear() {
    backwards = 0;
    forwards = 0;
  }

  /**
   * The ways to read a run of a lane.
   *
   * @param from the position of its first character, or of a boundary before it
   * @param to the position after its last
   */
  Disguise read(TextLane lane, long from, long to) {
    List<Long> starts = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    long start = from;
    for (long at = from; at <= to; at++) {
      if (at == to || lane.foldedAt(at) <= ' ') {
        if (at > start) {
          starts.add(start);
          ends.add(at);
        }
        start = at + 1;
      }
    }
    Words words = new Words(starts, ends);
    int count = starts.size();
    return new Disguise(
        Disguise.Kind.BACKWARDS,
        from,
        to,
        List.of(
            reading(lane, words, i -> count - 1 - i, false, Disguise.Purpose.PHRASES),
            reading(lane, words, i -> i, true, Disguise.Purpose.ALL),
            reading(lane, words, i -> count - 1 - i, true, Disguise.Purpose.FAMILIES)));
  }

  /** Where the words of the run begin and end. */
  private record Words(List<Long> starts, List<Long> ends) {}

  /**
   * The words in an order, with a boundary at both ends, since nothing stands around them.
   *
   * @param forwards whether the first that is read has the place of the first that stands there,
   *     and so on, since what is put together of several goes by their order; else each has its own
   */
  private Disguise.Reading reading(
      TextLane lane,
      Words words,
      IntUnaryOperator order,
      boolean forwards,
      Disguise.Purpose purpose) {
    ReadingWords reading = new ReadingWords();
    for (int i = 0; i < words.starts().size(); i++) {
      int word = order.applyAsInt(i);
      long start = words.starts().get(word);
      long end = words.ends().get(word);
      String meant = turned(lane, start, end);
      if (forwards) {
        reading.add(meant, words.starts().get(i), words.ends().get(i));
      } else {
        reading.add(meant, down(start, end, meant.length()), 0, meant.length());
      }
    }
    return reading.reading().bounded(purpose);
  }

  /** Places of so many letters from the end of a word to its start. */
  private static long[] down(long start, long end, int count) {
    long[] at = new long[count];
    Arrays.setAll(at, i -> i == count - 1 ? start : end - 1 - i * (end - start) / count);
    return at;
  }

  /** A word from its end, or what it is then misspelt for. */
  private String turned(TextLane lane, long start, long end) {
    StringBuilder letters = new StringBuilder();
    for (long at = end - 1; at >= start; at--) {
      letters.append(lane.foldedAt(at));
    }
    String word = letters.toString();
    List<String> meant =
        Misspellings.isLatin(word) && !corrections.isWord(word)
            ? misspellings.meant(word, 1)
            : List.of();
    return meant.isEmpty() ? word : meant.get(0);
  }
}
