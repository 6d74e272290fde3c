package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.FlowEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries bytes both ways between a client and an origin, unread: the handler of the origin's
 * channel, told by its owner what happens at the client's.
 *
 * <p>Back-pressure: a side whose bytes the other does not take is not read. Half-close: the end of
 * one direction is passed on, and the other goes on until it ends too. Silence in both directions
 * ends the tunnel.
 */
final class TunnelRelay extends ChannelInboundHandlerAdapter implements Relay {

  /** Hears how it ended. */
  interface Owner {
    /** Both directions have ended; called once. */
    void relayEnded(FlowEnd.Ended ended, long bytesUp, long bytesDown);
  }

  private static final Logger LOG = LoggerFactory.getLogger(TunnelRelay.class);
  private static final int DRAIN_SILENCE_MILLIS = 500;

  private final Owner flow;
  private final ClientConnection client;
  private final int lingerMillis;
  private int silenceMillis;
  private @Nullable Channel upstream;
  private boolean clientDone;
  private boolean upstreamDone;
  private boolean ended;
  private long bytesUp;
  private long bytesDown;

  TunnelRelay(Owner flow, ClientConnection client, EdgeParts parts) {
    this.flow = flow;
    this.client = client;
    this.lingerMillis = parts.settings().clients().lingerMillis();
    this.silenceMillis = parts.settings().tunnels().tunnelIdleMillis();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    upstream = ctx.channel();
    // Set before it connects: a server that speaks first must not be read before we listen.
    ctx.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    ctx.channel().config().setAutoRead(false);
  }

  @Override
  public void start(ByteBuf first) {
    Channel up = upstream();
    client.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    fromClient(first);
    up.flush();
    Wire.read(up, true);
    Wire.read(client.channel(), up.isWritable());
  }

  @Override
  public void fromClient(ByteBuf bytes) {
    if (ended) {
      bytes.release();
      return;
    }
    bytesUp += bytes.readableBytes();
    Channel up = upstream();
    Wire.write(up, bytes);
    client.arm(silenceMillis);
    if (!up.isWritable()) {
      up.flush();
      Wire.read(client.channel(), up.isWritable());
    }
  }

  @Override
  public void flushUp() {
    if (!ended) {
      upstream().flush();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (ended) {
      bytes.release();
      return;
    }
    bytesDown += bytes.readableBytes();
    client.write(bytes);
    client.arm(silenceMillis);
    if (!client.isWritable()) {
      client.flush();
      Wire.read(ctx.channel(), client.isWritable());
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (!ended) {
      client.flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (!ended) {
      Wire.read(client.channel(), ctx.channel().isWritable());
    }
  }

  @Override
  public void clientWritabilityChanged() {
    if (!ended) {
      Wire.read(upstream(), client.isWritable());
    }
  }

  @Override
  public void clientEvent(Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE && !ended) {
      clientDone = true;
      Wire.finishOutput(upstream());
      endIfBothDone();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE && !ended) {
      upstreamDone = true;
      Wire.finishOutput(client.channel());
      endIfBothDone();
    }
  }

  private void endIfBothDone() {
    if (clientDone && upstreamDone) {
      end(FlowEnd.Ended.COMPLETE);
    }
  }

  @Override
  public void clientGone() {
    end(clientDone || upstreamDone ? FlowEnd.Ended.COMPLETE : FlowEnd.Ended.CLIENT_CLOSED);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end(clientDone || upstreamDone ? FlowEnd.Ended.COMPLETE : FlowEnd.Ended.UPSTREAM_FAILED);
  }

  @Override
  public void timedOut() {
    end(FlowEnd.Ended.TIMED_OUT);
  }

  @Override
  public void stop(CloseCode code, FlowEnd.Ended how) {
    end(how);
  }

  @Override
  public void drain() {
    silenceMillis = DRAIN_SILENCE_MILLIS;
    client.arm(silenceMillis);
  }

  /** Closes both sides after what is queued has left. */
  private void end(FlowEnd.Ended how) {
    if (ended) {
      return;
    }
    ended = true;
    client.disarm();
    flow.relayEnded(how, bytesUp, bytesDown);
    Channel up = upstream();
    Wire.closeAfterFlush(up);
    if (up.isOpen()) {
      // A side that takes nothing any more would keep what is queued for ever.
      ScheduledFuture<?> unused =
          up.eventLoop().schedule(() -> Wire.close(up), lingerMillis, TimeUnit.MILLISECONDS);
    }
    client.closeGently();
  }

  private Channel upstream() {
    if (upstream == null) {
      throw new IllegalStateException("the tunnel has no upstream yet");
    }
    return upstream;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("a tunnel failed: {}", cause.toString());
    } else {
      LOG.error("a tunnel failed and was closed", cause);
    }
    Wire.close(ctx.channel());
  }
}
