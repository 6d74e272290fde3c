package org.schoolgate.gateway.http;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.tls.Interception;
import org.schoolgate.gateway.tls.OriginFault;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Target;

/**
 * The connections of one event loop to one host and port: unused ones, a count of all, and those
 * who wait for one.
 *
 * <p>The connection used last is lent first, so that the others grow old and close. An unused
 * connection is lent only if the guard lets this subject reach its address.
 */
final class HostPool {

  private final UpstreamPool owner;
  private final Target target;
  private final HostName asked;
  private final HttpSettings.Upstreams limits;
  private final Deque<UpstreamConnection> unused = new ArrayDeque<>();
  private final Deque<UpstreamPool.Lessee> waiting = new ArrayDeque<>();

  /** Those being dialled, those lent and those unused. */
  private int open;

  /**
   * A pool without connections.
   *
   * @param target any of its host and port, whose protocol says whether TLS is spoken
   * @param asked the host whose address is dialled
   */
  HostPool(UpstreamPool owner, Target target, HostName asked) {
    this.owner = owner;
    this.target = target;
    this.asked = asked;
    this.limits = owner.parts().settings().upstreams();
  }

  void acquire(UpstreamPool.Lessee lessee) {
    UpstreamConnection ready = lessee.freshOnly() ? null : takeUnused(lessee);
    if (ready != null) {
      lessee.connected(ready);
    } else if (open < limits.upstreamsPerHostMax()) {
      dial(lessee);
    } else if (waiting.size() < limits.waitersPerHostMax()) {
      waiting.add(lessee);
      makeRoom();
    } else {
      fail(lessee, UpstreamFailure.BUSY);
    }
  }

  /** The lessee does not want a connection any more. */
  void giveUp(UpstreamPool.Lessee lessee) {
    waiting.remove(lessee);
    forgetIfEmpty();
  }

  private @Nullable UpstreamConnection takeUnused(UpstreamPool.Lessee lessee) {
    while (!unused.isEmpty()) {
      UpstreamConnection candidate = unused.removeLast();
      owner.idleChanged(-1);
      if (!candidate.isActive()) {
        continue;
      }
      if (owner.parts().guard().mayDial(lessee.subject(), candidate.address())) {
        return candidate;
      }
      candidate.close();
    }
    return null;
  }

  /** Whoever waits although something is unused cannot use it: its place is worth more. */
  private void makeRoom() {
    UpstreamConnection oldest = unused.pollFirst();
    if (oldest != null) {
      owner.idleChanged(-1);
      oldest.close();
    }
  }

  private void dial(UpstreamPool.Lessee lessee) {
    open++;
    owner
        .dialler()
        .dial(
            lessee.subject(),
            asked,
            target.port(),
            () -> new UpstreamConnection(this, owner.parts().settings().heads()),
            new Dialler.Outcome<UpstreamConnection>() {
              @Override
              public void connected(Channel channel, UpstreamConnection connection) {
                if (target.protocol() == Protocol.HTTPS) {
                  secure(channel, connection, lessee);
                } else {
                  ready(connection, lessee);
                }
              }

              @Override
              public void failed(UpstreamFailure failure) {
                gone(failure, lessee);
              }
            });
  }

  private void secure(Channel channel, UpstreamConnection connection, UpstreamPool.Lessee lessee) {
    Interception interception = owner.parts().interception();
    if (interception == null) {
      throw new IllegalStateException("a target inside TLS without TLS");
    }
    SslHandler tls =
        interception
            .origins()
            .handler(channel.alloc(), target.host(), target.port(), limits.connectMillis());
    channel.pipeline().addFirst(tls);
    Runnable shaken =
        () -> {
          Throwable cause = tls.handshakeFuture().cause();
          if (cause == null) {
            ready(connection, lessee);
          } else {
            connection.close();
            gone(UpstreamFailure.of(OriginFault.of(cause)), lessee);
          }
        };
    Guarded guarded =
        new Guarded(
            "a TLS handshake with an origin",
            shaken,
            () -> {
              connection.close();
              gone(UpstreamFailure.OURS, lessee);
            });
    tls.handshakeFuture().addListener(done -> guarded.run());
  }

  private void ready(UpstreamConnection connection, UpstreamPool.Lessee lessee) {
    owner.parts().metrics().upstreams().incrementAndGet();
    connection.markCounted();
    lessee.connected(connection);
  }

  private void gone(UpstreamFailure failure, UpstreamPool.Lessee lessee) {
    open--;
    fail(lessee, failure);
    serveWaiting();
  }

  /** Later, because it may be known at once, while the bytes of the lessee are being read. */
  private void fail(UpstreamPool.Lessee lessee, UpstreamFailure failure) {
    owner.loop().execute(() -> lessee.connectFailed(failure));
  }

  /** A connection that can carry another request. */
  void giveBack(UpstreamConnection connection) {
    UpstreamPool.Lessee next = waiting.peekFirst();
    if (next != null
        && !next.freshOnly()
        && owner.parts().guard().mayDial(next.subject(), connection.address())) {
      waiting.removeFirst();
      next.connected(connection);
    } else if (next == null && owner.mayKeep()) {
      unused.addLast(connection);
      owner.idleChanged(1);
      connection.keepFor(limits.upstreamIdleMillis());
    } else {
      connection.close();
    }
  }

  /** A connection of this pool has closed. */
  void closed(UpstreamConnection connection) {
    if (!connection.isCounted()) {
      return;
    }
    open--;
    owner.parts().metrics().upstreams().decrementAndGet();
    if (unused.remove(connection)) {
      owner.idleChanged(-1);
    }
    serveWaiting();
  }

  private void serveWaiting() {
    if (open < limits.upstreamsPerHostMax()) {
      UpstreamPool.Lessee next = waiting.pollFirst();
      if (next != null) {
        dial(next);
      }
    }
    forgetIfEmpty();
  }

  private void forgetIfEmpty() {
    if (open == 0 && waiting.isEmpty()) {
      owner.forget(target, asked);
    }
  }

  Ticker ticker() {
    return owner.parts().ticker();
  }

  void closeIdle() {
    for (UpstreamConnection each : unused.toArray(new UpstreamConnection[0])) {
      each.close();
    }
  }
}
