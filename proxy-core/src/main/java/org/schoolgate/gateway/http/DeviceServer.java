package org.schoolgate.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.schoolgate.gateway.device.DeviceRequest;
import org.schoolgate.gateway.enforce.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plain port for devices, on the wire: one request a connection, on one thread of its own, so
 * that nothing that is asked here delays a child's page.
 *
 * <p>Everything is short and has an end: a connection lives for {@value #CONNECTION_SECONDS}
 * seconds, whoever drips or does not read; a device has a few at once, and all have some. One that
 * is too many is closed without a word ({@link ClientShares}).
 */
public final class DeviceServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceServer.class);

  static final int CONNECTIONS_MAX = 256;
  static final int CONNECTIONS_PER_DEVICE_MAX = 16;
  static final int CONNECTION_SECONDS = 15;

  private static final int LINE_BYTES_MAX = 4_096;
  private static final int HEADER_BYTES_MAX = 8_192;
  private static final int BODY_BYTES_MAX = 8_192;
  private static final int BACKLOG = 128;

  private final SmallServer server;
  private final Function<DeviceRequest, Reply> site;

  private final ClientShares open = new ClientShares(CONNECTIONS_PER_DEVICE_MAX, CONNECTIONS_MAX);

  /** The loop's alone. */
  private int allOpen;

  /**
   * Begins to listen.
   *
   * @param site answers from memory at once; called on the server's thread
   * @throws IOException if it cannot listen there
   */
  public DeviceServer(InetSocketAddress address, Function<DeviceRequest, Reply> site)
      throws IOException {
    this.site = site;
    server = new SmallServer("schoolgate-devices", address, BACKLOG, this::accept);
  }

  private void accept(SocketChannel child) {
    InetSocketAddress remote = child.remoteAddress();
    InetSocketAddress local = child.localAddress();
    if (remote == null || local == null) {
      Wire.close(child);
      return;
    }
    InetAddress client = Diverted.plain(remote.getAddress());
    if (allOpen >= CONNECTIONS_MAX || !open.take(client)) {
      Wire.close(child);
      return;
    }
    allOpen++;
    var end =
        child.eventLoop().schedule(() -> Wire.close(child), CONNECTION_SECONDS, TimeUnit.SECONDS);
    child
        .closeFuture()
        .addListener(
            closed -> {
              allOpen--;
              open.giveBack(client);
              end.cancel(false);
            });
    HttpDecoderConfig limits =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LINE_BYTES_MAX)
            .setMaxHeaderSize(HEADER_BYTES_MAX);
    child
        .pipeline()
        .addLast(
            new HttpServerCodec(limits), new Bodies(), new Handler(client, Diverted.plain(local)));
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
  }

  /** Bodies that are too long are said to be, and end their connection like every answer. */
  private static final class Bodies extends HttpObjectAggregator {
    Bodies() {
      super(BODY_BYTES_MAX, true);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
      Handler.answer(ctx, Handler.empty(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE));
    }
  }

  private final class Handler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final InetAddress client;
    private final InetSocketAddress at;
    private boolean answered;

    Handler(InetAddress client, InetSocketAddress at) {
      this.client = client;
      this.at = at;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      if (answered) {
        return; // what is sent after the one request counts for nothing
      }
      answered = true;
      Throwable broken = request.decoderResult().cause();
      if (broken != null) {
        LOG.debug("a device's request could not be read: {}", broken.toString());
        answer(ctx, empty(statusOf(broken)));
        return;
      }
      Reply reply =
          site.apply(new DeviceRequest(request.method().name(), request.uri(), client, at));
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.valueOf(reply.status()),
              Unpooled.wrappedBuffer(reply.body()));
      reply.headers().forEach((name, value) -> response.headers().set(name, value));
      answer(ctx, response);
    }

    private static HttpResponseStatus statusOf(Throwable broken) {
      if (broken instanceof TooLongHttpLineException) {
        return HttpResponseStatus.REQUEST_URI_TOO_LONG;
      }
      return broken instanceof TooLongHttpHeaderException
          ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
          : HttpResponseStatus.BAD_REQUEST;
    }

    private static FullHttpResponse empty(HttpResponseStatus status) {
      return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
    }

    private static void answer(ChannelHandlerContext ctx, FullHttpResponse response) {
      response
          .headers()
          .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
          .set(HttpHeaderNames.CONNECTION, "close");
      ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      if (cause instanceof IOException) {
        LOG.debug("a device's connection failed: {}", cause.toString());
      } else {
        LOG.error("a device's request failed", cause);
      }
      Wire.close(ctx.channel());
    }
  }
}
