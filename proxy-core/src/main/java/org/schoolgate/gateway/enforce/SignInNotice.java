package org.schoolgate.gateway.enforce;

import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Decision;

/**
 * All that a page says that asks somebody to sign in.
 *
 * @param audience in whose words it is said
 * @param why one sentence
 * @param waitSeconds how long no sign-in will be looked at; 0 if it may come at once
 */
public record SignInNotice(Audience audience, String why, int waitSeconds) {

  /** The notice of a challenge. */
  public static SignInNotice of(Audience audience, Decision.Challenge challenge) {
    return new SignInNotice(audience, challenge.reason().text(), challenge.waitSeconds());
  }

  /** Whether it makes no sense to ask before some time has passed. */
  boolean mustWait() {
    return waitSeconds > 0;
  }
}
