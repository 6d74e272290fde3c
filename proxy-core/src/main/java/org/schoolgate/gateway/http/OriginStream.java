package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2PushPromiseFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.tls.ClientFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on a connection of HTTP/2 to an origin: what {@link UpstreamConnection} is for
 * HTTP/1.1, for a single stream. The head of the answer becomes the head that says the same in
 * HTTP/1.1 ({@link Http2AnswerLines}), and from there on it is relayed like every other.
 *
 * <p>Back-pressure is the stream's own: what the client does not take is not read, so that no
 * window is opened for it, and {@link #isWritable} is what the origin's window lets leave.
 *
 * <p>Its event loop, which is that of its connection, owns it.
 */
final class OriginStream extends ChannelInboundHandlerAdapter implements Upstream {

  private static final Logger LOG = LoggerFactory.getLogger(OriginStream.class);
  private static final int SWITCHING_PROTOCOLS = 101;

  private enum State {
    HEAD,
    BODY,
    ANSWERED,
    CLOSED
  }

  private final OriginStreams streams;
  private final HttpSettings.Heads limits;
  private final HeadReader fields;
  private final ResponseHead head;
  private @Nullable Channel channel;
  private @Nullable ResponseListener listener;
  private @Nullable ChannelFuture last;
  private State state = State.HEAD;
  private Framing framing = Framing.NONE;
  private boolean toHead;
  private boolean anyByte;
  private boolean answered;
  private boolean headFailed;
  private long bytes;
  private long heardBefore;
  private int interimHeads;

  OriginStream(OriginStreams streams, HttpSettings.Heads limits) {
    this.streams = streams;
    this.limits = limits;
    this.fields = HeadReader.within(limits, HeadReader.Kind.RESPONSE);
    this.head = new ResponseHead(fields);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    channel = ctx.channel();
  }

  @Override
  public void lend(ResponseListener to, boolean requestIsHead) {
    listener = to;
    toHead = requestIsHead;
    heardBefore = streams.heard();
  }

  @Override
  public void writeHead(ByteBuf lines, RequestHead request) {
    Http2Headers asked;
    try {
      asked = Http2RequestFields.of(lines, streams.written(), Hops.takesTrailers(request.fields()));
    } finally {
      lines.release();
    }
    boolean whole = !request.hasBody();
    ChannelFuture written = channel().write(new DefaultHttp2HeadersFrame(asked, whole));
    last = whole ? written : null;
    written.addListener(done -> headFailed = !done.isSuccess());
  }

  @Override
  public void writeBody(ByteBuf content) {
    ChannelFuture unused = channel().write(new DefaultHttp2DataFrame(content, false));
  }

  @Override
  public void endBody(@Nullable HeadReader trailers) {
    if (last == null) {
      Http2Headers after = Http2RequestFields.after(trailers);
      last =
          channel()
              .write(
                  after.isEmpty()
                      ? new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true)
                      : new DefaultHttp2HeadersFrame(after, true));
    }
  }

  @Override
  public void flush() {
    channel().flush();
  }

  @Override
  public ByteBufAllocator alloc() {
    return channel().alloc();
  }

  @Override
  public boolean isWritable() {
    return channel().isWritable();
  }

  @Override
  public void setReading(boolean on) {
    Wire.read(channel(), on);
  }

  /** Whether its connection has answered others, and nothing came on it since this was asked. */
  @Override
  public boolean isReused() {
    return streams.hasAnswered() && streams.heard() == heardBefore;
  }

  /** A request of which the origin has not taken the last is taken back. */
  @Override
  public void giveBack(boolean clean) {
    ChannelFuture end = last;
    boolean whole = clean && state == State.ANSWERED && end != null && end.isSuccess();
    listener = null;
    if (!whole) {
      close();
    }
  }

  @Override
  public void returnUnused() {
    close();
  }

  @Override
  public void close() {
    listener = null;
    state = State.CLOSED;
    Wire.close(channel());
  }

  @Override
  public void handOver(ChannelHandler next) {
    throw new IllegalStateException("a stream cannot be given to another protocol");
  }

  private Channel channel() {
    if (channel == null) {
      throw new IllegalStateException("the stream has no channel yet");
    }
    return channel;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    streams.hears();
    try {
      if (frame instanceof Http2HeadersFrame said) {
        headersRead(said);
      } else if (frame instanceof Http2DataFrame data) {
        dataRead(data);
      } else if (frame instanceof Http2PushPromiseFrame) {
        streams.breaksRules();
      }
    } catch (MalformedMessage malformed) {
      LOG.debug("a response was malformed: {}", malformed.problem());
      fail(UpstreamFailure.MALFORMED);
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  private void headersRead(Http2HeadersFrame said) throws MalformedMessage {
    if (state == State.HEAD) {
      headRead(said);
    } else if (state == State.BODY) {
      if (!said.isEndStream()) {
        throw new MalformedMessage("trailers", "the fields after the body do not end the response");
      }
      end(Http2Lines.readTrailers(said.headers(), limits, alloc()));
    }
  }

  private void headRead(Http2HeadersFrame said) throws MalformedMessage {
    anyByte = true;
    ByteBuf lines = Http2AnswerLines.head(said.headers(), said.isEndStream(), toHead, alloc());
    try {
      fields.reset();
      if (!fields.read(lines) || lines.isReadable()) {
        throw new IllegalStateException("a head of HTTP/2 was not written as one head");
      }
    } finally {
      lines.release();
    }
    head.check(toHead);
    ResponseListener to = listener();
    if (head.isInterim()) {
      checkInterim(said.isEndStream());
      to.interimHead(head);
      return;
    }
    framing = head.framing();
    if (said.isEndStream() && framing.kind() == Framing.Kind.LENGTH) {
      throw new MalformedMessage("body-length", "the body is shorter than its head says");
    }
    state = State.BODY;
    to.responseHead(head);
    if (said.isEndStream()) {
      end(null);
    }
  }

  private void checkInterim(boolean endOfStream) throws MalformedMessage {
    if (endOfStream || head.status() == SWITCHING_PROTOCOLS) {
      throw new MalformedMessage("interim", "an interim response is no such");
    }
    if (++interimHeads > UpstreamConnection.INTERIM_HEADS_MAX) {
      throw new MalformedMessage("interim", "there are too many interim responses");
    }
  }

  private void dataRead(Http2DataFrame data) throws MalformedMessage {
    if (state == State.HEAD) {
      throw new MalformedMessage("no-head", "the body comes before its head");
    }
    if (state != State.BODY) {
      return;
    }
    bytes += data.content().readableBytes();
    boolean known = framing.kind() != Framing.Kind.CHUNKED;
    if (known && (bytes > framing.bytes() || (data.isEndStream() && bytes < framing.bytes()))) {
      throw new MalformedMessage("body-length", "the body is not as long as its head says");
    }
    if (data.content().isReadable()) {
      listener().responseData(data.content().retain());
    }
    if (data.isEndStream()) {
      end(null);
    }
  }

  private void end(@Nullable HeadReader trailers) {
    if (state == State.BODY) {
      state = State.ANSWERED;
      answered = true;
      listener().responseEnd(true, trailers);
    }
  }

  private ResponseListener listener() {
    if (listener == null) {
      throw new IllegalStateException("the stream is lent to nobody");
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
    if (event instanceof Http2ResetFrame reset) {
      streams.hears();
      reset(reset.errorCode());
    } else if (event instanceof Http2GoAwayFrame away) {
      streams.leave(away.errorCode());
      away.release();
      fail(UpstreamFailure.NOT_TAKEN);
    }
  }

  private void reset(long code) {
    if (code == Http2Error.HTTP_1_1_REQUIRED.code()) {
      streams.leave(code);
      fail(UpstreamFailure.NOT_TAKEN);
    } else if (code == Http2Error.REFUSED_STREAM.code()) {
      fail(UpstreamFailure.NOT_TAKEN);
    } else if (code != Http2Error.NO_ERROR.code()) {
      fail(anyByte ? UpstreamFailure.TRUNCATED : UpstreamFailure.DIED);
    }
    // Without an error the whole answer has been sent (RFC 9113 section 8.1), and may not be read
    // yet: whether it is whole shows when all of it is.
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (state == State.HEAD || state == State.BODY) {
      fail(headFailed ? UpstreamFailure.NOT_TAKEN : brokenOff());
    }
    streams.ended(answered);
  }

  private UpstreamFailure brokenOff() {
    return anyByte ? UpstreamFailure.TRUNCATED : streams.end();
  }

  /** Tells the borrower, if there is one, and closes. */
  private void fail(UpstreamFailure failure) {
    if (state == State.ANSWERED) {
      return;
    }
    ResponseListener to = listener;
    close();
    if (to != null) {
      to.upstreamFailed(failure, anyByte);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof Http2Exception) {
      LOG.debug("a response was malformed: {}", cause.toString());
      fail(UpstreamFailure.MALFORMED);
    } else if (cause instanceof IOException || ClientFault.isTls(cause)) {
      LOG.debug("an upstream stream failed: {}", cause.toString());
      fail(brokenOff());
    } else {
      LOG.error("an upstream stream failed", cause);
      fail(UpstreamFailure.OURS);
    }
  }
}
