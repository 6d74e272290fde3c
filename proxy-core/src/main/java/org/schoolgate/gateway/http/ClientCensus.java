package org.schoolgate.gateway.http;

import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who is connected: counts clients against their limits, and knows when the last has left. What
 * connections of HTTP/2 carry at once counts too: requests under way, of which a client may have as
 * many as it may have connections, which carry one each ({@link ClientShares}). Thread-safe.
 */
final class ClientCensus {

  private final HttpSettings.Clients limits;
  private final AtomicInteger total;
  private final Ticker ticker;
  private final ClientShares connected;
  private final ClientShares asking;
  private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
  private final Object left = new Object();

  /**
   * A census.
   *
   * @param total where the number of all is kept
   */
  ClientCensus(HttpSettings.Clients limits, AtomicInteger total, Ticker ticker) {
    this.limits = limits;
    this.total = total;
    this.ticker = ticker;
    this.connected = shares(limits);
    this.asking = shares(limits);
  }

  private static ClientShares shares(HttpSettings.Clients limits) {
    return new ClientShares(limits.connectionsPerAddressMax(), limits.connectionsMax());
  }

  /** Counts one more connection of that address; false, and nothing counted, if it is too many. */
  boolean enter(InetAddress address) {
    if (total.incrementAndGet() > limits.connectionsMax()) {
      total.decrementAndGet();
      return false;
    }
    if (!connected.take(address)) {
      total.decrementAndGet();
      return false;
    }
    return true;
  }

  void add(ClientConnection connection) {
    connections.add(connection);
  }

  /** A connection that had entered has closed. */
  void leave(InetAddress address, ClientConnection connection) {
    connections.remove(connection);
    total.decrementAndGet();
    connected.giveBack(address);
    synchronized (left) {
      left.notifyAll();
    }
  }

  /** One more request of that address is under way beside others on its connection. */
  void asks(InetAddress address) {
    asking.add(address);
  }

  /** Whether those that are under way, the last one included, are not too many. */
  boolean mayAsk(InetAddress address) {
    return asking.isWithin(address);
  }

  /** A request for which {@link #asks} was called is no longer under way. */
  void asksNoMore(InetAddress address) {
    asking.giveBack(address);
  }

  Iterable<ClientConnection> connections() {
    return connections;
  }

  /** Waits until nobody is connected; false if the time passes first. */
  boolean awaitEmpty(long nanos) throws InterruptedException {
    long due = ticker.nanoTime() + nanos;
    synchronized (left) {
      while (!connections.isEmpty()) {
        long millis = TimeUnit.NANOSECONDS.toMillis(due - ticker.nanoTime());
        if (millis <= 0) {
          return false;
        }
        left.wait(millis);
      }
    }
    return true;
  }
}
