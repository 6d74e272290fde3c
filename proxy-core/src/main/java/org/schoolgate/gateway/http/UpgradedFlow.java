package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.FlowEnd;

/**
 * A request that has become a WebSocket, from its 101 until both directions have ended: what its
 * {@link RequestFlow} was until then. Read where its decision reads content ({@link MessageRelay}),
 * else passed on as it is ({@link TunnelRelay}).
 *
 * <p>It may stay open all day, so it is decided anew every few minutes whether it may go on.
 *
 * <p>However it ends, it is accounted for once. Its event loop owns it.
 */
final class UpgradedFlow implements TunnelStage, TunnelRelay.Owner, MessageRelay.Owner {

  private static final int SWITCHING_PROTOCOLS = 101;

  /**
   * What a request leaves to it.
   *
   * @param upstream the connection that the origin speaks WebSocket on from now on
   * @param read whether its messages are read
   */
  record Begun(
      EdgeParts parts, Decided decided, FlowAccount account, Upstream upstream, boolean read) {

    /** The flow at its client, to which that answer is written. */
    UpgradedFlow at(ClientConnection client, ResponseHead answer) {
      ByteBuf head = client.alloc().ioBuffer(ResponseWriter.sizeOf(answer));
      ResponseWriter.writeUpgrade(answer, head);
      client.write(head);
      return new UpgradedFlow(this, client);
    }
  }

  private final ClientConnection client;
  private final EdgeParts parts;
  private final FlowAccount account;
  private final Upstream upstream;
  private final Relay relay;
  private final Deadline again;
  private final boolean read;
  private Decided decided;
  private boolean ended;

  private UpgradedFlow(Begun begun, ClientConnection client) {
    this.client = client;
    this.parts = begun.parts;
    this.account = begun.account;
    this.decided = begun.decided;
    this.upstream = begun.upstream;
    this.read = begun.read;
    this.again = new Deadline(client.loop(), parts.ticker(), this::askAgain);
    this.relay =
        read
            ? new MessageRelay(this, decided, client, parts)
            : new TunnelRelay(this, client, parts);
  }

  @Override
  public void start() {
    parts.metrics().sockets().incrementAndGet();
    upstream.handOver(relay);
    client.flush();
    relay.start(Unpooled.EMPTY_BUFFER);
    again.arm(parts.settings().sockets().againMillis());
    if (parts.draining().get()) {
      relay.drain();
    }
  }

  /** A lesson ends, and an override, while a connection would stay open all day. */
  private void askAgain() {
    if (!ended) {
      Asking.ask(parts, client.loop(), decided.flow(), this::decidedAgain, this::undecided);
    }
  }

  private void decidedAgain(Decided now) {
    if (ended) {
      return;
    }
    if (!now.decision().passes()) {
      decided = now;
      relay.stop(CloseCode.POLICY, FlowEnd.Ended.CUT);
    } else if (now.decision().readsContent() != read) {
      relay.stop(CloseCode.GOING_AWAY, FlowEnd.Ended.COMPLETE);
    } else {
      decided = now;
      again.arm(parts.settings().sockets().againMillis());
    }
  }

  private void undecided() {
    relay.stop(CloseCode.FAULT, FlowEnd.Ended.CUT);
  }

  @Override
  public void nowDecided(Decided later) {
    decided = FlowAccount.keepingOverride(decided, later);
  }

  @Override
  public void relayEnded(FlowEnd.Ended how, long bytesUp, long bytesDown) {
    if (end()) {
      account.close(decided, how, SWITCHING_PROTOCOLS, bytesUp, bytesDown);
    }
  }

  @Override
  public void relayBlocked(Decided blocked, long bytesUp, long bytesDown) {
    if (end()) {
      account.close(blocked, FlowEnd.Ended.CUT, SWITCHING_PROTOCOLS, bytesUp, bytesDown);
    }
  }

  @Override
  public void relayFailed(long bytesUp, long bytesDown) {
    if (end()) {
      account.closeFaulted(decided, SWITCHING_PROTOCOLS, bytesUp, bytesDown);
    }
  }

  private boolean end() {
    boolean first = !ended;
    if (first) {
      ended = true;
      again.cancel();
      parts.metrics().sockets().decrementAndGet();
    }
    return first;
  }

  @Override
  public void fromClient(ByteBuf bytes) {
    relay.fromClient(bytes);
  }

  @Override
  public void clientReadComplete() {
    relay.flushUp();
  }

  @Override
  public void clientWritabilityChanged() {
    relay.clientWritabilityChanged();
  }

  @Override
  public void clientEvent(Object event) {
    relay.clientEvent(event);
  }

  @Override
  public void clientGone() {
    relay.clientGone();
  }

  @Override
  public void timedOut() {
    relay.timedOut();
  }

  @Override
  public void drain() {
    relay.drain();
  }

  /** What is read fails closed; what passes unread ends with its connection. */
  @Override
  public boolean readingFailed() {
    if (relay instanceof MessageRelay messages) {
      messages.fail();
      return true;
    }
    return false;
  }
}
