package org.schoolgate.gateway.identity;

import java.time.Duration;
import java.util.List;

/** What came of an account and a password that a client gave to the proxy. */
public sealed interface LogOnAnswer {

  /**
   * They belong together.
   *
   * @param account its id
   * @param groups ids of the policy groups of that person, at least one
   */
  record SignedIn(String account, List<String> groups) implements LogOnAnswer {
    /** Copies the groups. */
    public SignedIn {
      groups = List.copyOf(groups);
    }
  }

  /** They do not; whether there is such an account is for nobody to know. */
  record Wrong() implements LogOnAnswer {}

  /**
   * Nobody looked, because too many wrong ones had come before.
   *
   * @param sentence what to say, beginning in lower case and without a full stop
   * @param left until one is looked at again
   */
  record Slowed(String sentence, Duration left) implements LogOnAnswer {}
}
