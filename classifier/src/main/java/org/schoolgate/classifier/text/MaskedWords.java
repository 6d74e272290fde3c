package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  /** No phrase is longer; so packed, keys differ in the bits that a hash map looks at. */
  private static final int PLACE_BITS = 10;

  /** By length, first letter and one more letter with its place. */
  private final Map<Long, List<Masked>> words = new HashMap<>();

  /** A word, and the phrases and parts of phrases that it is by itself. */
  private record Masked(String word, List<ListedPhrase> phrases) {}

  MaskedWords(Iterable<ListedPhrase> phrases) {
    Map<String, List<ListedPhrase>> byWord = new LinkedHashMap<>();
    for (ListedPhrase phrase : phrases) {
      int length = phrase.pattern().length() - 2;
      boolean whole = phrase.isOneWord() && phrase.startsAtWord() && phrase.endsAtWord();
      if (whole && length >= WORD_CHARS_MIN && phrase.typedWeight() + phrase.shownWeight() > 0) {
        byWord.computeIfAbsent(phrase.pattern().strip(), isNew -> new ArrayList<>(1)).add(phrase);
      }
    }
    byWord.forEach((word, of) -> add(new Masked(word, List.copyOf(of))));
  }

  private void add(Masked masked) {
    String word = masked.word();
    for (int at = 1; at < word.length(); at++) {
      words
          .computeIfAbsent(
              key(word.charAt(0), word.length(), at, word.charAt(at)), isNew -> new ArrayList<>(1))
          .add(masked);
    }
  }

  private static long key(char first, int length, int at, char letter) {
    long letters = ((long) first << Character.SIZE) | letter;
    return (((letters << PLACE_BITS) | length) << PLACE_BITS) | at;
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
    int at = start + 1;
    while (at < end - 1 && text[at] == Disguise.MASKED) {
      at++;
    }
    long key = key(text[start], end - start, at - start, text[at]);
    for (Masked masked : words.getOrDefault(key, List.of())) {
      boolean same = true;
      for (int i = start; i < end && same; i++) {
        same = text[i] == Disguise.MASKED || text[i] == masked.word().charAt(i - start);
      }
      if (same) {
        sink.found(masked.phrases(), start, end);
      }
    }
  }
}
