package org.schoolgate.classifier;

import java.util.List;

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
     * @param start the index of its first character
     * @param end the index after its last character
     */
    void found(List<ListedPhrase> phrases, int start, int end);
  }

  /** Tells the sink every occurrence in the order of their ends. */
  void scan(CharSequence text, Sink sink);

  /** The characters of the longest pattern. */
  int patternCharsMax();
}
