package org.schoolgate.gateway.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.gateway.Gatekeeper;
import org.schoolgate.gateway.tls.Interception;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy, explicit and transparent: listens, reads requests, enforces the decisions of its
 * {@link Gatekeeper}.
 *
 * <h2>How it is built</h2>
 *
 * <p>A few event loops, one a core, each a thread that never blocks. A client's connection stays on
 * one loop, and so does every upstream connection that serves it, because each loop has an {@link
 * UpstreamPool} of its own: a byte is copied from socket to buffer and from buffer to socket on one
 * thread, without a lock, a queue or a hop. That, and heads that stay bytes ({@link HeadReader}),
 * is what keeps a forwarded request at a few microseconds.
 *
 * <pre>
 * ClientConnection  one client: heads and bodies out of its bytes, strictly, one at a time
 *   RequestIntake   heads out of bytes, flows out of heads
 *   RequestFlow     one request: decide, forward or answer, account; implements Enforcer
 *     OriginSide    what it has to do with its origin:
 *     RequestRelay  the request to the origin        (InspectedBody where it is inspected)
 *     ResponseRelay the response to the client       (InspectedBody where it is inspected)
 *     OriginLease   the connection that both use
 *   UpgradedFlow    what was one and is a WebSocket now; MessageRelay reads it, with a MessageLane each way
 * ClientStreams     one client that speaks HTTP/2 inside its tunnel; many requests at a time
 *   ClientStream    one of them, a RequestFlow as above
 *   ConnectFlow     one CONNECT: decide, open, read the ClientHello; implements Enforcer
 *   DivertedTls     one connection to a secure port: read the ClientHello
 *   HelloFlow       one ClientHello: decide, relay or answer, account; implements Enforcer
 *     TunnelRelay   bytes both ways, unread
 *     ClientTls     the handshake of a tunnel that is read; then requests come out of it as above
 * UpstreamPool, HostPool, Dialler, Upstream   the way out
 * </pre>
 *
 * <h2>What it promises</h2>
 *
 * <ul>
 *   <li>Nothing is done before its decision is on record; a decision that it does not know is
 *       treated as a block.
 *   <li>Every decided flow is closed exactly once, however it ended.
 *   <li>Nobody waits for somebody else's origin: all that is shared is the thread, and the thread
 *       never waits.
 *   <li>Memory does not grow with a slow reader, a flood, or a body of any length: sockets are not
 *       read while the other side does not take.
 *   <li>What cannot be read in one way is not forwarded (RFC 9112 section 11.2).
 * </ul>
 *
 * <p>Thread-safe. {@link #close} is for the end of the process; {@link #drain} first, to be polite.
 */
public final class HttpEdge implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);
  private static final int BACKLOG = 1024;

  private final EdgeParts parts;
  private final EventLoopGroup acceptor;
  private final EventLoopGroup loops;
  private final Map<EventLoop, UpstreamPool> pools = new HashMap<>();
  private final List<Channel> listening = new CopyOnWriteArrayList<>();

  /**
   * An edge that does not listen yet.
   *
   * @param gatekeeper decides
   * @param pages what the gateway itself answers with
   * @param names finds addresses; is not closed with the edge
   * @param guard says which addresses may be dialled
   * @param interception what it takes to read HTTPS; null to pass it through unread; is not closed
   *     with the edge
   * @param registry gets the meters {@code schoolgate.*}
   * @param clock says when a request came
   */
  public HttpEdge(
      HttpSettings settings,
      Gatekeeper gatekeeper,
      Pages pages,
      NameResolver names,
      AddressGuard guard,
      @Nullable Interception interception,
      MeterRegistry registry,
      Clock clock) {
    Transport transport = Transport.best();
    Ticker ticker = Ticker.systemTicker();
    EdgeMetrics metrics = new EdgeMetrics(registry);
    this.parts =
        new EdgeParts(
            settings,
            transport,
            gatekeeper,
            pages,
            guard,
            names,
            new RequestWriter(new AcceptEncoding(BodyFormat.acceptEncoding())),
            new CutPages(ticker),
            metrics,
            interception,
            clock,
            ticker,
            new AtomicLong(),
            new HeldBudget(settings.bodies().heldBytesMax()),
            new ClientCensus(settings.clients(), metrics.clients(), ticker),
            new AtomicBoolean());
    this.acceptor = transport.loops("schoolgate-accept", 1);
    int threads = settings.clients().eventLoops();
    this.loops =
        transport.loops(
            "schoolgate-http", threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
    for (EventExecutor loop : loops) {
      EventLoop eventLoop = (EventLoop) loop;
      pools.put(eventLoop, new UpstreamPool(eventLoop, parts));
    }
  }

  /**
   * Listens at an address as the explicit proxy.
   *
   * @see #listen(InetSocketAddress, Door)
   */
  public InetSocketAddress listen(InetSocketAddress address) throws IOException {
    return listen(address, Door.explicitProxy());
  }

  /**
   * Listens at an address; may be called for several.
   *
   * @param door what comes in there
   * @return where it listens, with the port that was chosen if 0 was asked for
   * @throws IOException if it cannot listen there
   */
  public InetSocketAddress listen(InetSocketAddress address, Door door) throws IOException {
    if (door.diversion() != Door.Diversion.NONE && !parts.transport().diverts()) {
      throw new IOException("diverted connections are taken on Linux with epoll alone");
    }
    int unsent = parts.settings().bodies().unsentBytesMax();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(acceptor, loops)
            .channel(parts.transport().server())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(unsent / 2, unsent))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel, door);
                  }
                });
    if (door.diversion() == Door.Diversion.TPROXY) {
      bootstrap.option(EpollChannelOption.IP_TRANSPARENT, true);
    }
    Future<?> bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("cannot listen at " + address, bound.cause());
    }
    Channel channel = ((io.netty.channel.ChannelFuture) bound).channel();
    listening.add(channel);
    InetSocketAddress at = (InetSocketAddress) channel.localAddress();
    LOG.info("{} is listened for at {} ({})", door.speaks(), at, parts.transport().name());
    return at;
  }

  private void accept(SocketChannel channel, Door door) {
    InetSocketAddress remote = channel.remoteAddress();
    if (remote == null || parts.draining().get()) {
      Wire.close(channel);
      return;
    }
    InetAddress address = Diverted.plain(remote.getAddress());
    InetSocketAddress local = listenerOf(channel);
    InetSocketAddress diverted =
        local == null ? null : Diverted.destination(channel, door.diversion(), local.getPort());
    if (door.relays().stream().noneMatch(relay -> relay.contains(address))) {
      enter(channel, door, address, diverted);
      return;
    }
    RelayHeader.await(
        channel.pipeline(),
        parts.settings().heads().headMillis(),
        parts.metrics(),
        (client, destination) ->
            enter(
                channel,
                door,
                client == null ? address : client,
                destination == null ? diverted : destination));
  }

  private static @Nullable InetSocketAddress listenerOf(SocketChannel channel) {
    Channel listener = channel.parent();
    return listener == null ? null : (InetSocketAddress) listener.localAddress();
  }

  /** Takes a connection in as that of a client. */
  private void enter(
      SocketChannel channel,
      Door door,
      InetAddress address,
      @Nullable InetSocketAddress destination) {
    UpstreamPool pool = pools.get(channel.eventLoop());
    if (pool == null || !parts.census().enter(address)) {
      parts.metrics().connectionTurnedAway();
      Wire.close(channel);
      return;
    }
    WayIn way =
        destination == null || door.speaks() == Door.Speaks.PROXY
            ? new WayIn.ExplicitProxy(parts.interception() != null)
            : new WayIn.Diverted(destination);
    ClientConnection connection = new ClientConnection(parts, pool, channel, address, way);
    parts.census().add(connection);
    channel.closeFuture().addListener(closed -> parts.census().leave(address, connection));
    channel.pipeline().addLast(connection);
    if (door.speaks() != Door.Speaks.PROXY && destination == null) {
      connection.beginUndiverted();
    } else if (door.speaks() == Door.Speaks.TLS && destination != null) {
      connection.beginDivertedTls(destination);
    } else {
      connection.begin();
    }
  }

  /**
   * Accepts nobody any more, lets the responses in progress end, then closes. Tunnels are closed
   * when they fall silent. Blocks the caller.
   *
   * @return whether everything ended in time; what did not was cut
   */
  public boolean drain(Duration max) {
    parts.draining().set(true);
    for (Channel channel : listening) {
      channel.close().awaitUninterruptibly();
    }
    listening.clear();
    for (ClientConnection connection : parts.census().connections()) {
      connection.loop().execute(connection::drain);
    }
    boolean ended = awaitEmpty(max);
    for (ClientConnection connection : parts.census().connections()) {
      connection.loop().execute(connection::reset);
    }
    return ended;
  }

  private boolean awaitEmpty(Duration max) {
    try {
      return parts.census().awaitEmpty(max.toNanos());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Cuts whatever is left and frees the threads. */
  @Override
  public void close() {
    boolean unused = drain(Duration.ZERO);
    pools.forEach((loop, pool) -> loop.execute(pool::closeIdle));
    Future<?> acceptorGone = acceptor.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    Future<?> loopsGone = loops.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    acceptorGone.awaitUninterruptibly();
    loopsGone.awaitUninterruptibly();
  }
}
