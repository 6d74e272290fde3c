package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the words that a masked one, such as {@code p*rn}, can stand for. Immutable and
 * thread-safe.
 *
 * <p>Only phrases of one whole word are looked for, with as many letters as the masked one, the
 * first of them shown. Who masks a word says that it is not a harmless one.
 */
final class MaskedWords {

  private static final int SHOWN_MIN = 2;
  private static final int WORD_CHARS_MIN = 3;

  /** By first letter and length. */
  private final Map<Integer, List<ListedPhrase>> words = new HashMap<>();

  MaskedWords(Iterable<ListedPhrase> phrases) {
    for (ListedPhrase phrase : phrases) {
      int length = phrase.pattern().length() - 2;
      boolean whole = phrase.isOneWord() && phrase.startsAtWord() && phrase.endsAtWord();
      if (whole && length >= WORD_CHARS_MIN && phrase.typedWeight() + phrase.shownWeight() > 0) {
        words
            .computeIfAbsent(key(phrase.pattern().charAt(1), length), isNew -> new ArrayList<>(1))
            .add(phrase);
      }
    }
  }

  private static int key(char first, int length) {
    return first << Character.SIZE | length;
  }

  /** Looks at each word of a text that has masked letters. */
  void find(char[] text, PhraseScanner.Sink sink) {
    int start = 0;
    int masked = 0;
    for (int i = 0; i <= text.length; i++) {
      if (i == text.length || text[i] == ' ') {
        if (masked > 0 && i - start - masked >= SHOWN_MIN) {
          find(text, start, i, sink);
        }
        start = i + 1;
        masked = 0;
      } else if (text[i] == Disguise.MASKED) {
        masked++;
      }
    }
  }

  private void find(char[] text, int start, int end, PhraseScanner.Sink sink) {
    for (ListedPhrase phrase : words.getOrDefault(key(text[start], end - start), List.of())) {
      boolean same = true;
      for (int i = start; i < end && same; i++) {
        same = text[i] == Disguise.MASKED || text[i] == phrase.pattern().charAt(i - start + 1);
      }
      if (same) {
        sink.found(List.of(phrase), start, end);
      }
    }
  }
}
