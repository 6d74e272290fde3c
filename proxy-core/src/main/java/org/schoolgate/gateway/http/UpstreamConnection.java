package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.tls.ClientFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to an origin: sends requests and reads their responses, one at a time.
 *
 * <p>It is in one of three situations: idle in the pool, where any byte that comes makes it unfit;
 * lent to a request, whose {@link ResponseListener} hears everything; or closed. Its event loop
 * owns it.
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter
    implements Upstream, BodyReader.Sink {

  private static final Logger LOG = LoggerFactory.getLogger(UpstreamConnection.class);
  static final int INTERIM_HEADS_MAX = 16;

  private enum State {
    IDLE,
    HEAD,
    BODY,
    /** The response is whole, but the connection is still lent. */
    ANSWERED,
    CLOSED
  }

  private final HostPool pool;
  private final HeadReader fields;
  private final ResponseHead head;
  private final BodyReader body;
  private @Nullable Channel channel;
  private @Nullable ResponseListener listener;
  private @Nullable Deadline idle;
  private @Nullable ChunkWriter chunks;
  private State state = State.IDLE;
  private boolean toHead;
  private boolean anyByte;
  private boolean reused;
  private boolean counted;

  /** The origin said inside TLS that it has said everything. */
  private boolean goodbye;

  /** Somebody speaks another protocol on its channel. */
  private boolean handedOver;

  /** What came or went on it makes it nobody else's. */
  private boolean spoilt;

  private int interimHeads;

  UpstreamConnection(HostPool pool, HttpSettings.Heads limits) {
    this.pool = pool;
    this.fields = HeadReader.within(limits, HeadReader.Kind.RESPONSE);
    this.head = new ResponseHead(fields);
    this.body = BodyReader.within(limits, true);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    channel = ctx.channel();
    idle = new Deadline(ctx.executor(), pool.ticker(), this::close);
  }

  @Override
  public void lend(ResponseListener to, boolean requestIsHead) {
    listener = to;
    toHead = requestIsHead;
    anyByte = false;
    interimHeads = 0;
    fields.reset();
    state = State.HEAD;
    if (idle != null) {
      idle.disarm();
    }
  }

  /** It waits for another request, or closes if it cannot carry one. */
  @Override
  public void giveBack(boolean clean) {
    listener = null;
    boolean usable = clean && !spoilt && state == State.ANSWERED && isActive();
    if (!usable) {
      close();
      return;
    }
    state = State.IDLE;
    reused = true;
    setReading(true);
    pool.giveBack(this);
  }

  @Override
  public void returnUnused() {
    if (isActive()) {
      pool.giveBack(this);
    }
  }

  /** To be called by the pool when it keeps it. */
  void keepFor(int millis) {
    if (idle != null) {
      idle.arm(millis);
    }
  }

  @Override
  public void close() {
    listener = null;
    state = State.CLOSED;
    if (channel != null) {
      Wire.close(channel);
    }
  }

  /** It takes no place in the pool any more. */
  @Override
  public void handOver(ChannelHandler next) {
    listener = null;
    state = State.CLOSED;
    handedOver = true;
    if (idle != null) {
      idle.cancel();
    }
    pool.closed(this);
    channel().pipeline().replace(this, null, next);
  }

  boolean isActive() {
    return channel != null && channel.isActive();
  }

  @Override
  public boolean isWritable() {
    return channel != null && channel.isWritable();
  }

  /** Whether it carried another request before. */
  @Override
  public boolean isReused() {
    return reused;
  }

  /** It connected: from now on its closing frees a place. */
  void markCounted() {
    counted = true;
  }

  boolean isCounted() {
    return counted;
  }

  InetSocketAddress address() {
    if (channel != null && channel.remoteAddress() instanceof InetSocketAddress address) {
      return address;
    }
    throw new IllegalStateException("the upstream is not connected");
  }

  @Override
  public ByteBufAllocator alloc() {
    return channel().alloc();
  }

  @Override
  public void writeHead(ByteBuf bytes, RequestHead request) {
    spoilt |= ConnectionLogin.isIn(request.fields());
    chunks = request.framing().kind() == Framing.Kind.CHUNKED ? new ChunkWriter() : null;
    write(bytes);
  }

  @Override
  public void writeBody(ByteBuf content) {
    if (chunks == null) {
      write(content);
    } else {
      chunks.chunk(content, alloc(), this::write);
    }
  }

  @Override
  public void endBody(@Nullable HeadReader trailers) {
    if (chunks != null) {
      chunks.end(trailers, alloc(), this::write);
    }
  }

  private void write(ByteBuf bytes) {
    Wire.write(channel(), bytes);
  }

  @Override
  public void flush() {
    channel().flush();
  }

  @Override
  public void setReading(boolean on) {
    if (channel != null) {
      Wire.read(channel, on);
    }
  }

  private Channel channel() {
    if (channel == null) {
      throw new IllegalStateException("the upstream has no channel yet");
    }
    return channel;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      take(in);
      if (handedOver && in.isReadable()) {
        ctx.fireChannelRead(in.readRetainedSlice(in.readableBytes()));
      }
    } catch (MalformedMessage malformed) {
      LOG.debug("a response was malformed: {}", malformed.problem());
      fail(UpstreamFailure.MALFORMED);
    } finally {
      in.release();
    }
  }

  private void take(ByteBuf in) throws MalformedMessage {
    while (in.isReadable() && state != State.CLOSED) {
      switch (state) {
        case HEAD -> {
          anyByte = true;
          if (!fields.read(in)) {
            return;
          }
          headRead(in);
        }
        case BODY -> {
          if (body.read(in, this)) {
            end(in);
          }
        }
        case IDLE, ANSWERED -> {
          // Bytes that no request asked for: whoever got this connection next would take them
          // for its response.
          unasked();
          return;
        }
        case CLOSED -> {}
      }
    }
  }

  private void headRead(ByteBuf in) throws MalformedMessage {
    head.check(toHead);
    spoilt |= ConnectionLogin.isIn(fields);
    ResponseListener to = listener();
    if (head.isInterim()) {
      if (++interimHeads > INTERIM_HEADS_MAX) {
        throw new MalformedMessage("interim", "there are too many interim responses");
      }
      to.interimHead(head);
      fields.reset();
      return;
    }
    state = State.BODY;
    body.begin(head.framing());
    to.responseHead(head);
    if (state == State.BODY && head.framing().kind() == Framing.Kind.NONE) {
      end(in);
    }
  }

  private void end(ByteBuf in) {
    if (state == State.BODY) {
      state = State.ANSWERED;
      // While the answer is held, whatever else comes must be seen before somebody else gets this.
      setReading(true);
      listener().responseEnd(head.keepAlive() && !in.isReadable(), body.trailers());
    }
  }

  private void unasked() {
    if (state == State.IDLE) {
      close();
    } else {
      spoilt = true;
      setReading(false);
    }
  }

  @Override
  public void data(ByteBuf content) {
    if (listener == null) {
      content.release();
    } else {
      listener.responseData(content);
    }
  }

  private ResponseListener listener() {
    if (listener == null) {
      throw new IllegalStateException("the upstream is lent to nobody");
    }
    return listener;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (listener != null) {
      listener.responseReadComplete();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (listener != null && ctx.channel().isWritable()) {
      listener.upstreamWritable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslCloseCompletionEvent said && said.isSuccess()) {
      goodbye = true;
      Wire.close(ctx.channel());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (idle != null) {
      idle.cancel();
    }
    // Inside TLS whoever cuts the connection cannot say goodbye (RFC 9112 section 9.8).
    boolean whole = goodbye || ctx.pipeline().get(SslHandler.class) == null;
    if (state == State.BODY && body.endsWithConnection() && whole && listener != null) {
      state = State.ANSWERED;
      listener.responseEnd(false, null);
    } else if (state == State.HEAD) {
      fail(anyByte ? UpstreamFailure.TRUNCATED : UpstreamFailure.DIED);
    } else if (state == State.BODY) {
      fail(UpstreamFailure.TRUNCATED);
    }
    state = State.CLOSED;
    pool.closed(this);
  }

  /** Tells the borrower, if there is one, and closes. */
  private void fail(UpstreamFailure failure) {
    ResponseListener to = listener;
    close();
    if (to != null) {
      to.upstreamFailed(failure, anyByte);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException) && !ClientFault.isTls(cause)) {
      LOG.error("an upstream connection failed", cause);
      fail(UpstreamFailure.OURS);
    } else if (state == State.IDLE || !ctx.channel().isActive()) {
      close();
    } else {
      LOG.debug("an upstream connection failed: {}", cause.toString());
      fail(anyByte ? UpstreamFailure.TRUNCATED : UpstreamFailure.DIED);
    }
  }
}
