package org.schoolgate.gateway.http;

import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.enforce.Reply;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Reason;

/**
 * The answer to a request that does not pass: a block page; the way to another address; the
 * question who it is; or, where the block says that the request itself is broken or came to the
 * wrong place, a 400 or 421 after which the connection closes, since nobody knows what follows on
 * it.
 *
 * @param page what to answer
 * @param malformed whether the request was broken
 */
record Refusal(Reply page, boolean malformed) {

  private static final int BAD_REQUEST = 400;
  private static final int MISDIRECTED_REQUEST = 421;

  static Refusal of(EdgeParts parts, Decided blocked, Pages.Asker asker) {
    if (blocked.decision().kind() == Decision.Kind.CHALLENGE) {
      return new Refusal(parts.pages().signIn(blocked, asker), false);
    }
    if (blocked.decision().kind() == Decision.Kind.REDIRECT) {
      return new Refusal(parts.pages().redirect(blocked), false);
    }
    Reason reason = blocked.decision().reason();
    boolean malformed =
        blocked.target() == null
            && (reason.kind() == Reason.Kind.REQUEST || reason.kind() == Reason.Kind.MISDIRECTED);
    if (!malformed) {
      return new Refusal(parts.pages().block(blocked, asker), false);
    }
    parts.metrics().requestRefused();
    int status = reason.kind() == Reason.Kind.REQUEST ? BAD_REQUEST : MISDIRECTED_REQUEST;
    return new Refusal(
        parts.pages().refused(status, reason.text(), blocked.recorded().reference()), true);
  }
}
