package org.schoolgate.gateway.http;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

/**
 * The upstream connections of one event loop.
 *
 * <p>Each host and port, with TLS or without, has its own {@link HostPool} with its own limit and
 * its own queue, so that a host which does not answer delays only those who want it; there is
 * nothing that two hosts share and could fight for. A client and its upstreams are on one event
 * loop: no lock, and no hop between threads for a byte.
 */
final class UpstreamPool {

  /** Somebody who wants a connection. Called on the event loop. */
  interface Lessee {
    Subject subject();

    /** Whether of HTTP/1.1 only a new connection will do: the request could not be sent again. */
    boolean freshOnly();

    /** Whether only a connection of HTTP/1.1 will do, which carries nothing else meanwhile. */
    boolean http11Only();

    /** Here it is, not yet lent. */
    void connected(Upstream upstream);

    /** There is none. */
    void connectFailed(UpstreamFailure failure);
  }

  /** The name of a pool; hashed once for each request. */
  private record Key(String host, int port, boolean secure, String asked) {
    static Key of(Target target, HostName asked) {
      return new Key(
          target.host().text(), target.port(), target.protocol() == Protocol.HTTPS, asked.text());
    }
  }

  /** What is known of origins; those not asked for the longest time are forgotten. */
  private static final int KNOWN_MAX = 4_096;

  private final Map<Key, HostPool> hosts = new HashMap<>();
  private final Map<Key, OriginVersion> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, OriginVersion> eldest) {
          return size() > KNOWN_MAX;
        }
      };
  private final EventLoop loop;
  private final Dialler dialler;
  private final EdgeParts parts;
  private int idle;

  UpstreamPool(EventLoop loop, EdgeParts parts) {
    this.loop = loop;
    this.parts = parts;
    this.dialler = new Dialler(loop, parts);
  }

  /**
   * Asks for a connection, which may come before this returns; a failure never does.
   *
   * @param asked the host whose address is dialled; the target's own, but for a search engine that
   *     is held to safe search
   */
  HostPool acquire(Target target, HostName asked, Lessee lessee) {
    Key key = Key.of(target, asked);
    HostPool pool = hosts.get(key);
    if (pool == null) {
      OriginVersion version = known.getOrDefault(key, OriginVersion.UNKNOWN);
      pool = new HostPool(this, target, asked, version);
      hosts.put(key, pool);
    }
    pool.acquire(lessee);
    return pool;
  }

  /** For connections that are no part of the pool: tunnels. */
  Dialler dialler() {
    return dialler;
  }

  EdgeParts parts() {
    return parts;
  }

  EventLoop loop() {
    return loop;
  }

  /** Whether one more unused connection may be kept. */
  boolean mayKeep() {
    return idle < parts.settings().upstreams().upstreamsIdleMax();
  }

  void idleChanged(int by) {
    idle += by;
  }

  /** What an origin speaks has become known, and is remembered while nothing is open to it. */
  void learn(Target target, HostName asked, OriginVersion version) {
    known.put(Key.of(target, asked), version);
  }

  /** The pool of that host is empty. */
  void forget(Target target, HostName asked) {
    hosts.remove(Key.of(target, asked));
  }

  /** Closes everything that is unused; to be called on the event loop. */
  void closeIdle() {
    for (HostPool pool : hosts.values().toArray(new HostPool[0])) {
      pool.closeIdle();
    }
  }
}
