package org.schoolgate.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that ask for the page inside tunnels of a proxy, all the time: either each on one
 * connection, or each time on a new one. What the clients cost themselves is not measured.
 */
final class TlsLoad implements AutoCloseable {

  /** Whether a client stays on its connection. */
  enum Way {
    KEPT_ALIVE,
    NEW_CONNECTIONS
  }

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final SslContext tls;
  private final int clients;

  TlsLoad(int clients) throws Exception {
    this.clients = clients;
    this.tls =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.OPENSSL)
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .endpointIdentificationAlgorithm(null)
            .build();
  }

  /**
   * What a load came to.
   *
   * @param answered requests with the whole page
   * @param failed connections that ended otherwise
   */
  record Outcome(long answered, long failed) {}

  /** Asks for some seconds. */
  Outcome run(int proxyPort, int originPort, Way way, int seconds) throws InterruptedException {
    AtomicLong answered = new AtomicLong();
    AtomicLong failed = new AtomicLong();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Run run = new Run(proxyPort, originPort, way, until, answered, failed);
    for (int i = 0; i < clients; i++) {
      run.connect();
    }
    TimeUnit.SECONDS.sleep(seconds);
    Outcome outcome = new Outcome(answered.get(), failed.get());
    TimeUnit.MILLISECONDS.sleep(500);
    return outcome;
  }

  private final class Run {
    private final InetSocketAddress proxy;
    private final int originPort;
    private final Way way;
    private final long until;
    private final AtomicLong answered;
    private final AtomicLong failed;

    Run(
        int proxyPort,
        int originPort,
        Way way,
        long until,
        AtomicLong answered,
        AtomicLong failed) {
      this.proxy = new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort);
      this.originPort = originPort;
      this.way = way;
      this.until = until;
      this.answered = answered;
      this.failed = failed;
    }

    boolean isOver() {
      return System.nanoTime() > until;
    }

    void connect() {
      ChannelFuture unused =
          new Bootstrap()
              .group(loops)
              .channel(EpollSocketChannel.class)
              .option(ChannelOption.TCP_NODELAY, true)
              .handler(new Client(this))
              .connect(proxy);
    }
  }

  /** One connection: the CONNECT, the handshake, and then request after request. */
  private final class Client extends ChannelInboundHandlerAdapter {
    private final Run run;
    private boolean tunnel;
    private boolean answeredOnce;
    private int bytes;

    Client(Run run) {
      this.run = run;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      String authority = TlsOrigin.HOST + ":" + run.originPort;
      send(ctx.channel(), "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf read = (ByteBuf) message;
      if (tunnel) {
        bytes += read.readableBytes();
        read.release();
        if (bytes > PageOrigin.PAGE_BYTES) {
          // The head is shorter than the page; a page that has begun to exceed it is nearly whole.
          answered(ctx.channel());
        }
        return;
      }
      read.release();
      tunnel = true;
      SslHandler handler = tls.newHandler(ctx.alloc(), TlsOrigin.HOST, run.originPort);
      ctx.pipeline().addFirst(handler);
      handler
          .handshakeFuture()
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  ask(ctx.channel());
                }
              });
    }

    private void ask(Channel channel) {
      bytes = 0;
      send(
          channel,
          "GET /page.html HTTP/1.1\r\nHost: "
              + TlsOrigin.HOST
              + ":"
              + run.originPort
              + "\r\nUser-Agent: load\r\n\r\n");
    }

    private void answered(Channel channel) {
      answeredOnce = true;
      run.answered.incrementAndGet();
      if (run.isOver() || run.way == Way.NEW_CONNECTIONS) {
        ChannelFuture unused = channel.close();
      } else {
        ask(channel);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (!answeredOnce) {
        run.failed.incrementAndGet();
      }
      if (!run.isOver()) {
        run.connect();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ChannelFuture unused = ctx.close();
    }

    private void send(Channel channel, String text) {
      ChannelFuture unused =
          channel.writeAndFlush(
              Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1), channel.voidPromise());
    }
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
