package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code /metrics} and {@code /healthz} for the people who run the appliance. Listens where
 * it is told, which should be loopback: it asks nobody who they are.
 *
 * <p>One request a connection, on one thread of its own, so that a slow scrape never delays a
 * child's page.
 */
public final class OpsServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpsServer.class);
  private static final int REQUEST_BYTES_MAX = 4_096;
  private static final int READ_SECONDS = 10;
  private static final int BACKLOG = 16;
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /**
   * How the gateway is.
   *
   * @param works whether it answers 200 or 503
   * @param text {@code ok}, or what is wrong or soon will be; lines that end in a line feed
   */
  public record Health(boolean works, String text) {}

  private final SmallServer server;

  /**
   * Begins to listen.
   *
   * @param scrape the metrics in Prometheus' text format; called on the server's thread
   * @param health what {@code /healthz} says; called on the server's thread
   * @throws IOException if it cannot listen there
   */
  public OpsServer(InetSocketAddress address, Supplier<String> scrape, Supplier<Health> health)
      throws IOException {
    server =
        new SmallServer(
            "schoolgate-ops",
            address,
            BACKLOG,
            child ->
                child
                    .pipeline()
                    .addLast(
                        new ReadTimeoutHandler(READ_SECONDS),
                        new HttpServerCodec(),
                        new HttpObjectAggregator(REQUEST_BYTES_MAX),
                        new Handler(scrape, health)));
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class Handler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final Supplier<String> scrape;
    private final Supplier<Health> health;

    Handler(Supplier<String> scrape, Supplier<Health> health) {
      this.scrape = scrape;
      this.health = health;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      FullHttpResponse response = answer(request);
      response
          .headers()
          .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
          .set(HttpHeaderNames.CONNECTION, "close")
          .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
      ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private FullHttpResponse answer(FullHttpRequest request) {
      if (!request.decoderResult().isSuccess()) {
        return text(HttpResponseStatus.BAD_REQUEST, "bad request\n");
      }
      if (!request.method().equals(HttpMethod.GET)) {
        return text(HttpResponseStatus.METHOD_NOT_ALLOWED, "GET only\n");
      }
      return switch (request.uri()) {
        case "/metrics" -> text(HttpResponseStatus.OK, scrape.get());
        case "/healthz" -> healthz(health.get());
        default -> text(HttpResponseStatus.NOT_FOUND, "not found\n");
      };
    }

    private static FullHttpResponse healthz(Health now) {
      HttpResponseStatus status =
          now.works() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE;
      return text(status, now.text());
    }

    private static FullHttpResponse text(HttpResponseStatus status, String text) {
      ByteBuf body = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
      FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, METRICS_TYPE);
      return response;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      LOG.debug("an operations request failed: {}", cause.toString());
      Wire.close(ctx.channel());
    }
  }
}
