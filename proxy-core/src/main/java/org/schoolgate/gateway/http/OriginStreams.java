package org.schoolgate.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.tls.ClientFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of HTTP/2 to an origin: each request on it is an {@link OriginStream}, at the same
 * time as others, of whichever clients.
 *
 * <p>Frames, header compression and windows are Netty's, which also ends the connection of an
 * origin that breaks their rules or floods it. What is bounded here is how much is under way: as
 * many streams as the origin allows, and never more than {@link #STREAMS_MAX}. Their windows
 * together are the connection's, so that clients who do not read stop their own streams alone, and
 * what they leave in memory has an end.
 *
 * <p>Nothing that one client sends is compressed by what another has sent: the table that header
 * compression keeps for a connection is not used, because who can guess at it could read others'
 * cookies out of lengths (RFC 7541 section 7.1).
 *
 * <p>Its event loop owns it.
 */
final class OriginStreams extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(OriginStreams.class);

  /** As many as an origin is taken to allow before it has said so. */
  static final int STREAMS_MAX = 100;

  /** Of one stream: what is kept of a response that its client does not take. */
  static final int STREAM_WINDOW_BYTES = 65_535;

  /** Of all streams together, so that however many of them wait, the others do not. */
  static final int CONNECTION_WINDOW_BYTES = STREAMS_MAX * STREAM_WINDOW_BYTES;

  /** Each is of a stream that was asked for; far more than an origin in trouble sends. */
  private static final int RESETS_MAX = 1_000;

  private static final int RESETS_WINDOW_SECONDS = 30;

  /** How long what is still to be said to an origin may take when a connection is closed. */
  private static final int GOODBYE_MILLIS = 2_000;

  private static final Set<String> SAME_FOR_ALL =
      Set.of(":method", ":scheme", ":authority", "te", "accept-encoding");

  private static final Http2HeadersEncoder.SensitivityDetector SOMEBODYS =
      (name, value) -> !SAME_FOR_ALL.contains(name.toString());

  private final HostPool pool;
  private final EdgeParts parts;
  private final Channel channel;
  private final Http2StreamChannelBootstrap bootstrap;
  private final Deadline idle;
  private final HeadReader written;
  private int open;
  private int streamsMax;

  /** No other stream is begun. */
  private boolean leaving;

  private boolean answered;
  private boolean kept;
  private long heard;
  private UpstreamFailure end = UpstreamFailure.DIED;

  private OriginStreams(HostPool pool, EdgeParts parts, Channel channel) {
    this.pool = pool;
    this.parts = parts;
    this.channel = channel;
    this.streamsMax = pool.streamsMax();
    int unsent = parts.settings().bodies().unsentBytesMax();
    this.bootstrap =
        new Http2StreamChannelBootstrap(channel)
            .option(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(unsent / 2, unsent));
    this.idle = new Deadline(channel.eventLoop(), parts.ticker(), this::close);
    this.written = Http2RequestFields.reader(parts.settings().heads());
  }

  /**
   * Begins HTTP/2 on a connection whose handshake has agreed on it.
   *
   * @param former the handler of its bytes so far
   */
  static OriginStreams begin(
      HostPool pool, EdgeParts parts, Channel channel, ChannelHandler former) {
    OriginStreams streams = new OriginStreams(pool, parts, channel);
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.replace(former, null, codec(parts.settings().heads()));
    pipeline.addLast(new Http2MultiplexHandler(streams.new Pushed()), streams);
    int more = CONNECTION_WINDOW_BYTES - STREAM_WINDOW_BYTES;
    ChannelFuture unused = pipeline.writeAndFlush(new DefaultHttp2WindowUpdateFrame(more));
    return streams;
  }

  private static Http2FrameCodec codec(HttpSettings.Heads heads) {
    Http2Settings settings =
        Http2Settings.defaultSettings()
            .pushEnabled(false)
            .initialWindowSize(STREAM_WINDOW_BYTES)
            .maxHeaderListSize((long) heads.requestLineBytesMax() + heads.headerBytesMax());
    return Http2FrameCodecBuilder.forClient()
        .initialSettings(settings)
        // Http2AnswerLines does, and bears what browsers bear.
        .validateHeaders(false)
        .headerSensitivityDetector(SOMEBODYS)
        .decoderEnforceMaxRstFramesPerWindow(RESETS_MAX, RESETS_WINDOW_SECONDS)
        .decoderEnforceMaxSmallContinuationFrames(ClientStreams.SMALL_CONTINUATIONS_MAX)
        .decoderEnforceMaxConsecutiveEmptyDataFrames(ClientStreams.EMPTY_FRAMES_MAX)
        .encoderEnforceMaxQueuedControlFrames(ClientStreams.CONTROL_FRAMES_WAITING_MAX)
        .gracefulShutdownTimeoutMillis(GOODBYE_MILLIS)
        .build();
  }

  /** Whether one more request may go on it. */
  boolean hasRoom() {
    return !leaving && open < streamsMax && channel.isActive();
  }

  /** A stream that has said nothing yet; null if there is none to be had after all. */
  @Nullable OriginStream open() {
    OriginStream stream = new OriginStream(this, parts.settings().heads());
    Future<Http2StreamChannel> opening = bootstrap.handler(stream).open();
    if (!opening.isSuccess()) {
      return null;
    }
    open++;
    idle.disarm();
    keep(false);
    return stream;
  }

  /** A stream has ended. */
  void ended(boolean wasAnswered) {
    open--;
    answered |= wasAnswered;
    if (open == 0) {
      rest();
    }
    pool.roomMade();
  }

  private void rest() {
    if (leaving || !pool.mayKeep()) {
      close();
    } else {
      keep(true);
      idle.arm(parts.settings().upstreams().upstreamIdleMillis());
    }
  }

  private void keep(boolean unused) {
    if (kept != unused) {
      kept = unused;
      pool.idleChanged(unused ? 1 : -1);
    }
  }

  /** Whether it carries nothing. */
  boolean isUnused() {
    return open == 0;
  }

  InetSocketAddress address() {
    if (channel.remoteAddress() instanceof InetSocketAddress address) {
      return address;
    }
    throw new IllegalStateException("the upstream is not connected");
  }

  /** Whether it has answered a request before. */
  boolean hasAnswered() {
    return answered;
  }

  /** A number that grows with whatever comes from the origin. */
  long heard() {
    return heard;
  }

  /** Something came from the origin. */
  void hears() {
    heard++;
  }

  /** What became of streams that the end of the connection has ended before an answer began. */
  UpstreamFailure end() {
    return end;
  }

  /** Reads back the heads that go to the origin, one after the other. */
  HeadReader written() {
    return written;
  }

  /** The origin breaks a rule: what it is asked has no answer, and is not waited for. */
  void breaksRules() {
    end = UpstreamFailure.MALFORMED;
    leaving = true;
    Wire.closeAtOnce(channel);
  }

  /** Begins no other stream, and closes when those that are open have ended. */
  void close() {
    leaving = true;
    idle.cancel();
    Wire.close(channel);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    hears();
    try {
      if (frame instanceof Http2SettingsFrame said) {
        Long most = said.settings().maxConcurrentStreams();
        if (most != null) {
          streamsMax = (int) Math.min(most, STREAMS_MAX);
          pool.streamsMax(streamsMax);
          pool.roomMade();
        }
      } else if (frame instanceof Http2GoAwayFrame away) {
        leave(away.errorCode());
        closeIfUnused();
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  /** The origin wants no other stream on it, for that reason. */
  void leave(long code) {
    leaving = true;
    if (code == Http2Error.HTTP_1_1_REQUIRED.code()) {
      pool.refusesHttp2();
    }
  }

  private void closeIfUnused() {
    if (open == 0) {
      close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslCloseCompletionEvent) {
      leaving = true;
      Wire.close(ctx.channel());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof Http2Exception) {
      LOG.debug("an origin's HTTP/2 was ended: {}", cause.toString());
      end = UpstreamFailure.MALFORMED;
      leaving = true;
      // After the codec has said so to the origin, which may not listen.
      ctx.executor().execute(this::breaksRules);
      return;
    }
    if (cause instanceof IOException || ClientFault.isTls(cause)) {
      LOG.debug("an upstream connection failed: {}", cause.toString());
    } else {
      LOG.error("an upstream connection failed", cause);
      end = UpstreamFailure.OURS;
    }
    close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    leaving = true;
    idle.cancel();
    keep(false);
    pool.closed(this);
  }

  /** For streams that an origin opens, which it was told not to do. */
  @Sharable
  private final class Pushed extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      breaksRules();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
      ReferenceCountUtil.release(frame);
    }
  }
}
