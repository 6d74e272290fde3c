package org.schoolgate.policy;

import java.util.List;
import java.util.Map;

/**
 * What one text was found to hold so far: the phrases, and their weights summed by category.
 *
 * @param origin typed or shown
 * @param weights the sum of phrase weights of each category found, which decides; may be negative
 * @param noticed the same sum without the excuses that only stand near in typed text: what
 *     monitoring records
 * @param matches the phrases, in order of their offsets, bounded by the scanner
 * @param illegalWords whether words of an illegal category stand in it, whatever they weigh; then
 *     nothing of the text may be kept, and no match has an excerpt (S62)
 */
public record TextFindings(
    Origin origin,
    Map<Category, Integer> weights,
    Map<Category, Integer> noticed,
    List<Match.Phrase> matches,
    boolean illegalWords) {

  /** Copies what it is given. */
  public TextFindings {
    weights = Map.copyOf(weights);
    noticed = Map.copyOf(noticed);
    matches = List.copyOf(matches);
  }

  /** Findings of which all that is noticed decides. */
  public TextFindings(Origin origin, Map<Category, Integer> weights, List<Match.Phrase> matches) {
    this(origin, weights, weights, matches, false);
  }

  /** Nothing found. */
  public static TextFindings none(Origin origin) {
    return new TextFindings(origin, Map.of(), List.of());
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
                        ""))
            .toList();
    return new TextFindings(origin, weights, noticed, bare, true);
  }

  /** Whether no phrase was found. */
  public boolean isEmpty() {
    return weights.isEmpty();
  }
}
