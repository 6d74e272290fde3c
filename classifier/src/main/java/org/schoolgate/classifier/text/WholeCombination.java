package org.schoolgate.classifier.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A combination as {@link Combinations} puts it together.
 *
 * @param phrase what is found when it is whole
 * @param combination how its parts stand to each other
 * @param number its number among those of its book, from 0
 * @param parts in order; a part may stand in it twice
 * @param rarest which of its parts is the rarest, by which it is looked for
 * @param gate which other part is so rare that it is worth knowing whether it is near at all; -1 if
 *     none is
 */
record WholeCombination(
    ListedPhrase phrase,
    Combination combination,
    int number,
    List<SharedPart> parts,
    int rarest,
    int gate) {

  /** Stands for a part that there is not. */
  static final int NONE = -1;

  /** The part that is near if the combination is whole; null if that says nothing. */
  @Nullable SharedPart gatePart() {
    return gate == NONE || combination.isAnywhere() ? null : parts.get(gate);
  }

  /**
   * Whether the others are looked for around this part. If parts may stand anywhere on a page, that
   * is each; otherwise it is the rarest.
   */
  boolean isLookedForBy(int part) {
    return part == rarest || combination.isAnywhere();
  }
}
