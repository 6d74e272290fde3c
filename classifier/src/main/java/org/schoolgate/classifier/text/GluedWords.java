package org.schoolgate.classifier.text;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes words apart that were written without spaces, as in a hashtag: {@code howtokillmyself}.
 * Every letter must belong to a word that is known; of several ways the one with the fewest and
 * longest words is taken. Immutable and thread-safe.
 */
final class GluedWords {

  /** What is shorter is no several words. */
  static final int CHARS_MIN = 7;

  static final int CHARS_MAX = 48;

  private static final int WORD_CHARS_MAX = 18;
  private static final int IMPOSSIBLE = 1 << 20;

  private static final Set<String> SHORT =
      Set.of(
          "i", "a", "u", "am", "an", "as", "at", "be", "by", "do", "go", "he", "if", "im", "in",
          "is", "it", "me", "my", "no", "of", "on", "or", "so", "to", "ur", "up", "us", "we");

  private final Misspellings ofPhrases;

  GluedWords(Misspellings ofPhrases) {
    this.ofPhrases = ofPhrases;
  }

  /** The words with spaces between; null if they are none. */
  @Nullable String apart(String glued) {
    int length = glued.length();
    if (length < CHARS_MIN || length > CHARS_MAX) {
      return null;
    }
    int[] price = new int[length + 1];
    int[] before = new int[length + 1];
    for (int end = 1; end <= length; end++) {
      price[end] = IMPOSSIBLE;
      for (int start = Math.max(0, end - WORD_CHARS_MAX); start < end; start++) {
        int next = price[start] + priceOf(end - start);
        if (next < price[end] && isWord(glued.substring(start, end))) {
          price[end] = next;
          before[end] = start;
        }
      }
    }
    if (price[length] >= IMPOSSIBLE || before[length] == 0) {
      return null;
    }
    StringBuilder words = new StringBuilder(glued);
    for (int at = before[length]; at > 0; at = before[at]) {
      words.insert(at, ' ');
    }
    return words.toString();
  }

  private static int priceOf(int chars) {
    return Math.max(2, 6 - chars);
  }

  private boolean isWord(String word) {
    return word.length() < 3
        ? SHORT.contains(word)
        : ofPhrases.isCommon(word) || ofPhrases.knows(word);
  }
}
