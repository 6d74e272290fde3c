package org.schoolgate.classifier.text;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.schoolgate.policy.Origin;

/** All phrases, ready to be looked for. Immutable and thread-safe. */
public final class PhraseBook {

  private final PhraseScanner typedScanner;
  private final PhraseScanner shownScanner;
  private final Vocabulary vocabulary;
  private final MaskedWords masked;
  private final Misspellings misspellings;
  private final Map<String, Long> countByCategory;

  PhraseBook(
      PhraseScanner typedScanner,
      PhraseScanner shownScanner,
      Vocabulary vocabulary,
      MaskedWords masked,
      Misspellings misspellings,
      Map<String, Long> countByCategory) {
    this.typedScanner = typedScanner;
    this.shownScanner = shownScanner;
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
    List<ListedPhrase> all = phrases.stream().flatMap(each -> each.lookedFor().stream()).toList();
    List<ListedPhrase> onPages =
        all.stream().filter(each -> each.shownWeight() != 0 || each.category().illegal()).toList();
    RunFrequency frequency = new RunFrequency(Patterns.of(all));
    return new PhraseBook(
        new AnchorScanner(all, frequency),
        new AnchorScanner(onPages, frequency),
        new Vocabulary(all),
        new MaskedWords(all),
        new Misspellings(all),
        counts);
  }

  /** Finds those that count in such a text: most count in typed text alone. */
  PhraseScanner scanner(Origin origin) {
    return origin == Origin.TYPED ? typedScanner : shownScanner;
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
