package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.tls.ClientFault;
import org.schoolgate.policy.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the messages of a WebSocket both ways and has them read ({@link MessageLane}), what the
 * client sends as typed text and what comes to it as shown text: the handler of the origin's
 * channel, told by {@link UpgradedFlow} what happens at the client's.
 *
 * <p>Back-pressure: a side whose frames the other does not take is not read; one that takes nothing
 * for as long as both may be silent is left. The closing handshake is the peers' own: a close is
 * passed on as it came and its answer is waited for. What breaks a rule or a limit ends both sides,
 * each with a close of our own where a frame can still be written.
 */
final class MessageRelay extends ChannelInboundHandlerAdapter implements Relay, MessageLane.Owner {

  /** Hears how the messages went. */
  interface Owner extends TunnelRelay.Owner {
    /** It goes on under this decision. */
    void nowDecided(Decided decided);

    /** It ended because of this block, which is on record. */
    void relayBlocked(Decided blocked, long bytesUp, long bytesDown);

    /** It ended for a fault of our own, which is not on record yet. */
    void relayFailed(long bytesUp, long bytesDown);
  }

  private static final Logger LOG = LoggerFactory.getLogger(MessageRelay.class);

  private final Owner flow;
  private final ClientConnection client;
  private final HttpSettings settings;
  private final EdgeMetrics metrics;
  private final MessageLane up;
  private final MessageLane down;
  private @Nullable Channel upstream;
  private boolean closing;
  private boolean ended;
  private long bytesUp;
  private long bytesDown;

  MessageRelay(Owner flow, Decided decided, ClientConnection client, EdgeParts parts) {
    this.flow = flow;
    this.client = client;
    this.settings = parts.settings();
    this.metrics = parts.metrics();
    this.up = new MessageLane(parts, decided, Origin.TYPED, client.alloc(), client.loop(), this);
    this.down = new MessageLane(parts, decided, Origin.SHOWN, client.alloc(), client.loop(), this);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    upstream = ctx.channel();
    ctx.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    ctx.channel().config().setAutoRead(false);
  }

  @Override
  public void start(ByteBuf first) {
    client.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    heard();
    fromClient(first);
    updateReading();
  }

  @Override
  public void fromClient(ByteBuf bytes) {
    bytesUp += bytes.readableBytes();
    heard();
    up.add(bytes);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    heard();
    down.add((ByteBuf) bytes);
  }

  /** Silence begins anew, unless somebody takes nothing: whoever goes on talking is no excuse. */
  private void heard() {
    if (!ended && !closing && client.isWritable() && upstream().isWritable()) {
      client.arm(settings.sockets().socketIdleMillis());
    }
  }

  @Override
  public void pass(MessageLane lane, ByteBuf bytes) {
    if (ended) {
      bytes.release();
    } else if (lane == up) {
      Wire.write(upstream(), bytes);
    } else {
      bytesDown += bytes.readableBytes();
      client.write(bytes);
    }
  }

  @Override
  public void settled(MessageLane lane) {
    if (ended) {
      return;
    }
    if (lane == up) {
      upstream().flush();
    } else {
      client.flush();
    }
    updateReading();
  }

  private void updateReading() {
    if (!ended) {
      Wire.read(client.channel(), upstream().isWritable() && !up.isWaiting());
      Wire.read(upstream(), client.isWritable() && !down.isWaiting());
    }
  }

  /** Each lane flushes what it has passed. */
  @Override
  public void flushUp() {}

  @Override
  public void clientWritabilityChanged() {
    heard();
    updateReading();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    heard();
    updateReading();
  }

  @Override
  public void cleared(Decided decided) {
    flow.nowDecided(decided);
  }

  @Override
  public void closePassed(MessageLane lane) {
    if (closing) {
      if (lane == up) {
        upstream().flush();
      }
      end(FlowEnd.Ended.COMPLETE);
    } else {
      beginClosing();
    }
  }

  private void beginClosing() {
    if (!ended) {
      closing = true;
      client.arm(settings.sockets().closeMillis());
    }
  }

  @Override
  public void inputEnded(MessageLane lane) {
    if (up.hasEnded() && down.hasEnded()) {
      end(FlowEnd.Ended.COMPLETE);
    } else {
      Wire.finishOutput(lane == up ? upstream() : client.channel());
      beginClosing();
    }
  }

  @Override
  public void clientEvent(Object event) {
    if (isEnd(event)) {
      up.end();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (isEnd(event)) {
      down.end();
    }
  }

  private static boolean isEnd(Object event) {
    return event == ChannelInputShutdownEvent.INSTANCE
        || (event instanceof SslCloseCompletionEvent said && said.isSuccess());
  }

  @Override
  public void clientGone() {
    end(closing || up.hasEnded() ? FlowEnd.Ended.COMPLETE : FlowEnd.Ended.CLIENT_CLOSED);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end(closing || down.hasEnded() ? FlowEnd.Ended.COMPLETE : FlowEnd.Ended.UPSTREAM_FAILED);
  }

  @Override
  public void timedOut() {
    if (closing) {
      end(FlowEnd.Ended.COMPLETE);
    } else {
      stop(CloseCode.GOING_AWAY, FlowEnd.Ended.TIMED_OUT);
    }
  }

  @Override
  public void drain() {
    stop(CloseCode.GOING_AWAY, FlowEnd.Ended.COMPLETE);
  }

  @Override
  public void stop(CloseCode code, FlowEnd.Ended how) {
    sayGoodbye(code);
    end(how);
  }

  @Override
  public void broken(MessageLane lane, BrokenFrame how) {
    if (!ended) {
      LOG.debug("a WebSocket is ended with {}: {}", how.code(), how.getMessage());
      metrics.requestRefused();
      stop(how.code(), lane == up ? FlowEnd.Ended.REFUSED : FlowEnd.Ended.UPSTREAM_FAILED);
    }
  }

  @Override
  public void blocked(Decided decided, CloseCode code) {
    if (!ended) {
      sayGoodbye(code);
      close();
      flow.relayBlocked(decided, bytesUp, bytesDown);
    }
  }

  @Override
  public void failed(Throwable fault) {
    LOG.error("a WebSocket could not be read and it is ended", fault);
    fail();
  }

  /** Ends it for a fault of our own. */
  void fail() {
    if (!ended) {
      sayGoodbye(CloseCode.FAULT);
      close();
      flow.relayFailed(bytesUp, bytesDown);
    }
  }

  private void end(FlowEnd.Ended how) {
    if (!ended) {
      close();
      flow.relayEnded(how, bytesUp, bytesDown);
    }
  }

  /** Writes a close of our own to each side that can take one. */
  private void sayGoodbye(CloseCode code) {
    if (ended) {
      return;
    }
    if (down.isOpen()) {
      write(code, client.channel(), false);
    }
    if (up.isOpen()) {
      write(code, upstream(), true);
    }
  }

  /** What we say ourselves is known to everybody, so no mask could hide it. */
  private static void write(CloseCode code, Channel to, boolean masked) {
    ByteBuf payload = Frames.closing(to.alloc(), code);
    FrameHead head = new FrameHead(FrameHead.CLOSE, true, payload.readableBytes(), 0);
    Wire.write(to, Frames.head(to.alloc(), head, masked));
    Wire.write(to, payload);
  }

  /** Closes both sides after what is queued has left. */
  private void close() {
    ended = true;
    client.disarm();
    up.close();
    down.close();
    Channel origin = upstream();
    Wire.closeAfterFlush(origin);
    if (origin.isOpen()) {
      // A side that takes nothing any more would keep what is queued for ever.
      ScheduledFuture<?> unused =
          origin
              .eventLoop()
              .schedule(
                  () -> Wire.close(origin),
                  settings.clients().lingerMillis(),
                  TimeUnit.MILLISECONDS);
    }
    client.closeGently();
  }

  private Channel upstream() {
    if (upstream == null) {
      throw new IllegalStateException("the WebSocket has no upstream yet");
    }
    return upstream;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException || ClientFault.isTls(cause)) {
      LOG.debug("the origin's side of a WebSocket failed: {}", cause.toString());
      Wire.close(ctx.channel());
    } else {
      failed(cause);
    }
  }
}
