package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Knows which sentences of a typed text are written out: in a run (a field, a message) that is
 * longer than {@link #RUN_CHARS_MIN} folded characters, those that begin with a capital, end with a
 * stop, have at least {@link #WORDS_MIN} words, and in which nobody speaks of himself.
 *
 * <p>So a paragraph is written that somebody hands in, or pastes to have it explained; so a wish, a
 * threat or a search is hardly ever typed, whether it stands alone or at the end of a paragraph.
 *
 * <p>Of one lane, of which it must be shown all before the lane forgets it. Not thread-safe.
 */
final class Prose {

  static final int RUN_CHARS_MIN = 100;

  private static final int WORDS_MIN = 6;

  /** Who hides something behind more sentences is not believed. */
  private static final int SENTENCES_MAX = 1024;

  /** No word of {@link #WRITER} is longer. */
  private static final int WORD_CHARS_MAX = 8;

  /** More than one in so many letters are no sentence's capitals. */
  private static final int LETTERS_OF_CAPITAL_MIN = 4;

  /**
   * How writers speak of themselves, in languages whose sentences begin with a capital, and how
   * they shorten {@code you}.
   */
  private static final Set<String> WRITER =
      Set.of(
          "i", "im", "ive", "id", "ill", "me", "my", "mine", "myself", "u", "ur", "je", "jai",
          "moi", "mon", "ma", "mes", "ich", "mich", "mir", "mein", "meine", "meinen", "meiner",
          "yo", "mi", "mis", "eu", "meu", "minha", "mim", "io", "mio", "mia", "mea", "ja", "mnie",
          "moj", "moja", "fi", "fy", "dwi", "rwy", "ben", "bana", "beni", "benim", "я", "меня",
          "мне", "мой", "мене", "мені");

  /** Where a written-out sentence stands. */
  private record Sentence(long start, long end) {}

  private final TextLane lane;
  private final List<Sentence> sentences = new ArrayList<>();

  /** Where it has looked to, where the run began, and how many sentences there were before it. */
  private long next;

  private long runStart;
  private int sentencesBeforeRun;

  /** What is known of the sentence that has begun. */
  private long sentenceStart;

  private boolean beginsWell;
  private boolean speaksOfWriter;
  private int words;
  private int letters;
  private int capitals;
  private final StringBuilder word = new StringBuilder();

  Prose(TextLane lane) {
    this.lane = lane;
  }

  boolean isOf(TextLane other) {
    return lane == other;
  }

  /** Looks at what has come to the lane since. */
  void look() {
    long end = lane.endPosition();
    for (long at = Math.max(next, lane.firstPosition()); at < end; at++) {
      char c = lane.foldedAt(at);
      if (c > ' ') {
        addLetter(c, lane.shownAt(at));
        continue;
      }
      endWord();
      if (c == TextLane.RUN_END) {
        endRun(at);
      } else if (isStop(lane.shownAt(at))) {
        endSentence(at);
      }
    }
    next = end;
  }

  /** Whether what stands there stands in a written-out sentence. */
  boolean holds(long start, long end) {
    boolean isShortYet = next - runStart <= RUN_CHARS_MIN;
    int low = 0;
    int high = isShortYet ? sentencesBeforeRun : sentences.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sentences.get(middle).end < end) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean isKnown = low < (isShortYet ? sentencesBeforeRun : sentences.size());
    return isKnown && sentences.get(low).start <= start;
  }

  private void addLetter(char folded, char shown) {
    boolean isCapital = Character.isUpperCase(shown);
    if (letters == 0) {
      beginsWell = isCapital || Character.isDigit(shown);
    }
    letters++;
    capitals += isCapital ? 1 : 0;
    if (word.length() <= WORD_CHARS_MAX) {
      word.append(folded);
    }
  }

  private void endWord() {
    if (!word.isEmpty()) {
      words++;
      speaksOfWriter |= WRITER.contains(word.toString());
      word.setLength(0);
    }
  }

  private static boolean isStop(char shown) {
    return shown == '.' || shown == '!' || shown == '?';
  }

  private void endSentence(long end) {
    if (beginsWell
        && !speaksOfWriter
        && words >= WORDS_MIN
        && capitals * LETTERS_OF_CAPITAL_MIN <= letters
        && sentences.size() < SENTENCES_MAX) {
      sentences.add(new Sentence(sentenceStart, end));
    }
    beginSentence(end);
  }

  private void beginSentence(long start) {
    sentenceStart = start;
    beginsWell = false;
    speaksOfWriter = false;
    words = 0;
    letters = 0;
    capitals = 0;
  }

  private void endRun(long end) {
    if (end - runStart <= RUN_CHARS_MIN) {
      sentences.subList(sentencesBeforeRun, sentences.size()).clear();
    }
    beginSentence(end);
    runStart = end;
    sentencesBeforeRun = sentences.size();
  }
}
