package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.enforce.Reply;
import org.schoolgate.gateway.tls.ClientFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: takes requests out of its bytes, one at a time; plain bytes, whether or
 * not TLS is spoken before them ({@link ClientTls}).
 *
 * <p>Bytes that come are appended to {@code input} and {@link #advance} takes from it what the
 * state allows: a head, then the body as fast as the flow takes it, then nothing until the response
 * has been written; only then is the next head looked at. So pipelined requests are answered in
 * their order by construction: there is never a second one in progress. What is not taken stays in
 * {@code input}, and the socket is not read while there is enough of it; the client's own TCP then
 * waits.
 *
 * <p>One {@link Deadline} serves every phase: a head has a fixed time from its first byte, which
 * dripping does not extend; between requests, in bodies and while an origin is awaited it is moved.
 *
 * <p>Its event loop owns it.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter implements Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  private enum State {
    HEAD,
    BODY,
    /** The request is whole; its response is on the way. */
    ANSWERING,
    TUNNEL,
    /** Nothing that comes counts any more; it is read only so that the last words arrive. */
    CLOSING
  }

  private final EdgeParts parts;
  private final UpstreamPool pool;
  private final Channel channel;
  private final EventLoop loop;
  private final InetAddress address;
  private final Deadline deadline;
  private final RequestIntake intake;
  private final BodyReader body;
  private State state = State.HEAD;
  private final PendingBytes input = new PendingBytes();
  private @Nullable RequestFlow flow;
  private @Nullable TunnelStage tunnel;
  private boolean advancing;

  /**
   * A connection that has said nothing yet.
   *
   * @param address whose it is
   * @param way how its requests will name what they ask for
   */
  ClientConnection(
      EdgeParts parts, UpstreamPool pool, Channel channel, InetAddress address, WayIn way) {
    this.parts = parts;
    this.pool = pool;
    this.channel = channel;
    this.loop = channel.eventLoop();
    this.address = address;
    this.deadline = new Deadline(loop, parts.ticker(), this::timedOut);
    this.intake = new RequestIntake(parts, address, way);
    this.body = BodyReader.within(parts.settings().heads(), false);
  }

  /** Begins to hear it; called once, when the channel is active. */
  void begin() {
    deadline.arm(parts.settings().clients().idleMillis());
  }

  /**
   * The same for one that the network diverted here on its way to a secure port.
   *
   * @param destination where its client meant to connect to
   */
  void beginDivertedTls(InetSocketAddress destination) {
    goOn(new DivertedTls(this, parts, pool.dialler(), destination));
  }

  /** The same for one that came to a port of diverted connections by itself: it is told so. */
  void beginUndiverted() {
    refuse(
        new EarlyRefusal(
            400,
            "not-diverted",
            "this port takes connections that the network diverts to it; browsers are given the"
                + " port of the proxy",
            false));
  }

  /** The bytes of the client are that stage's from now on, with those that came early. */
  void goOn(TunnelStage next) {
    state = state == State.CLOSING ? state : State.TUNNEL;
    tunnel = next;
    next.start();
    ByteBuf early = tunnel == null ? null : input.take();
    if (early != null && tunnel != null) {
      tunnel.fromClient(early);
      tunnel.clientReadComplete();
    }
  }

  @Override
  public void upgrade(Function<ClientConnection, TunnelStage> next) {
    goOn(next.apply(this));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (state == State.CLOSING) {
      bytes.release();
    } else if (tunnel != null) {
      tunnel.fromClient(bytes);
    } else {
      input.add(ctx.alloc(), bytes);
      advance();
    }
  }

  /** Takes all that can be taken now. */
  private void advance() {
    if (advancing) {
      return;
    }
    advancing = true;
    try {
      while (step()) {
        // each step says whether another may follow
      }
    } catch (MalformedMessage malformed) {
      refuse(malformed);
    } finally {
      advancing = false;
    }
    if (input.readable() == null) {
      input.release();
    }
    updateReading();
  }

  private boolean step() throws MalformedMessage {
    ByteBuf in = input.readable();
    return switch (state) {
      case HEAD -> in != null && readHead(in);
      case BODY -> in != null && readBody(in);
      case ANSWERING, TUNNEL, CLOSING -> false;
    };
  }

  private boolean readHead(ByteBuf in) throws MalformedMessage {
    if (!intake.begun()) {
      deadline.arm(parts.settings().heads().headMillis());
    }
    if (!intake.read(in)) {
      return false;
    }
    deadline.disarm();
    Flow asked = intake.flow();
    FlowAccount account = intake.account();
    if (intake.opensTunnel()) {
      goOn(new ConnectFlow(this, parts, pool.dialler(), asked, account));
      return false;
    }
    RequestHead head = intake.head();
    body.begin(head.framing());
    state = head.hasBody() ? State.BODY : State.ANSWERING;
    flow = new RequestFlow(this, parts, pool, head, asked, account);
    flow.start();
    return true;
  }

  private boolean readBody(ByteBuf in) throws MalformedMessage {
    RequestFlow to = flow;
    if (to == null || !to.request().accepts()) {
      return false;
    }
    to.requestMoves();
    if (!body.read(in, to.request())) {
      return in.isReadable();
    }
    state = State.ANSWERING;
    to.request().end(body.trailers());
    return true;
  }

  @Override
  public void bodyWanted() {
    if (state == State.BODY) {
      advance();
      RequestFlow to = flow;
      if (to != null) {
        // No read ends here that would flush: unflushed bytes would keep the origin unwritable.
        to.request().flush();
      }
    }
  }

  private void updateReading() {
    boolean on =
        switch (state) {
          case HEAD, CLOSING -> true;
          case BODY -> flow != null && flow.request().accepts();
          case ANSWERING -> input.size() < parts.settings().heads().pendingPipelinedBytesMax();
          case TUNNEL -> channel.config().isAutoRead();
        };
    Wire.read(channel, on);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (flow != null) {
      flow.request().flush();
    } else if (tunnel != null) {
      tunnel.clientReadComplete();
    }
  }

  /** What comes out of the tunnel from now on is requests. */
  void enter(Asked.Tunnel opened) {
    if (ClientTls.speaksHttp2(channel)) {
      goOn(new ClientStreams(this, parts, pool, opened));
      return;
    }
    tunnel = null;
    intake.enter(opened);
    state = State.HEAD;
    deadline.arm(parts.settings().clients().idleMillis());
    if (parts.draining().get()) {
      Wire.close(channel);
    }
  }

  @Override
  public void flowDone() {
    flow = null;
    deadline.disarm();
  }

  /** Goes on to the next request, or says goodbye. */
  @Override
  public void flowEnded(boolean keepAlive) {
    if (state == State.CLOSING) {
      return;
    }
    if (!keepAlive || state == State.BODY || parts.draining().get()) {
      closeGently();
      return;
    }
    intake.next();
    state = State.HEAD;
    deadline.arm(parts.settings().clients().idleMillis());
    advance();
  }

  private void refuse(MalformedMessage malformed) {
    if (state == State.CLOSING) {
      return;
    }
    parts.metrics().requestRefused();
    RequestFlow broken = flow;
    boolean begun = broken != null && broken.responseBegun();
    if (broken != null) {
      broken.requestMalformed();
    }
    refuse(EarlyRefusal.of(malformed, begun));
  }

  private void refuse(EarlyRefusal refusal) {
    state = State.CLOSING;
    deadline.disarm();
    input.release();
    refusal.say(parts, this);
  }

  /**
   * Ends our direction and reads on for a while: closed with bytes unread, a socket sends a reset.
   */
  void closeGently() {
    state = State.CLOSING;
    input.release();
    deadline.arm(parts.settings().clients().lingerMillis());
    Wire.finishOutput(channel);
    updateReading();
  }

  @Override
  public void reset() {
    state = State.CLOSING;
    input.release();
    Wire.reset(channel);
  }

  private void timedOut() {
    if (state == State.CLOSING) {
      Wire.close(channel);
    } else if (tunnel != null) {
      tunnel.timedOut();
    } else if (flow != null) {
      flow.timedOut();
    } else if (intake.begun()) {
      refuse(new EarlyRefusal(408, "head-too-slow", "the request took too long to arrive", false));
    } else {
      Wire.close(channel);
    }
  }

  /** Closes at once if nothing is in progress; else after what is. On the event loop. */
  void drain() {
    if (tunnel != null) {
      tunnel.drain();
    } else if (state == State.HEAD && !intake.begun()) {
      Wire.close(channel);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (tunnel != null) {
      tunnel.clientWritabilityChanged();
    } else if (flow != null) {
      flow.clientWritable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (tunnel != null) {
      tunnel.clientEvent(event);
    } else if (event instanceof SslCloseCompletionEvent said && said.isSuccess()) {
      Wire.close(channel);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    state = State.CLOSING;
    input.release();
    if (flow != null) {
      flow.clientGone();
    }
    if (tunnel != null) {
      tunnel.clientGone();
    }
    deadline.cancel();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException || ClientFault.isTls(cause)) {
      LOG.debug("a client connection failed: {}", cause.toString());
    } else {
      LOG.error("a client connection failed and was closed", cause);
      if (readingFailed()) {
        return;
      }
    }
    Wire.reset(channel);
  }

  private boolean readingFailed() {
    if (tunnel != null) {
      return tunnel.readingFailed();
    }
    return flow != null && flow.readingFailed();
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  Channel channel() {
    return channel;
  }

  ByteBufAllocator alloc() {
    return channel.alloc();
  }

  @Override
  public InetAddress address() {
    return address;
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public void arm(int millis) {
    deadline.arm(millis);
  }

  @Override
  public void disarm() {
    deadline.disarm();
  }

  void write(ByteBuf bytes) {
    Wire.write(channel, bytes);
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public void writeContinue() {
    write(Answers.goOn(alloc()));
    flush();
  }

  @Override
  public void writePage(Reply page, boolean keepAlive) {
    write(Answers.page(alloc(), page, intake.head(), keepAlive));
    flush();
  }

  @Override
  public void turnAway(Reply page) {
    write(Answers.refusal(alloc(), page));
    closeGently();
  }

  @Override
  public ClientResponse respond() {
    return new Http1Response(this, intake.head());
  }
}
