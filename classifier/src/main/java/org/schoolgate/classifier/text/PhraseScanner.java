package org.schoolgate.classifier.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds every place where one of many patterns stands in a text. Immutable and thread-safe.
 *
 * <p>Patterns overlap and hold each other, and every occurrence of each is told. Boundaries of
 * words are characters like any other here: folding makes them so.
 */
interface PhraseScanner {

  /** Takes what was found. */
  @FunctionalInterface
  interface Sink {
    /**
     * A pattern was found.
     *
     * @param phrases the phrases that have this pattern
     * @param start the index in the text of its first character
     * @param end the index after its last character
     */
    void found(List<ListedPhrase> phrases, int start, int end);
  }

  /** What one reader of texts scans with; not thread-safe. */
  @FunctionalInterface
  interface Scan {
    /**
     * The same where eight bits of each character are known already ({@link Patterns#bits}).
     *
     * @param bits those of each character, one place further; before the first stands what is
     *     anything, and behind the last stand seven more
     */
    default void scan(char[] text, byte[] bits, int from, int to, Sink sink) {
      scan(text, from, to, sink);
    }

    /**
     * The same, and where the scanner looks at words, it tells of those that end in the part.
     *
     * @param words null if nobody wants to know
     */
    default void scan(
        char[] text, byte[] bits, int from, int to, Sink sink, WordKeys.@Nullable Sink words) {
      scan(text, bits, from, to, sink);
    }

    /**
     * Tells the sink every occurrence that lies whole in a part of a text, in no promised order.
     *
     * @param from the index of the part's first character
     * @param to the index after its last character
     */
    void scan(char[] text, int from, int to, Sink sink);
  }

  /** Begins to read texts, which may be many, one after another. */
  Scan begin();

  /** The characters of the longest pattern. */
  int patternCharsMax();
}
