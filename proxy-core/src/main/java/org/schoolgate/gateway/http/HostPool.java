package org.schoolgate.gateway.http;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.tls.Engines;
import org.schoolgate.gateway.tls.Interception;
import org.schoolgate.gateway.tls.OriginFault;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Target;

/**
 * The connections of one event loop to one host and port: of HTTP/1.1 those that are unused, of
 * HTTP/2 those that others may share, a count of all, and those who wait for one.
 *
 * <p>The connection used last is lent first, so that the others grow old and close. None is lent
 * that the guard does not let this subject reach.
 *
 * <p>What an origin speaks shows in a handshake. Until the first has ended those who could share
 * its connection wait for it, and no longer than {@link #SHARING_MILLIS}; then, and once it is
 * known that the origin speaks HTTP/1.1, each has a connection dialled for itself.
 */
final class HostPool {

  /** As long as a browser waits before it tries another address (RFC 8305 section 8). */
  private static final int SHARING_MILLIS = 250;

  private final UpstreamPool owner;
  private final Target target;
  private final HostName asked;
  private final HttpSettings.Upstreams limits;
  private final Deque<UpstreamConnection> unused = new ArrayDeque<>();
  private final List<OriginStreams> shared = new ArrayList<>();
  private final Deque<UpstreamPool.Lessee> waiting = new ArrayDeque<>();
  private final Deadline sharing;
  private OriginVersion version;

  /** Those being dialled, those lent, those shared and those unused. */
  private int open;

  /** Those being dialled that HTTP/2 may be spoken on. */
  private int offering;

  /** As many streams as the origin allowed last on a connection. */
  private int streamsMax = OriginStreams.STREAMS_MAX;

  /** It takes too long to know what the origin speaks. */
  private boolean impatient;

  /**
   * A pool without connections.
   *
   * @param target any of its host and port, whose protocol says whether TLS is spoken
   * @param asked the host whose address is dialled
   * @param version what is known of the origin
   */
  HostPool(UpstreamPool owner, Target target, HostName asked, OriginVersion version) {
    this.owner = owner;
    this.target = target;
    this.asked = asked;
    this.version = version;
    this.limits = owner.parts().settings().upstreams();
    this.sharing = new Deadline(owner.loop(), owner.parts().ticker(), this::shareNoLonger);
  }

  void acquire(UpstreamPool.Lessee lessee) {
    Upstream ready = find(lessee);
    if (ready != null) {
      lessee.connected(ready);
    } else if (mayDial(lessee)) {
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

  private @Nullable Upstream find(UpstreamPool.Lessee lessee) {
    OriginStream stream = mayShare(lessee) ? openStream(lessee) : null;
    if (stream != null) {
      return stream;
    }
    return lessee.freshOnly() ? null : takeUnused(lessee);
  }

  private boolean mayShare(UpstreamPool.Lessee lessee) {
    return target.protocol() == Protocol.HTTPS
        && version != OriginVersion.HTTP_1_1_REQUIRED
        && !lessee.http11Only();
  }

  private @Nullable OriginStream openStream(UpstreamPool.Lessee lessee) {
    for (OriginStreams each : shared) {
      if (each.hasRoom() && owner.parts().guard().mayDial(lessee.subject(), each.address())) {
        return each.open();
      }
    }
    return null;
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

  private boolean mayDial(UpstreamPool.Lessee lessee) {
    return open < limits.upstreamsPerHostMax() && !(mayShare(lessee) && expectsToShare());
  }

  private boolean expectsToShare() {
    return switch (version) {
      case UNKNOWN -> offering > 0 && !impatient;
      case HTTP_2 -> offering > 0;
      case HTTP_1_1, HTTP_1_1_REQUIRED -> false;
    };
  }

  private void shareNoLonger() {
    impatient = true;
    serveWaiting();
  }

  /** Whoever waits although something is unused cannot use it: its place is worth more. */
  private void makeRoom() {
    UpstreamConnection oldest = open < limits.upstreamsPerHostMax() ? null : unused.pollFirst();
    if (oldest != null) {
      owner.idleChanged(-1);
      oldest.close();
    }
  }

  private void dial(UpstreamPool.Lessee lessee) {
    Dialling dialling = new Dialling(lessee, mayShare(lessee));
    open++;
    if (dialling.offersHttp2) {
      offering++;
      sharing.armOnce(SHARING_MILLIS);
    }
    owner
        .dialler()
        .dial(
            lessee.subject(),
            asked,
            target.port(),
            () -> new UpstreamConnection(this, owner.parts().settings().heads()),
            dialling);
  }

  /** A connection on its way to somebody who waits for it, perhaps to be shared with others. */
  private final class Dialling implements Dialler.Outcome<UpstreamConnection> {
    private final UpstreamPool.Lessee lessee;
    private final boolean offersHttp2;
    private boolean over;

    Dialling(UpstreamPool.Lessee lessee, boolean offersHttp2) {
      this.lessee = lessee;
      this.offersHttp2 = offersHttp2;
    }

    @Override
    public void connected(Channel channel, UpstreamConnection connection) {
      if (target.protocol() == Protocol.HTTPS) {
        secure(channel, connection);
      } else {
        ready(connection);
      }
    }

    @Override
    public void failed(UpstreamFailure failure) {
      if (!over) {
        end();
        // Else it is open, and its closing counts.
        open--;
      }
      fail(lessee, failure);
      serveWaiting();
    }

    private void end() {
      if (offersHttp2 && !over) {
        offering--;
        if (offering == 0) {
          sharing.disarm();
          impatient = false;
        }
      }
      over = true;
    }

    private void secure(Channel channel, UpstreamConnection connection) {
      Interception interception = owner.parts().interception();
      if (interception == null) {
        throw new IllegalStateException("a target inside TLS without TLS");
      }
      SslHandler tls =
          interception
              .origins()
              .handler(
                  channel.alloc(),
                  target.host(),
                  target.port(),
                  limits.connectMillis(),
                  offersHttp2);
      channel.pipeline().addFirst(tls);
      Guarded guarded =
          new Guarded(
              "a TLS handshake with an origin",
              () -> shaken(tls, channel, connection),
              () -> refused(connection, UpstreamFailure.OURS));
      tls.handshakeFuture().addListener(done -> guarded.run());
    }

    private void shaken(SslHandler tls, Channel channel, UpstreamConnection connection) {
      Throwable cause = tls.handshakeFuture().cause();
      if (cause != null) {
        refused(connection, UpstreamFailure.of(OriginFault.of(cause)));
      } else if (Engines.HTTP_2.equals(tls.applicationProtocol())) {
        shareable(channel, connection);
      } else {
        if (offersHttp2) {
          learn(OriginVersion.HTTP_1_1);
        }
        ready(connection);
      }
    }

    private void refused(UpstreamConnection connection, UpstreamFailure failure) {
      connection.close();
      failed(failure);
    }

    private void ready(UpstreamConnection connection) {
      end();
      owner.parts().metrics().upstreams().incrementAndGet();
      connection.markCounted();
      lessee.connected(connection);
      serveWaiting();
    }

    private void shareable(Channel channel, UpstreamConnection connection) {
      end();
      learn(OriginVersion.HTTP_2);
      OriginStreams streams =
          OriginStreams.begin(HostPool.this, owner.parts(), channel, connection);
      owner.parts().metrics().upstreams().incrementAndGet();
      shared.add(streams);
      OriginStream first = streams.open();
      if (first == null) {
        fail(lessee, UpstreamFailure.DIED);
      } else {
        lessee.connected(first);
      }
      serveWaiting();
    }
  }

  private void learn(OriginVersion now) {
    if (version != OriginVersion.HTTP_1_1_REQUIRED) {
      version = now;
      owner.learn(target, asked, now);
    }
  }

  /** The origin said that it wants HTTP/1.1 for what it is asked. */
  void refusesHttp2() {
    learn(OriginVersion.HTTP_1_1_REQUIRED);
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
    if (unused.remove(connection)) {
      owner.idleChanged(-1);
    }
    freed();
  }

  /** A connection that was shared has closed. */
  void closed(OriginStreams streams) {
    shared.remove(streams);
    freed();
  }

  private void freed() {
    open--;
    owner.parts().metrics().upstreams().decrementAndGet();
    serveWaiting();
  }

  /** A connection that is shared may take one more. */
  void roomMade() {
    if (!waiting.isEmpty()) {
      serveWaiting();
    }
  }

  private void serveWaiting() {
    boolean served = true;
    while (served) {
      served = serveOne();
    }
    forgetIfEmpty();
  }

  private boolean serveOne() {
    for (UpstreamPool.Lessee next : waiting) {
      Upstream ready = find(next);
      if (ready != null) {
        waiting.remove(next);
        next.connected(ready);
        return true;
      }
      if (mayDial(next)) {
        waiting.remove(next);
        dial(next);
        return true;
      }
    }
    return false;
  }

  private void forgetIfEmpty() {
    if (open == 0 && waiting.isEmpty()) {
      sharing.cancel();
      owner.forget(target, asked);
    }
  }

  Ticker ticker() {
    return owner.parts().ticker();
  }

  /** Whether one more unused connection may be kept. */
  boolean mayKeep() {
    return owner.mayKeep();
  }

  void idleChanged(int by) {
    owner.idleChanged(by);
  }

  int streamsMax() {
    return streamsMax;
  }

  void streamsMax(int said) {
    streamsMax = said;
  }

  void closeIdle() {
    for (UpstreamConnection each : unused.toArray(new UpstreamConnection[0])) {
      each.close();
    }
    for (OriginStreams each : shared.toArray(new OriginStreams[0])) {
      if (each.isUnused()) {
        each.close();
      }
    }
  }
}
