package org.schoolgate.gateway.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A server beside the proxy that answers from memory: one port and one thread of its own, so that
 * nothing that is asked there delays a child's page.
 */
final class SmallServer implements AutoCloseable {

  private final EventLoopGroup loop;
  private final Channel channel;

  /**
   * Begins to listen.
   *
   * @param name what its thread is called
   * @param backlog how many connections may wait to be accepted
   * @param accepted is given each connection, on the server's thread
   * @throws IOException if it cannot listen there
   */
  SmallServer(String name, InetSocketAddress address, int backlog, Consumer<SocketChannel> accepted)
      throws IOException {
    Transport transport = Transport.best();
    loop = transport.loops(name, 1);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(transport.server())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, backlog)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel child) {
                    accepted.accept(child);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      Object unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException("cannot listen at " + address, bound.cause());
    }
    channel = bound.channel();
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
