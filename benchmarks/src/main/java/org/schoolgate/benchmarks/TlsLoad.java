package org.schoolgate.benchmarks;

import static java.util.Objects.requireNonNull;

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
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that ask for the page over TLS, all the time, inside tunnels of a proxy or straight at a
 * server: either each on one connection, or each time on a new one. What the clients cost
 * themselves is not measured.
 */
final class TlsLoad implements AutoCloseable {

  /** Whether a client stays on its connection, and on which keys it agrees. */
  enum Way {
    KEPT_ALIVE(false),
    /** The key agreement that every peer has, so that all of them do the same work. */
    NEW_CONNECTIONS(false),
    /** What today's browsers offer and OpenSSL 3.0, with which squid comes, has not got. */
    NEW_POST_QUANTUM(true);

    private final boolean postQuantum;

    Way(boolean postQuantum) {
      this.postQuantum = postQuantum;
    }

    private String[] groups() {
      return postQuantum ? new String[] {"X25519MLKEM768", "X25519"} : new String[] {"X25519"};
    }
  }

  /**
   * Where clients connect.
   *
   * @param port of the loopback address
   * @param originPort what they ask a proxy there for; 0 if the server there is to answer itself
   */
  record Via(int port, int originPort) {

    static Via proxy(int port, TlsOrigin origin) {
      return new Via(port, origin.port());
    }

    static Via nobody(int port) {
      return new Via(port, 0);
    }

    boolean isProxy() {
      return originPort != 0;
    }

    String authority() {
      return TlsOrigin.HOST + ":" + (isProxy() ? originPort : port);
    }
  }

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final Map<Way, SslContext> contexts = new EnumMap<>(Way.class);
  private final int clients;

  TlsLoad(int clients) throws Exception {
    this.clients = clients;
    for (Way way : Way.values()) {
      contexts.put(
          way,
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.OPENSSL)
              .trustManager(InsecureTrustManagerFactory.INSTANCE)
              .endpointIdentificationAlgorithm(null)
              .option(OpenSslContextOption.GROUPS, way.groups())
              .build());
    }
  }

  /**
   * What a load came to.
   *
   * @param answered requests with the whole page
   * @param failed connections that ended otherwise
   */
  record Outcome(long answered, long failed) {}

  /** Asks for some seconds. */
  Outcome run(Via via, Way way, int seconds) throws InterruptedException {
    AtomicLong answered = new AtomicLong();
    AtomicLong failed = new AtomicLong();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Run run = new Run(via, way, requireNonNull(contexts.get(way)), until, answered, failed);
    for (int i = 0; i < clients; i++) {
      run.connect();
    }
    TimeUnit.SECONDS.sleep(seconds);
    Outcome outcome = new Outcome(answered.get(), failed.get());
    TimeUnit.MILLISECONDS.sleep(500);
    return outcome;
  }

  private final class Run {
    private final Via via;
    private final Way way;
    private final SslContext tls;
    private final long until;
    private final AtomicLong answered;
    private final AtomicLong failed;

    Run(Via via, Way way, SslContext tls, long until, AtomicLong answered, AtomicLong failed) {
      this.via = via;
      this.way = way;
      this.tls = tls;
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
              .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), via.port()));
    }
  }

  /** One connection: the CONNECT if any, the handshake, and then request after request. */
  private static final class Client extends ChannelInboundHandlerAdapter {
    private final Run run;
    private boolean tunnel;
    private boolean answeredOnce;
    private int bytes;

    Client(Run run) {
      this.run = run;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      if (run.via.isProxy()) {
        String authority = run.via.authority();
        send(
            ctx.channel(), "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
      } else {
        secure(ctx);
      }
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
      secure(ctx);
    }

    private void secure(ChannelHandlerContext ctx) {
      tunnel = true;
      SslHandler handler = run.tls.newHandler(ctx.alloc(), TlsOrigin.HOST, run.via.port());
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
              + run.via.authority()
              + "\r\nUser-Agent: load\r\n\r\n");
    }

    private void answered(Channel channel) {
      answeredOnce = true;
      run.answered.incrementAndGet();
      if (run.isOver() || run.way != Way.KEPT_ALIVE) {
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
