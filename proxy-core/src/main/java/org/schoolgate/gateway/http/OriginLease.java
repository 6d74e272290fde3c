package org.schoolgate.gateway.http;

import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.RequestLock;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

/**
 * The connection of one request to its origin: asked for, used, given back or dropped.
 *
 * <p>A request is sent a second time only if it went out on a connection that had been used before
 * and that died without a byte of response, and no content was sent: then the origin had closed the
 * connection while the request was on its way. A request with a body always gets a connection of
 * its own making, since it could not be sent twice.
 *
 * <p>The flow's event loop owns it.
 */
final class OriginLease implements UpstreamPool.Lessee {

  private final RequestFlow flow;
  private final UpstreamPool pool;
  private final boolean hasBody;
  private boolean sentAgain;
  private @Nullable HostPool asked;
  private @Nullable Upstream connection;

  OriginLease(RequestFlow flow, UpstreamPool pool, boolean hasBody) {
    this.flow = flow;
    this.pool = pool;
    this.hasBody = hasBody;
  }

  /** Asks for a connection, which may come before this returns. */
  void ask(Target target, RequestLock lock) {
    HostName host = lock.asked();
    asked = pool.acquire(target, host == null ? target.host() : host, this);
  }

  @Override
  public Subject subject() {
    return flow.subject();
  }

  @Override
  public boolean freshOnly() {
    return sentAgain || hasBody;
  }

  @Override
  public void connected(Upstream ready) {
    if (flow.isConnecting()) {
      connection = ready;
      flow.connected(ready);
    } else {
      ready.returnUnused();
    }
  }

  @Override
  public void connectFailed(UpstreamFailure failure) {
    if (flow.isConnecting()) {
      flow.connectFailed(failure);
    }
  }

  /** Nobody waits for a connection any more. */
  void giveUp() {
    if (asked != null) {
      asked.giveUp(this);
    }
  }

  /** Whether the request may be sent a second time after that failure; so once at most. */
  boolean maySendAgain(UpstreamFailure failure, boolean anyByte) {
    boolean stale = connection != null && connection.isReused() && !anyByte;
    if (!stale || failure != UpstreamFailure.DIED || sentAgain) {
      return false;
    }
    sentAgain = true;
    return true;
  }

  /** The response has ended, cleanly or not. */
  void giveBack(boolean clean) {
    Upstream used = connection;
    connection = null;
    if (used != null) {
      used.giveBack(clean);
    }
  }

  /** The connection that is used, which belongs to whoever asked from now on. */
  Upstream take() {
    Upstream used = connection;
    if (used == null) {
      throw new IllegalStateException("there is no connection to be taken");
    }
    connection = null;
    return used;
  }

  /** The connection carries nothing else. */
  void drop() {
    Upstream used = connection;
    connection = null;
    if (used != null) {
      used.close();
    }
  }
}
