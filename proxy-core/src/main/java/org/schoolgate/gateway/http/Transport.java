package org.schoolgate.gateway.http;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The kinds of channel that go together: epoll where the kernel and the native library allow, else
 * NIO.
 *
 * @param name for the log
 */
record Transport(
    String name,
    IoHandlerFactory io,
    Class<? extends ServerSocketChannel> server,
    Class<? extends SocketChannel> socket,
    Class<? extends DatagramChannel> datagram) {

  /** The best there is here. */
  static Transport best() {
    return Epoll.isAvailable()
        ? new Transport(
            "epoll",
            EpollIoHandler.newFactory(),
            EpollServerSocketChannel.class,
            EpollSocketChannel.class,
            EpollDatagramChannel.class)
        : new Transport(
            "nio",
            NioIoHandler.newFactory(),
            NioServerSocketChannel.class,
            NioSocketChannel.class,
            NioDatagramChannel.class);
  }

  /** Whether connections that the network diverts can be taken. */
  boolean diverts() {
    return socket == EpollSocketChannel.class;
  }

  EventLoopGroup loops(String threadName, int threads) {
    return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(threadName), io);
  }
}
