package org.schoolgate.gateway.http;

import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.enforce.Reply;
import org.schoolgate.policy.Reason;

/**
 * The answer to a blocked request: a block page; or, where the block says that the request itself
 * is broken, a 400 after which the connection closes, since nobody knows what follows on it.
 *
 * @param page what to answer
 * @param malformed whether the request was broken
 */
record Refusal(Reply page, boolean malformed) {

  private static final int BAD_REQUEST = 400;

  static Refusal of(EdgeParts parts, Decided blocked, Pages.Asker asker) {
    Reason reason = blocked.decision().reason();
    boolean malformed = reason.kind() == Reason.Kind.REQUEST && blocked.target() == null;
    if (malformed) {
      parts.metrics().requestRefused();
    }
    return new Refusal(
        malformed
            ? parts.pages().refused(BAD_REQUEST, reason.text(), blocked.recorded().reference())
            : parts.pages().block(blocked, asker),
        malformed);
  }
}
