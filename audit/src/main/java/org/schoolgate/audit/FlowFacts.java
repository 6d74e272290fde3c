package org.schoolgate.audit;

import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

/**
 * How one flow went, from accept to close, as the traffic log keeps it (S49).
 *
 * @param subject who it was for
 * @param target what was asked for; null if the request never told
 * @param searchTerms what was searched for, decoded; null if it was no search
 * @param decision the decision's id, for example {@code allow}
 * @param reason why
 * @param categories of the target and of its text together; an illegal one makes the target opaque
 * @param status HTTP status given to the client; 0 if none was
 * @param bytesUp body bytes from the client
 * @param bytesDown body bytes to the client
 * @param durationMillis from accept to close, in milliseconds
 * @param ended how: {@code complete}, {@code client-closed}, {@code upstream-failed}, {@code cut},
 *     {@code refused}
 * @param reference the ledger's record of it; null if there is none
 */
public record FlowFacts(
    Subject subject,
    @Nullable Target target,
    @Nullable String searchTerms,
    String decision,
    Reason reason,
    CategorySet categories,
    int status,
    long bytesUp,
    long bytesDown,
    long durationMillis,
    String ended,
    @Nullable Reference reference) {}
