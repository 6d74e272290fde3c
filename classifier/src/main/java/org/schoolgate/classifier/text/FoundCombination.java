package org.schoolgate.classifier.text;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A combination of which all parts were found. Two are equal if they are the same combination at
 * the same place.
 *
 * @param number its number among those of its book
 * @param lane where the last of its parts stands
 * @param phrase as it is told: by the alternatives that were found
 * @param from where the first of its parts begins that are in the lane
 * @param start where the last of them begins
 * @param end where that ends
 * @param reread whether a part was found in another reading of what stands there
 */
record FoundCombination(
    int number,
    TextLane lane,
    ListedPhrase phrase,
    long from,
    long start,
    long end,
    boolean reread) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FoundCombination found
        && number == found.number
        && lane.equals(found.lane)
        && from == found.from
        && start == found.start
        && end == found.end;
  }

  @Override
  public int hashCode() {
    return Objects.hash(number, from, start, end);
  }
}
