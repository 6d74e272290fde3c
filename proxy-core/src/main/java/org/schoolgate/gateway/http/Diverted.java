package org.schoolgate.gateway.http;

import io.netty.channel.ChannelException;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the clients of diverted connections meant to connect to, as Linux keeps it. */
final class Diverted {

  private static final Logger LOG = LoggerFactory.getLogger(Diverted.class);

  /** {@code getsockopt(SOL_IP, SO_ORIGINAL_DST)}: a sockaddr_in. */
  private static final RawUnixChannelOption ORIGINAL_4 =
      new RawUnixChannelOption("SO_ORIGINAL_DST", 0, 80, 16);

  /** {@code getsockopt(SOL_IPV6, IP6T_SO_ORIGINAL_DST)}: a sockaddr_in6. */
  private static final RawUnixChannelOption ORIGINAL_6 =
      new RawUnixChannelOption("IP6T_SO_ORIGINAL_DST", 41, 80, 28);

  private static final int PORT_AT = 2;
  private static final int ADDRESS_4_AT = 4;
  private static final int ADDRESS_6_AT = 8;

  private Diverted() {}

  /**
   * Where a connection was meant to go.
   *
   * @param listener the port at which it was taken; what was meant for it was not diverted
   * @return null if it was not diverted, or nobody knows
   */
  static @Nullable InetSocketAddress destination(
      SocketChannel channel, Door.Diversion by, int listener) {
    InetSocketAddress meant =
        switch (by) {
          case NONE -> null;
          case TPROXY -> channel.localAddress();
          case REDIRECT -> original(channel);
        };
    return meant == null || meant.getPort() == listener ? null : plain(meant);
  }

  private static @Nullable InetSocketAddress original(SocketChannel channel) {
    boolean six = plain(channel.remoteAddress().getAddress()) instanceof Inet6Address;
    ByteBuffer found;
    try {
      found = channel.config().getOption(six ? ORIGINAL_6 : ORIGINAL_4);
    } catch (ChannelException unknown) {
      LOG.debug("a connection was translated by nobody: {}", unknown.toString());
      return null;
    }
    if (found == null) {
      return null;
    }
    byte[] address = new byte[six ? 16 : 4];
    found.get(six ? ADDRESS_6_AT : ADDRESS_4_AT, address);
    return new InetSocketAddress(address(address), Short.toUnsignedInt(found.getShort(PORT_AT)));
  }

  /** The same without a scope, and an IPv4 address that is written as an IPv6 one as itself. */
  static InetSocketAddress plain(InetSocketAddress socket) {
    return new InetSocketAddress(plain(socket.getAddress()), socket.getPort());
  }

  static InetAddress plain(InetAddress address) {
    return address instanceof Inet6Address ? address(address.getAddress()) : address;
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", wrongLength);
    }
  }
}
