package org.schoolgate.gateway.enforce;

import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Reference;
import org.schoolgate.policy.Audience;

/**
 * All that an error page says.
 *
 * @param audience in whose words it is said; a request too broken to tell has a pupil's
 * @param status the HTTP status
 * @param fault what that means
 * @param why one sentence, without anything of the request
 * @param host the site that was asked for; null if it is not known
 * @param reference where it is recorded; null if it is in the traffic log only
 */
public record FaultNotice(
    Audience audience,
    int status,
    Fault fault,
    String why,
    @Nullable String host,
    @Nullable Reference reference) {

  /** The notice of a request that failed in this way. */
  public static FaultNotice of(
      Audience audience,
      Fault fault,
      String why,
      @Nullable String host,
      @Nullable Reference reference) {
    return new FaultNotice(audience, fault.status(), fault, why, host, reference);
  }

  /** The notice of a request that was answered with this status. */
  public static FaultNotice of(
      Audience audience,
      int status,
      String why,
      @Nullable String host,
      @Nullable Reference reference) {
    return new FaultNotice(audience, status, Fault.ofStatus(status), why, host, reference);
  }
}
