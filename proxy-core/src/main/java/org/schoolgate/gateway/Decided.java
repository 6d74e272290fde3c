package org.schoolgate.gateway;

import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Recorded;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

/**
 * A flow with its recorded decision: all that an {@link Enforcer} may act on.
 *
 * @param flow what was asked
 * @param subject who it is for
 * @param target what it is about; null when the request was too broken to tell
 * @param classification what the target is
 * @param categories of the target and of its text, as far as it was read
 * @param searchTerms what was searched for; null if it is no search
 * @param recorded the decision, on record
 */
public record Decided(
    Flow flow,
    Subject subject,
    @Nullable Target target,
    Classification classification,
    CategorySet categories,
    @Nullable String searchTerms,
    Recorded<Decision> recorded) {

  /** The decision to enforce. */
  public Decision decision() {
    return recorded.decision();
  }
}
