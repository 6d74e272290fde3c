package org.schoolgate.gateway.http;

import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.RequestLock;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

/**
 * The connection of one request to its origin: asked for, used, given back or dropped.
 *
 * <p>A request is sent a second time only if no content of it was sent, and the origin said that it
 * has not begun with it, or it went out on a connection that had been used before and that died
 * without a byte: then the origin had closed the connection while the request was on its way. A
 * request with a body gets a connection of HTTP/1.1 of its own making, since it could not be sent
 * twice; one of HTTP/2 it shares, whose origin says what it has not begun with.
 *
 * <p>The flow's event loop owns it.
 */
final class OriginLease implements UpstreamPool.Lessee {

  private final RequestFlow flow;
  private final UpstreamPool pool;
  private final RequestHead head;
  private boolean sentAgain;
  private @Nullable HostPool asked;
  private @Nullable Upstream connection;

  OriginLease(RequestFlow flow, UpstreamPool pool, RequestHead head) {
    this.flow = flow;
    this.pool = pool;
    this.head = head;
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
    return sentAgain || head.hasBody();
  }

  /** A WebSocket, or a login that holds for a connection, has to have it for itself. */
  @Override
  public boolean http11Only() {
    return head.opensWebSocket() || ConnectionLogin.isIn(head.fields());
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
    boolean stale =
        failure == UpstreamFailure.DIED && connection != null && connection.isReused() && !anyByte;
    if (sentAgain || (!stale && failure != UpstreamFailure.NOT_TAKEN)) {
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
