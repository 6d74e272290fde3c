package org.schoolgate.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Violation;

/**
 * What a decision was made of, as the ledger keeps it.
 *
 * @param subject who it is for
 * @param target what was asked for; null if the request never told
 * @param classification what the target is, with its evidence
 * @param searchTerms what was searched for, decoded; null if it is no search
 * @param violations what monitoring found, on an allowed flow too; empty for nothing
 * @param capture the phrases found, in their context; empty for nothing
 * @param policyVersion the policy that decided
 * @param unfinished whether it was typed into a search box, and no search had followed by then
 */
public record DecisionFacts(
    Subject subject,
    @Nullable Target target,
    Classification classification,
    @Nullable String searchTerms,
    List<Violation> violations,
    List<Match.Phrase> capture,
    String policyVersion,
    boolean unfinished) {

  /** Of anything but a text that is still in a search box. */
  public DecisionFacts(
      Subject subject,
      @Nullable Target target,
      Classification classification,
      @Nullable String searchTerms,
      List<Violation> violations,
      List<Match.Phrase> capture,
      String policyVersion) {
    this(subject, target, classification, searchTerms, violations, capture, policyVersion, false);
  }

  /** Copies the lists. */
  public DecisionFacts {
    violations = List.copyOf(violations);
    capture = List.copyOf(capture);
  }
}
