package org.schoolgate.gateway.http;

import java.util.concurrent.TimeUnit;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.policy.Decision;

/** The account of one decided flow, from its beginning until it is closed, which happens once. */
final class FlowAccount {

  private final EdgeParts parts;
  private final long begunNanos;
  private boolean closed;

  FlowAccount(EdgeParts parts, long begunNanos) {
    this.parts = parts;
    this.begunNanos = begunNanos;
  }

  /**
   * Under what a flow goes on whose text has been read: the use of an override stays visible in the
   * traffic log, with the categories that were found since.
   */
  static Decided keepingOverride(Decided before, Decided later) {
    if (before.decision().kind() != Decision.Kind.OVERRIDE) {
      return later;
    }
    return new Decided(
        before.flow(),
        before.subject(),
        before.target(),
        before.classification(),
        later.categories(),
        before.searchTerms(),
        before.recorded());
  }

  /**
   * The same for a flow that a fault of ours ended: what was let through becomes a block, on record
   * before it is told. Told at once, or on another thread.
   */
  void closeFaulted(Decided last, int status, long bytesUp, long bytesDown) {
    if (!last.decision().passes()) {
      close(last, FlowEnd.Ended.CUT, status, bytesUp, bytesDown);
      return;
    }
    parts
        .gatekeeper()
        .faulty(last)
        .whenComplete(
            (block, cause) ->
                close(block == null ? last : block, FlowEnd.Ended.CUT, status, bytesUp, bytesDown));
  }

  /**
   * Tells the gatekeeper and counts it.
   *
   * @param last the decision that was enforced in the end
   * @param status what the client saw; 0 for none
   */
  void close(Decided last, FlowEnd.Ended ended, int status, long bytesUp, long bytesDown) {
    if (closed) {
      throw new IllegalStateException("flow " + last.flow().id() + " is closed already");
    }
    closed = true;
    parts.metrics().flowEnded(last.decision(), bytesUp, bytesDown);
    long millis = TimeUnit.NANOSECONDS.toMillis(parts.ticker().nanoTime() - begunNanos);
    parts.gatekeeper().closed(last, new FlowEnd(ended, status, bytesUp, bytesDown, millis));
  }
}
