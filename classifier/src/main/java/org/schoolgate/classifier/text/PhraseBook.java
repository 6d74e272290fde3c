package org.schoolgate.classifier.text;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.schoolgate.policy.Origin;

/** All phrases, ready to be looked for. Immutable and thread-safe. */
public final class PhraseBook {

  private final Searched typed;
  private final Searched shown;
  private final Vocabulary vocabulary;
  private final Misspellings misspellings;
  private final GluedWords gluedWords;
  private final Corrections corrections;
  private final Map<Origin, Clues> clues;
  private final Map<String, Long> countByCategory;

  PhraseBook(
      Searched typed,
      Searched shown,
      Vocabulary vocabulary,
      Misspellings misspellings,
      Map<Origin, Clues> clues,
      Map<String, Long> countByCategory) {
    this.typed = typed;
    this.shown = shown;
    this.vocabulary = vocabulary;
    this.misspellings = misspellings;
    this.gluedWords = new GluedWords(new WordPrices(misspellings));
    this.corrections = new Corrections(misspellings, gluedWords, vocabulary);
    this.clues = Map.copyOf(clues);
    this.countByCategory = countByCategory;
  }

  /** These phrases alone. */
  static PhraseBook of(Collection<ListedPhrase> phrases) {
    return of(phrases, Map.of());
  }

  /** These phrases, and clues to what none of them says. */
  static PhraseBook of(Collection<ListedPhrase> phrases, Map<Origin, Clues> clues) {
    Map<String, Long> counts = new TreeMap<>();
    for (ListedPhrase phrase : phrases) {
      counts.merge(phrase.category().id(), 1L, Long::sum);
    }
    RunFrequency frequency = new RunFrequency(Patterns.of(List.of()));
    // A gateway that starts is waited for, and each of these takes half a second or more.
    CompletableFuture<Searched> shown =
        CompletableFuture.supplyAsync(() -> Searched.of(new Wanted(shown(phrases)), frequency));
    Wanted wantedTyped = new Wanted(phrases);
    List<ListedPhrase> all = wantedTyped.all();
    CompletableFuture<Misspellings> misspellings =
        CompletableFuture.supplyAsync(() -> new Misspellings(all));
    Searched typed = Searched.of(wantedTyped, frequency);
    Vocabulary vocabulary = new Vocabulary(all);
    return new PhraseBook(typed, shown.join(), vocabulary, misspellings.join(), clues, counts);
  }

  /** Most phrases count in typed text alone. */
  private static List<ListedPhrase> shown(Collection<ListedPhrase> phrases) {
    return phrases.stream()
        .filter(each -> each.shownWeight() != 0 || each.category().illegal())
        .toList();
  }

  /**
   * What is looked for in texts of one origin.
   *
   * @param scanner finds the phrases, and the parts that combinations are looked for by
   * @param beside finds the other parts, in other readings of a text
   * @param masked finds those that masked words stand for
   * @param wanted what that is, with the parts of combinations that are put together again
   */
  record Searched(PhraseScanner scanner, PhraseScanner beside, MaskedWords masked, Wanted wanted) {

    /** The characters of the longest pattern. */
    int patternCharsMax() {
      return Math.max(scanner.patternCharsMax(), beside.patternCharsMax());
    }

    private static Searched of(Wanted wanted, RunFrequency frequency) {
      return new Searched(
          new WordScanner(wanted.lookedFor(), frequency),
          new WordScanner(wanted.beside(), frequency),
          new MaskedWords(wanted.all()),
          wanted);
    }
  }

  /** What is looked for in such a text. */
  Searched searched(Origin origin) {
    return origin == Origin.TYPED ? typed : shown;
  }

  /** The words that they are made of. */
  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Finds those words of them that misspelt ones are meant for. */
  Misspellings misspellings() {
    return misspellings;
  }

  /** Cuts letters into words. */
  GluedWords gluedWords() {
    return gluedWords;
  }

  /** How words may be meant that are none. */
  Corrections corrections() {
    return corrections;
  }

  /** What single words tell of texts of an origin. */
  Clues clues(Origin origin) {
    return clues.getOrDefault(origin, Clues.NONE);
  }

  /** How many there are of each category, by id. */
  public Map<String, Long> countByCategory() {
    return countByCategory;
  }
}
