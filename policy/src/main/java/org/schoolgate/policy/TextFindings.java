package org.schoolgate.policy;

import java.util.List;
import java.util.Map;

/**
 * What one text was found to hold so far: the phrases, and their weights summed by category.
 *
 * @param origin typed or shown
 * @param weights the sum of phrase weights of each category found; may be negative
 * @param matches the phrases, in order of their offsets, bounded by the scanner
 */
public record TextFindings(
    Origin origin, Map<Category, Integer> weights, List<Match.Phrase> matches) {

  /** Copies what it is given. */
  public TextFindings {
    weights = Map.copyOf(weights);
    matches = List.copyOf(matches);
  }

  /** Nothing found. */
  public static TextFindings none(Origin origin) {
    return new TextFindings(origin, Map.of(), List.of());
  }

  /** Whether no phrase was found. */
  public boolean isEmpty() {
    return weights.isEmpty();
  }
}
