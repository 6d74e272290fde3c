package org.schoolgate.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Violation;

/**
 * What is thought of a target or a text, before it is on record and so before it may take effect.
 *
 * @param classification what the target is
 * @param categories of the target and of the text together
 * @param searchTerms what was searched for; null if it is no search
 * @param decision what should be done
 * @param violations what monitoring records whatever the decision is
 * @param capture the phrases behind it, in their context
 */
public record Assessment(
    Classification classification,
    CategorySet categories,
    @Nullable String searchTerms,
    Decision decision,
    List<Violation> violations,
    List<Match.Phrase> capture) {

  /** Copies the lists. */
  public Assessment {
    violations = List.copyOf(violations);
    capture = List.copyOf(capture);
  }
}
