package org.schoolgate.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the header that a listed relay puts in front of a connection (the PROXY protocol, versions
 * 1 and 2), and hands the connection on as that of the client that it names. A relay that sends
 * none is closed: whoever it speaks for would get the relay's own rights.
 *
 * <p>Its event loop owns it.
 */
final class RelayHeader extends SimpleChannelInboundHandler<HAProxyMessage> {

  private static final Logger LOG = LoggerFactory.getLogger(RelayHeader.class);

  /** Who goes on with the connection; called once, or never. */
  interface Named {
    /**
     * The relay has said whose the connection is.
     *
     * @param client null if it is the relay's own, as when it looks whether the gateway lives
     * @param destination where the client meant to connect to; null if the relay does not say
     */
    void named(@Nullable InetAddress client, @Nullable InetSocketAddress destination);
  }

  private final ReadTimeoutHandler patience;
  private final EdgeMetrics metrics;
  private final Named named;

  private RelayHeader(ReadTimeoutHandler patience, EdgeMetrics metrics, Named named) {
    this.patience = patience;
    this.metrics = metrics;
    this.named = named;
  }

  /** Waits for the header of a connection that has just been taken. */
  static void await(ChannelPipeline pipeline, int millisMax, EdgeMetrics metrics, Named named) {
    ReadTimeoutHandler patience = new ReadTimeoutHandler(millisMax, TimeUnit.MILLISECONDS);
    pipeline.addLast(
        patience, new HAProxyMessageDecoder(), new RelayHeader(patience, metrics, named));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
    ctx.pipeline().remove(patience);
    boolean own = header.command() == HAProxyCommand.LOCAL;
    InetAddress client = own ? null : address(header.sourceAddress());
    if (!own && client == null) {
      turnAway(ctx, "its header names no client");
      return;
    }
    InetAddress meant = own ? null : address(header.destinationAddress());
    named.named(
        client, meant == null ? null : new InetSocketAddress(meant, header.destinationPort()));
    // The decoder goes by itself, and what follows the header comes to whoever stands behind.
    ctx.pipeline().remove(this);
  }

  private static @Nullable InetAddress address(@Nullable String literal) {
    byte[] bytes = literal == null ? null : NetUtil.createByteArrayFromIpAddressString(literal);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", wrongLength);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    turnAway(ctx, cause.toString());
  }

  private void turnAway(ChannelHandlerContext ctx, String why) {
    LOG.debug("a relay's connection was closed: {}", why);
    metrics.connectionTurnedAway();
    Wire.close(ctx.channel());
  }
}
