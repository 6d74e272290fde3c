package org.schoolgate.classifier;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * All phrases, ready to be looked for. Immutable and thread-safe.
 *
 * @param scanner finds them
 * @param vocabulary the words that they are made of
 * @param masked finds those that masked words stand for
 * @param countByCategory how many there are of each category, by id
 */
record PhraseBook(
    PhraseScanner scanner,
    Vocabulary vocabulary,
    MaskedWords masked,
    Map<String, Long> countByCategory) {

  static PhraseBook of(Collection<ListedPhrase> phrases) {
    Map<String, Long> counts = new TreeMap<>();
    for (ListedPhrase phrase : phrases) {
      counts.merge(phrase.category().id(), 1L, Long::sum);
    }
    return new PhraseBook(
        new AnchorScanner(phrases), new Vocabulary(phrases), new MaskedWords(phrases), counts);
  }
}
