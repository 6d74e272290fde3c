package org.schoolgate.gateway;

import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Subject;

/** Who a request is for, as far as it can be told. */
public sealed interface Identity {

  /** Its client is in no network that this gateway serves. */
  record NotServed() implements Identity {}

  /** Its client is served, or will be. */
  sealed interface Served extends Identity {
    /** What is known of it, in whose words it is answered. */
    Subject subject();
  }

  /** It is for this subject. */
  record Known(Subject subject) implements Served {}

  /**
   * Nobody is to be served before it is known who it is.
   *
   * @param answer a challenge, or a block where it cannot be found out now
   */
  record Unproven(Subject subject, Decision answer) implements Served {}
}
