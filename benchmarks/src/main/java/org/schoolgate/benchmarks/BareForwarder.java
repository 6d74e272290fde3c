package org.schoolgate.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The floor: a program that passes bytes from client to origin and back with the gateway's library
 * and virtual machine, and looks at none of them. Two reads and two writes a request are what any
 * proxy pays; what the gateway costs above this row is its own doing.
 */
public final class BareForwarder {

  private BareForwarder() {}

  /**
   * Passes on until it is ended.
   *
   * @param arguments the port to listen on and the origin's, both of the loopback address
   */
  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    int origin = Integer.parseInt(arguments[1]);
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory());
    ChannelFuture listening =
        new ServerBootstrap()
            .group(loops)
            .channel(EpollServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel client) {
                    connect(client, origin);
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), port);
    listening.syncUninterruptibly();
  }

  /** The same program as a child process with the virtual machine's settings of the launcher. */
  static Peer start(Path scratch, PageOrigin origin) throws Exception {
    int port = Child.freePort();
    Child child =
        Child.start(
            "bare forwarder",
            scratch,
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                BareForwarder.class.getName(),
                Integer.toString(port),
                Integer.toString(origin.port())));
    child.awaitPort(port, Duration.ofSeconds(15));
    return new Peer("bare forwarder (Netty)", child, port);
  }

  private static void connect(Channel client, int origin) {
    client.config().setAutoRead(false);
    ChannelFuture connected =
        new Bootstrap()
            .group(client.eventLoop())
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(new PassOn(client))
            .connect(InetAddress.getLoopbackAddress(), origin);
    client.pipeline().addLast(new PassOn(connected.channel()));
    ChannelFuture unused =
        connected.addListener(
            done -> {
              if (done.isSuccess()) {
                client.config().setAutoRead(true);
              } else {
                close(client);
              }
            });
  }

  private static void close(Channel channel) {
    ChannelFuture unused = channel.close();
  }

  /** Each connection writes to the other what it reads. */
  private static final class PassOn extends ChannelInboundHandlerAdapter {
    private final Channel other;

    PassOn(Channel other) {
      this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
      ChannelFuture unused = other.write(bytes, other.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      other.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      close(other);
    }
  }
}
