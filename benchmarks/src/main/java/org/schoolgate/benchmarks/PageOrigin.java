package org.schoolgate.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The web site that every proxy in a run fetches from: one page of 10 KB over keep-alive.
 *
 * <p>It is nginx where nginx is installed, so that the figures compare with other people's, and a
 * few lines of Netty elsewhere.
 */
final class PageOrigin implements AutoCloseable {

  static final int PAGE_BYTES = 10 * 1024;

  private final int port;
  private final String program;
  private final Runnable stop;
  private final Optional<Child> child;

  private PageOrigin(int port, String program, Runnable stop, Optional<Child> child) {
    this.port = port;
    this.program = program;
    this.stop = stop;
    this.child = child;
  }

  static PageOrigin start(Path scratch) throws Exception {
    int port = Child.freePort();
    String program = Tools.find("nginx", "/usr/sbin/nginx");
    if (program.isEmpty()) {
      return new PageOrigin(port, "netty", startNetty(port), Optional.empty());
    }
    Child nginx = startNginx(program, scratch, port);
    return new PageOrigin(port, "nginx", nginx::close, Optional.of(nginx));
  }

  int port() {
    return port;
  }

  /** The process that answers; empty where it is this one. */
  Optional<Child> child() {
    return child;
  }

  /** The address of the page, as a client asks for it. */
  String url() {
    return "http://" + authority() + "/page.html";
  }

  String authority() {
    return "127.0.0.1:" + port;
  }

  String program() {
    return program;
  }

  /** English prose of no interest: what a phrase scanner reads fastest is not random letters. */
  static String page() {
    String sentence =
        "<p>The river runs past the mill, the church and the field where we play.</p>\n";
    StringBuilder page = new StringBuilder("<!doctype html><title>Page</title>\n");
    while (page.length() < PAGE_BYTES) {
      page.append(sentence);
    }
    return page.substring(0, PAGE_BYTES);
  }

  private static Child startNginx(String nginx, Path scratch, int port) throws Exception {
    return startNginx(nginx, scratch, "origin", "", "127.0.0.1:" + port, "", port);
  }

  /**
   * An nginx that serves the page and whatever else is in a folder of its own.
   *
   * @param name of the folder, and of the program in messages
   * @param settings of its http block, besides those that all have
   * @param listen the argument of its listen directive
   * @param site settings of its only site, besides those that all have
   */
  static Child startNginx(
      String nginx,
      Path scratch,
      String name,
      String settings,
      String listen,
      String site,
      int port)
      throws Exception {
    Path folder = Files.createDirectories(scratch.resolve(name));
    Files.writeString(folder.resolve("page.html"), page());
    Path config = folder.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/nginx-error.log;
        user root;
        events { worker_connections 4096; }
        http {
          access_log off; types { text/html html; }
          keepalive_requests 100000000; keepalive_timeout 60s; open_file_cache max=10;
          client_body_temp_path %1$s/n1; proxy_temp_path %1$s/n2; fastcgi_temp_path %1$s/n3;
          uwsgi_temp_path %1$s/n4; scgi_temp_path %1$s/n5;
          %2$s
          server { listen %3$s; root %1$s; %4$s }
        }
        """
            .formatted(folder, settings, listen, site));
    Child child = Child.start(name, scratch, Map.of(), List.of(nginx, "-c", config.toString()));
    child.awaitPort(port, Duration.ofSeconds(10));
    return child;
  }

  private static Runnable startNetty(int port) throws IOException {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    ByteBuf page =
        Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(page(), StandardCharsets.UTF_8));
    Channel listener =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    ChannelPipeline pipeline = channel.pipeline();
                    pipeline.addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536));
                    pipeline.addLast(new Answer(page));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), port)
            .syncUninterruptibly()
            .channel();
    return () -> {
      listener.close().syncUninterruptibly();
      loops.shutdownGracefully().syncUninterruptibly();
    };
  }

  @ChannelHandler.Sharable
  private static final class Answer extends SimpleChannelInboundHandler<HttpRequest> {
    private final ByteBuf page;

    Answer(ByteBuf page) {
      this.page = page;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpRequest request) {
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, page.duplicate());
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/html");
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, PAGE_BYTES);
      ChannelFuture unused = context.writeAndFlush(response, context.voidPromise());
    }
  }

  @Override
  public void close() {
    stop.run();
  }
}
