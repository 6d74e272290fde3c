package org.schoolgate.gateway.identity;

import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;

/** What a client is answered that has not proved who it is. */
final class Challenges {

  private static final String SOURCE = "proxy-authentication";

  private Challenges() {}

  static Decision ask() {
    return challenge("To browse here, sign in with your school account and its password.", 0);
  }

  static Decision unreadable() {
    return challenge("The sign-in that was sent cannot be read. Sign in again.", 0);
  }

  static Decision wrong() {
    return challenge("The account or its password is wrong. Try again.", 0);
  }

  static Decision slowed(LogOnAnswer.Slowed slowed) {
    String said = slowed.sentence();
    long seconds = slowed.left().plusNanos(999_999_999).toSeconds();
    return challenge(
        Character.toUpperCase(said.charAt(0)) + said.substring(1) + ".",
        (int) Math.max(1, Math.min(seconds, Integer.MAX_VALUE)));
  }

  /** A block, because the gateway cannot find out now; nobody gets through. */
  static Decision unable() {
    return new Decision.Block(
        new Reason(
            Reason.Kind.FAULT, "Sign-ins cannot be checked at the moment. Try again.", SOURCE),
        null,
        Remedy.NOBODY);
  }

  private static Decision challenge(String text, int waitSeconds) {
    return new Decision.Challenge(new Reason(Reason.Kind.SIGN_IN, text, SOURCE), waitSeconds);
  }
}
