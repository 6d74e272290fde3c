package org.schoolgate.cli;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.effectiveness.EffectivenessCase;
import org.schoolgate.console.report.EffectivenessScore;
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
   * @param blockedFor the category that its words were blocked for, by id; null if they were not
   * @param recorded the categories of the violations on record, by id
   * @param why the decision and the phrases behind the violations, in words
   */
  record Made(@Nullable String blockedFor, Set<String> recorded, String why) {

    Made {
      recorded = Set.copyOf(recorded);
    }

    static Made of(Decision decision, List<Violation> violations) {
      String blockedFor =
          decision instanceof Decision.Block block
                  && block.reason().kind() == Reason.Kind.PHRASE
                  && block.category() != null
              ? block.category().id()
              : null;
      return new Made(
          blockedFor,
          violations.stream().map(each -> each.category().id()).collect(Collectors.toSet()),
          violations.isEmpty()
              ? "nothing was found"
              : violations.stream()
                  .map(EffectivenessOutcome::phrase)
                  .collect(Collectors.joining("; ")));
    }

    /** Whether it blocked or recorded the text in that category. */
    boolean actedIn(String category) {
      return category.equals(blockedFor) || recorded.contains(category);
    }
  }

  private static String phrase(Violation violation) {
    return violation.phrase() == null
        ? violation.category().id()
        : violation.category().id() + ": \u201c" + violation.phrase() + "\u201d";
  }

  /** Whether it came out as it should. */
  boolean right() {
    return one.harmful() ? score(ours).found() == 1 : ours.blockedFor() == null;
  }

  EffectivenessScore score(Made made) {
    if (one.harmful()) {
      boolean found = one.expected().stream().anyMatch(made.recorded()::contains);
      return new EffectivenessScore(1, found ? 1 : 0, 0, 0, 0);
    }
    boolean blocked = made.blockedFor() != null;
    boolean noticed = !blocked && !made.recorded().isEmpty();
    return new EffectivenessScore(0, 0, 1, blocked ? 1 : 0, noticed ? 1 : 0);
  }
}
