package org.schoolgate.cli;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.schoolgate.classifier.effectiveness.EffectivenessCase;
import org.schoolgate.console.report.EffectivenessScore;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Violation;

/**
 * What came of one case of the corpus.
 *
 * @param one the case
 * @param ours what Schoolgate made of it
 * @param plain what a plain keyword filter with the same phrases would have made of it
 */
record EffectivenessOutcome(EffectivenessCase one, Made ours, Made plain) {

  /**
   * What a filter made of a text.
   *
   * @param blocked whether it was blocked for its words
   * @param recorded the categories of the violations on record, by id
   * @param why the phrases behind the violations, with the ids of categories
   * @param told the same for people, with their titles
   */
  record Made(boolean blocked, Set<String> recorded, String why, String told) {

    Made {
      recorded = Set.copyOf(recorded);
    }

    static Made of(Decision decision, List<Violation> violations) {
      boolean blocked = !decision.passes() && decision.reason().kind() == Reason.Kind.PHRASE;
      return new Made(
          blocked,
          violations.stream().map(each -> each.category().id()).collect(Collectors.toSet()),
          why(violations, Category::id),
          why(violations, Category::title));
    }

    private static String why(List<Violation> violations, Function<Category, String> name) {
      return violations.isEmpty()
          ? "nothing reached a limit"
          : violations.stream()
              .map(
                  each ->
                      name.apply(each.category())
                          + (each.phrase() == null ? "" : ": \u201c" + each.phrase() + "\u201d"))
              .collect(Collectors.joining("; "));
    }
  }

  /** Whether it came out as it should. */
  boolean right() {
    return one.harmful() ? score(ours).found() == 1 : !ours.blocked();
  }

  EffectivenessScore score(Made made) {
    if (one.harmful()) {
      boolean found = one.expected().stream().anyMatch(made.recorded()::contains);
      return new EffectivenessScore(1, found ? 1 : 0, 0, 0, 0);
    }
    boolean noticed = !made.blocked() && !made.recorded().isEmpty();
    return new EffectivenessScore(0, 0, 1, made.blocked() ? 1 : 0, noticed ? 1 : 0);
  }
}
