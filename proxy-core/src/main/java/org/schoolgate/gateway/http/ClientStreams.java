package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import org.schoolgate.gateway.Asked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of a client that speaks HTTP/2 in a tunnel that is read: each is a request of its own
 * ({@link ClientStream}), at the same time as others.
 *
 * <p>Frames, header compression and windows are Netty's, which also ends the connection of a client
 * that breaks their rules or floods it: by resets (CVE-2023-44487), by making us reset
 * (CVE-2025-55163), by pieces of heads (CVE-2024-27316), by what has to be answered. What is
 * bounded here is how much one client may have under way: streams of a connection by what it is
 * told, and over all its connections as many as it may have connections ({@link ClientCensus}).
 *
 * <p>Its event loop owns it.
 */
final class ClientStreams implements TunnelStage {

  private static final Logger LOG = LoggerFactory.getLogger(ClientStreams.class);

  /** As browsers expect it; RFC 9113 section 6.5.2 advises against fewer. */
  static final int STREAMS_MAX = 100;

  /** Of one stream: what is kept of a body that nobody takes. */
  static final int STREAM_WINDOW_BYTES = 65_535;

  /** Of all streams together, so that one whose body waits does not stop the others. */
  static final int CONNECTION_WINDOW_BYTES = 16 * STREAM_WINDOW_BYTES;

  /** Resets that a client may send, or cause, in a window of time before it is sent away. */
  static final int RESETS_MAX = 200;

  static final int RESETS_WINDOW_SECONDS = 30;

  /** Answers to PING and SETTINGS that wait to be read, before a client is sent away. */
  static final int CONTROL_FRAMES_WAITING_MAX = 1_000;

  /** Frames without content that a body may have in a row. */
  static final int EMPTY_FRAMES_MAX = 8;

  /** Pieces of a head that are smaller than they could be. */
  static final int SMALL_CONTINUATIONS_MAX = 16;

  private final ClientConnection client;
  private final EdgeParts parts;
  private final UpstreamPool pool;
  private final Asked.Tunnel tunnel;
  private int open;

  ClientStreams(ClientConnection client, EdgeParts parts, UpstreamPool pool, Asked.Tunnel tunnel) {
    this.client = client;
    this.parts = parts;
    this.pool = pool;
    this.tunnel = tunnel;
  }

  @Override
  public void start() {
    ChannelPipeline pipeline = client.channel().pipeline();
    String before = pipeline.context(client).name();
    pipeline.addBefore(before, null, codec());
    pipeline.addBefore(before, null, new Http2MultiplexHandler(new Streams()));
    pipeline.addBefore(before, null, new Rest());
    int more = CONNECTION_WINDOW_BYTES - STREAM_WINDOW_BYTES;
    ChannelFuture unused = pipeline.writeAndFlush(new DefaultHttp2WindowUpdateFrame(more));
    rest();
  }

  private Http2FrameCodec codec() {
    HttpSettings.Heads heads = parts.settings().heads();
    Http2Settings settings =
        Http2Settings.defaultSettings()
            .maxConcurrentStreams(STREAMS_MAX)
            .initialWindowSize(STREAM_WINDOW_BYTES)
            .maxHeaderListSize((long) heads.requestLineBytesMax() + heads.headerBytesMax());
    return Http2FrameCodecBuilder.forServer()
        .initialSettings(settings)
        .validateHeaders(true)
        .decoderEnforceMaxRstFramesPerWindow(RESETS_MAX, RESETS_WINDOW_SECONDS)
        .encoderEnforceMaxRstFramesPerWindow(RESETS_MAX, RESETS_WINDOW_SECONDS)
        .decoderEnforceMaxSmallContinuationFrames(SMALL_CONTINUATIONS_MAX)
        .decoderEnforceMaxConsecutiveEmptyDataFrames(EMPTY_FRAMES_MAX)
        .encoderEnforceMaxQueuedControlFrames(CONTROL_FRAMES_WAITING_MAX)
        .gracefulShutdownTimeoutMillis(-1)
        .build();
  }

  /** Makes a request of each stream that the client opens. */
  private final class Streams extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel stream) {
      int unsent = parts.settings().bodies().unsentBytesMax();
      stream
          .config()
          .setOption(
              ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(unsent / 2, unsent));
      stream.pipeline().addLast(new ClientStream(ClientStreams.this, parts, stream, tunnel));
    }
  }

  /** What is about the connection, which the codec has acted on or is about to. */
  private final class Rest extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
      ReferenceCountUtil.release(frame);
    }

    /** A client that breaks a rule: the codec says so to it and then closes. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      if (cause instanceof Http2Exception) {
        LOG.debug("a client's HTTP/2 was ended: {}", cause.toString());
        parts.metrics().requestRefused();
      } else {
        ctx.fireExceptionCaught(cause);
      }
    }
  }

  InetAddress address() {
    return client.address();
  }

  UpstreamPool pool() {
    return pool;
  }

  /** Whether one more request may begin; if not, the client may ask again. */
  boolean mayBegin() {
    return parts.census().mayAsk(client.address());
  }

  /** A stream was opened by the client. */
  void opened() {
    open++;
    parts.census().asks(client.address());
    client.disarm();
  }

  /** A stream has ended. */
  void closed() {
    open--;
    parts.census().asksNoMore(client.address());
    if (open == 0) {
      rest();
    }
  }

  private void rest() {
    client.arm(parts.settings().clients().idleMillis());
    if (parts.draining().get()) {
      drain();
    }
  }

  @Override
  public void fromClient(ByteBuf bytes) {
    bytes.release();
  }

  @Override
  public void clientGone() {
    // Each stream hears it.
  }

  @Override
  public void timedOut() {
    Wire.close(client.channel());
  }

  /** Streams that are open end; no other is begun (RFC 9113 section 6.8). */
  @Override
  public void drain() {
    Wire.close(client.channel());
  }

  @Override
  public boolean readingFailed() {
    return false;
  }

  @Override
  public void clientEvent(Object event) {
    if (event instanceof SslCloseCompletionEvent said && said.isSuccess()) {
      Wire.close(client.channel());
    }
  }
}
