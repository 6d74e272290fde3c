package org.schoolgate.gateway.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what clients have at once, so that one has no more than its share: an address, and an IPv6
 * network of 64 bits (RFC 4291 section 2.5.1), in which a device gives itself as many addresses as
 * it likes (RFC 8981). A network may have more than an address, because a whole class may be in it.
 * Thread-safe.
 */
final class ClientShares {

  private final int perAddressMax;
  private final int perNetworkMax;
  private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

  /** By the first 64 bits. */
  private final Map<Long, Integer> byNetwork = new ConcurrentHashMap<>();

  /**
   * Shares of something of which there is only so much.
   *
   * @param max how much there is for all; an IPv6 network may have a quarter of it
   */
  ClientShares(int perAddressMax, int max) {
    this.perAddressMax = perAddressMax;
    this.perNetworkMax = Math.max(perAddressMax, max / 4);
  }

  /** One more; false, and nothing counted, if that is too many. */
  boolean take(InetAddress client) {
    add(client);
    if (isWithin(client)) {
      return true;
    }
    giveBack(client);
    return false;
  }

  /** One more, however many there are. */
  void add(InetAddress client) {
    byAddress.merge(client, 1, Integer::sum);
    if (hasNetwork(client)) {
      byNetwork.merge(networkOf(client), 1, Integer::sum);
    }
  }

  /** Whether those there are, the last one included, are not too many. */
  boolean isWithin(InetAddress client) {
    return byAddress.getOrDefault(client, 0) <= perAddressMax
        && (!hasNetwork(client) || byNetwork.getOrDefault(networkOf(client), 0) <= perNetworkMax);
  }

  /** One fewer. */
  void giveBack(InetAddress client) {
    byAddress.computeIfPresent(client, (same, count) -> count > 1 ? count - 1 : null);
    if (hasNetwork(client)) {
      byNetwork.computeIfPresent(networkOf(client), (same, count) -> count > 1 ? count - 1 : null);
    }
  }

  /** Everybody on a cable is in the one network of link-local addresses. */
  private static boolean hasNetwork(InetAddress client) {
    return client instanceof Inet6Address && !client.isLinkLocalAddress();
  }

  private static Long networkOf(InetAddress client) {
    return ByteBuffer.wrap(client.getAddress()).getLong();
  }
}
