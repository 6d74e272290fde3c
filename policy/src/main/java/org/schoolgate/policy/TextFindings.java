package org.schoolgate.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one text was found to hold so far: the phrases, and their weights summed by category.
 *
 * @param origin typed or shown
 * @param sums what it adds up to for everybody who is not in {@code sumsFor}
 * @param sumsFor the same for audiences for whom some phrases count more or less
 * @param severities how urgent what was found of a category is, where its phrases say so; absent is
 *     as urgent as the category is
 * @param matches the phrases, in order of their offsets, bounded by the scanner
 * @param illegalWords whether words of an illegal category stand in it, whatever they weigh; then
 *     nothing of the text may be kept, and no match has an excerpt (S62)
 */
public record TextFindings(
    Origin origin,
    Sums sums,
    Map<Audience, Sums> sumsFor,
    Map<Category, Severity> severities,
    List<Match.Phrase> matches,
    boolean illegalWords) {

  /**
   * Sums of phrase weights by category; a sum may be negative.
   *
   * @param decided what decides
   * @param noticed what monitoring records: more than decides where words were excused by what
   *     stands near, or are only to be noticed
   */
  public record Sums(Map<Category, Integer> decided, Map<Category, Integer> noticed) {
    /** Copies what it is given. */
    public Sums {
      decided = Map.copyOf(decided);
      noticed = Map.copyOf(noticed);
    }
  }

  /** Copies what it is given. */
  public TextFindings {
    sumsFor = Map.copyOf(sumsFor);
    severities = Map.copyOf(severities);
    matches = List.copyOf(matches);
  }

  /** Findings of which all that is noticed decides, for everybody alike. */
  public TextFindings(Origin origin, Map<Category, Integer> weights, List<Match.Phrase> matches) {
    this(origin, new Sums(weights, weights), Map.of(), Map.of(), matches, false);
  }

  /** Nothing found. */
  public static TextFindings none(Origin origin) {
    return new TextFindings(origin, Map.of(), List.of());
  }

  /** What it adds up to for an audience. */
  public Sums sums(Audience audience) {
    return sumsFor.getOrDefault(audience, sums);
  }

  /** The sums that decide, of what counts for everybody. */
  public Map<Category, Integer> weights() {
    return sums.decided();
  }

  /** The sums that are noticed, of what counts for everybody. */
  public Map<Category, Integer> noticed() {
    return sums.noticed();
  }

  /** How urgent the phrases of a category say it is; empty for as urgent as it always is. */
  public Optional<Severity> severity(Category category) {
    return Optional.ofNullable(severities.get(category));
  }

  /** The same of a text that has illegal words: nothing of it is kept (S62). */
  public TextFindings withIllegalWords() {
    List<Match.Phrase> bare =
        matches.stream()
            .map(
                match ->
                    new Match.Phrase(
                        match.category(),
                        match.phrase(),
                        match.source(),
                        match.weight(),
                        match.offset(),
                        match.length(),
                        match.origin(),
                        "",
                        match.counting()))
            .toList();
    return new TextFindings(origin, sums, sumsFor, severities, bare, true);
  }

  /** Whether no phrase was found. */
  public boolean isEmpty() {
    return matches.isEmpty() && sums.noticed().isEmpty();
  }
}
