package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.enforce.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request of a client that speaks HTTP/2: what {@link ClientConnection} is for HTTP/1.1, for a
 * single stream. Its head becomes the head that says the same in HTTP/1.1 ({@link Http2Lines}), and
 * from there on it is a {@link RequestFlow} like every other.
 *
 * <p>Back-pressure is the stream's own: what the flow does not take is not read, so that no window
 * is opened for it, and {@link #isWritable} is what the client's window and its connection let
 * leave.
 *
 * <p>Its event loop, which is that of its connection, owns it.
 */
final class ClientStream extends ChannelInboundHandlerAdapter implements Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(ClientStream.class);

  private final ClientStreams streams;
  private final EdgeParts parts;
  private final Channel channel;
  private final Deadline deadline;
  private final RequestIntake intake;
  private final StreamBody body;
  private @Nullable RequestFlow flow;
  private @Nullable ChannelFuture last;
  private Http2Error error = Http2Error.INTERNAL_ERROR;
  private boolean begun;
  private boolean over;

  /** A stream that has said nothing yet. */
  ClientStream(ClientStreams streams, EdgeParts parts, Channel channel, Asked.Tunnel tunnel) {
    this.streams = streams;
    this.parts = parts;
    this.channel = channel;
    this.deadline = new Deadline(channel.eventLoop(), parts.ticker(), this::timedOut);
    this.intake = new RequestIntake(parts, streams.address(), new WayIn.Inside(tunnel));
    this.body = new StreamBody(parts.settings().heads(), channel);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    if (over) {
      ReferenceCountUtil.release(frame);
    } else if (frame instanceof Http2DataFrame data) {
      body.add(data.content(), data.isEndStream());
      advance();
    } else if (frame instanceof Http2HeadersFrame fields) {
      if (begun) {
        body.addTrailers(fields);
        advance();
      } else {
        begin(fields);
      }
    } else {
      ReferenceCountUtil.release(frame);
    }
  }

  private void begin(Http2HeadersFrame fields) {
    begun = true;
    if (!streams.mayBegin()) {
      error = Http2Error.REFUSED_STREAM;
      reset();
      return;
    }
    try {
      ByteBuf lines = Http2Lines.head(fields.headers(), !fields.isEndStream(), channel.alloc());
      try {
        if (!intake.read(lines) || lines.isReadable()) {
          throw new IllegalStateException("a head of HTTP/2 was not written as one head");
        }
      } finally {
        lines.release();
      }
    } catch (MalformedMessage malformed) {
      refuse(malformed);
      return;
    }
    RequestHead head = intake.head();
    body.begin(head.framing(), fields.isEndStream());
    RequestFlow started =
        new RequestFlow(this, parts, streams.pool(), head, intake.flow(), intake.account());
    flow = started;
    started.start();
  }

  /** Gives on what the flow takes. */
  private void advance() {
    RequestFlow to = flow;
    if (to != null) {
      try {
        body.giveTo(to);
      } catch (MalformedMessage malformed) {
        refuse(malformed);
      }
    }
  }

  @Override
  public void bodyWanted() {
    advance();
    if (flow != null) {
      flow.request().flush();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (flow != null) {
      flow.request().flush();
    }
  }

  private void refuse(MalformedMessage malformed) {
    parts.metrics().requestRefused();
    RequestFlow broken = flow;
    boolean answered = broken != null && broken.responseBegun();
    error = Http2Error.PROTOCOL_ERROR;
    over = true;
    body.close();
    if (broken != null) {
      broken.requestMalformed();
    }
    deadline.disarm();
    EarlyRefusal.of(malformed, answered).say(parts, this);
  }

  @Override
  public void flowDone() {
    flow = null;
    deadline.disarm();
  }

  /**
   * What of the request is still to come is not wanted (RFC 9113 section 8.1), which is said when
   * the last of the response has left; a client that does not take it has the time of one that is
   * idle.
   */
  @Override
  public void flowEnded(boolean keepAlive) {
    over = true;
    boolean whole = body.hasEnded();
    body.close();
    deadline.arm(parts.settings().clients().idleMillis());
    ChannelFuture written = last;
    if (!whole && written != null) {
      Http2Error why =
          error == Http2Error.PROTOCOL_ERROR ? Http2Error.PROTOCOL_ERROR : Http2Error.NO_ERROR;
      written.addListener(done -> end(why));
    }
  }

  private void end(Http2Error why) {
    if (channel.isActive()) {
      ChannelFuture unused = channel.writeAndFlush(new DefaultHttp2ResetFrame(why));
    }
  }

  @Override
  public void upgrade(Function<ClientConnection, TunnelStage> next) {
    throw new IllegalStateException("a stream cannot ask for another protocol");
  }

  @Override
  public void turnAway(Reply page) {
    Http2Response.page(this, page, false);
    flowEnded(false);
  }

  @Override
  public void reset() {
    over = true;
    body.close();
    deadline.cancel();
    end(error);
  }

  private void timedOut() {
    if (flow != null) {
      flow.timedOut();
    } else {
      reset();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (flow != null) {
      flow.clientWritable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Http2ResetFrame) {
      gone();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    streams.opened();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    gone();
    deadline.cancel();
    streams.closed();
  }

  private void gone() {
    over = true;
    body.close();
    if (flow != null) {
      flow.clientGone();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof Http2Exception) {
      // The codec resets the stream, and with that it is gone.
      LOG.debug("a stream failed: {}", cause.toString());
      parts.metrics().requestRefused();
      return;
    }
    LOG.error("a stream failed and was reset", cause);
    if (flow == null || !flow.readingFailed()) {
      reset();
    }
  }

  @Override
  public EventLoop loop() {
    return channel.eventLoop();
  }

  @Override
  public InetAddress address() {
    return streams.address();
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

  @Override
  public void flush() {
    channel.flush();
  }

  void write(Http2StreamFrame frame) {
    ChannelFuture unused = channel.write(frame);
  }

  /** Writes the frame that ends the response. */
  void writeLast(Http2StreamFrame frame) {
    last = channel.write(frame);
  }

  @Override
  public void writeContinue() {
    DefaultHttp2Headers goOn = new DefaultHttp2Headers(false);
    goOn.status("100");
    write(new DefaultHttp2HeadersFrame(goOn, false));
    flush();
  }

  @Override
  public void writePage(Reply page, boolean keepAlive) {
    Http2Response.page(this, page, intake.head().isHead());
  }

  @Override
  public ClientResponse respond() {
    return new Http2Response(this);
  }
}
