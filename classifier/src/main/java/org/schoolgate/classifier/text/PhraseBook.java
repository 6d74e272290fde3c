package org.schoolgate.classifier.text;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** All phrases, ready to be looked for. Immutable and thread-safe. */
public final class PhraseBook {

  private final PhraseScanner scanner;
  private final Vocabulary vocabulary;
  private final MaskedWords masked;
  private final Misspellings misspellings;
  private final Map<String, Long> countByCategory;

  PhraseBook(
      PhraseScanner scanner,
      Vocabulary vocabulary,
      MaskedWords masked,
      Misspellings misspellings,
      Map<String, Long> countByCategory) {
    this.scanner = scanner;
    this.vocabulary = vocabulary;
    this.masked = masked;
    this.misspellings = misspellings;
    this.countByCategory = countByCategory;
  }

  static PhraseBook of(Collection<ListedPhrase> phrases) {
    Map<String, Long> counts = new TreeMap<>();
    for (ListedPhrase phrase : phrases) {
      counts.merge(phrase.category().id(), 1L, Long::sum);
    }
    return new PhraseBook(
        new AnchorScanner(phrases),
        new Vocabulary(phrases),
        new MaskedWords(phrases),
        new Misspellings(phrases),
        counts);
  }

  /** Finds them. */
  PhraseScanner scanner() {
    return scanner;
  }

  /** The words that they are made of. */
  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Finds those that masked words stand for. */
  MaskedWords masked() {
    return masked;
  }

  /** Finds those words of them that misspelt ones are meant for. */
  Misspellings misspellings() {
    return misspellings;
  }

  /** How many there are of each category, by id. */
  public Map<String, Long> countByCategory() {
    return countByCategory;
  }
}
