package org.schoolgate.classifier.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a combination that stands next to another, no further than their gap allows.
 *
 * @param part the neighbour
 * @param alternatives what it may be
 * @param wordsMax how many words may stand between them
 * @param isBefore whether it may stand before the other
 * @param isAfter whether it may stand after the other
 */
record Neighbour(
    SharedPart part, Alternatives alternatives, int wordsMax, boolean isBefore, boolean isAfter) {

  /** The neighbour of a part in a step to it; null if there is none, or it may stand anywhere. */
  static @Nullable Neighbour of(WholeCombination whole, int part, int step) {
    List<SharedPart> parts = whole.parts();
    int at = part + step;
    if (at < 0 || at >= parts.size()) {
      return null;
    }
    Combination.Gap gap = whole.combination().gapAfter(step > 0 ? part : at);
    return gap.wordsMax() == Combination.Gap.ANYWHERE
        ? null
        : new Neighbour(
            parts.get(at),
            parts.get(at).alternatives(),
            gap.wordsMax(),
            step < 0 || !gap.inOrder(),
            step > 0 || !gap.inOrder());
  }

  /** About how many of it stand so near in a text, in no unit. */
  double odds() {
    return part.often() * (wordsMax + 1) * (isBefore && isAfter ? 2 : 1);
  }
}
