package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * The few things that are done to a channel, without the futures that nobody looks at: a write that
 * fails closes the channel, and the closing is what the handlers act on.
 */
final class Wire {

  private Wire() {}

  /** Queues bytes; they leave at the next flush. */
  static void write(Channel channel, ByteBuf bytes) {
    ChannelFuture unused = channel.write(bytes, channel.voidPromise());
  }

  static void close(Channel channel) {
    ChannelFuture unused = channel.close();
  }

  /** Closes after everything queued has left, or has failed to. */
  static void closeAfterFlush(Channel channel) {
    ChannelFuture written = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
    written.addListener(ChannelFutureListener.CLOSE);
  }

  /** Ends our direction after everything queued has left; the other direction stays open. */
  static void finishOutput(Channel channel) {
    ChannelFuture written = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    ChannelFuture last = tls == null ? written : tls.closeOutbound();
    last.addListener(
        flushed -> {
          if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            ChannelFuture unused = duplex.shutdownOutput();
          }
        });
  }

  /**
   * Closes with a reset, and inside TLS without its close_notify, so that what was sent cannot be
   * taken for a whole message even where the end of the connection is the end of the body.
   */
  static void reset(Channel channel) {
    if (channel.isActive()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    closeAtOnce(channel);
  }

  /** Closes without the goodbyes of the protocols that are spoken on it, and without waiting. */
  static void closeAtOnce(Channel channel) {
    ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
    ChannelFuture unused = tls == null ? channel.close() : tls.close();
  }

  /** Turns reading on or off if that is a change. */
  static void read(Channel channel, boolean on) {
    if (channel.config().isAutoRead() != on) {
      channel.config().setAutoRead(on);
    }
  }

  static void release(@Nullable ByteBuf bytes) {
    if (bytes != null) {
      bytes.release();
    }
  }
}
