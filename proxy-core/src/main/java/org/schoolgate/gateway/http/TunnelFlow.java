package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.Assessor;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.Enforcer;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.enforce.Reply;
import org.schoolgate.gateway.tls.Alert;
import org.schoolgate.gateway.tls.ClientHello;
import org.schoolgate.gateway.tls.Engines;
import org.schoolgate.gateway.tls.Interception;
import org.schoolgate.gateway.tls.NotTlsException;
import org.schoolgate.policy.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One CONNECT: the enforcement of tunnels. Two flows, each decided, recorded and accounted for:
 * what the CONNECT names, and what the ClientHello inside then asks for.
 *
 * <p>Nothing is dialled before the second decision, and what is dialled is the host that was
 * decided about: the server name where the CONNECT gave a bare address. What passes unread has the
 * bytes of its hello replayed unchanged. Everything else is answered by the gateway itself, in the
 * place of the site ({@link ClientTls}), and each request that comes out is a flow of its own: so a
 * block is a page inside the tunnel, even if the site is dead. Where HTTPS is not read, a block is
 * a page in the place of the tunnel, which browsers do not show, or a TLS alert.
 */
final class TunnelFlow implements Enforcer, ClientTls.Owner {

  private static final Logger LOG = LoggerFactory.getLogger(TunnelFlow.class);
  private static final int OPENED = 200;

  private final ClientConnection client;
  private final EdgeParts parts;
  private final Dialler dialler;
  private final FirstBytes first;
  private final @Nullable Interception interception;
  private Flow flow;
  private FlowAccount account;
  private TunnelPhase phase = TunnelPhase.DECIDING_CONNECT;
  private boolean clientGone;
  private @Nullable Decided decided;
  private List<String> alpn = List.of();
  private @Nullable ClientTls handshake;
  private @Nullable TunnelRelay relay;

  TunnelFlow(
      ClientConnection client,
      EdgeParts parts,
      Dialler dialler,
      Flow connect,
      FlowAccount account) {
    this.client = client;
    this.parts = parts;
    this.dialler = dialler;
    this.flow = connect;
    this.account = account;
    this.interception = parts.interception();
    this.first = new FirstBytes(parts.settings().tunnels().helloBytesMax());
  }

  void start() {
    Wire.read(client.channel(), false);
    decide();
  }

  private void decide() {
    Asking.ask(parts, client, flow, this, this::abandon);
  }

  /** For faults of our own: cut, and on record as a block. */
  private void abandon() {
    client.reset();
    if (decided != null && phase != TunnelPhase.ENDED) {
      client.disarm();
      account.closeFaulted(decided, 0, 0, 0);
    }
    phase = TunnelPhase.ENDED;
    dropHello();
  }

  /**
   * Reading what the client sends failed.
   *
   * @return whether it is seen to; what passes unread ends with its connection
   */
  boolean readingFailed() {
    if (decided == null || relay != null) {
      return false;
    }
    abandon();
    return true;
  }

  @Override
  public void enforce(Decided answer) {
    decided = answer;
    if (clientGone) {
      end(FlowEnd.Ended.CLIENT_CLOSED, 0);
    } else if (phase != TunnelPhase.DECIDING_CONNECT) {
      enforceHello(answer, answer.target());
    } else if (passes(answer)) {
      open();
    } else {
      refuseConnect(answer);
    }
  }

  private void enforceHello(Decided answer, @Nullable Target target) {
    Interception reading = interception;
    if (target == null || !passes(answer)) {
      turnAway(Alert.ACCESS_DENIED, FlowEnd.Ended.REFUSED);
    } else if (reading == null || Assessor.passesUnread(answer.decision())) {
      dial(answer, target);
    } else if (!alpn.isEmpty() && !alpn.contains(Engines.HTTP_1_1)) {
      turnAway(Alert.NO_APPLICATION_PROTOCOL, FlowEnd.Ended.PROTOCOL_REFUSED);
      keptOut(FlowEnd.Ended.PROTOCOL_REFUSED);
    } else {
      secure(reading, target);
    }
  }

  private static boolean passes(Decided answer) {
    return answer.decision().passes() && answer.target() != null;
  }

  private void refuseConnect(Decided blocked) {
    Reply page = Refusal.of(parts, blocked, Pages.Asker.UNKNOWN).page();
    client.writePage(page, false);
    end(FlowEnd.Ended.REFUSED, page.status());
    client.closeGently();
  }

  private void open() {
    phase = TunnelPhase.READING_HELLO;
    client.write(Answers.tunnelOpen(client.alloc()));
    client.flush();
    client.arm(parts.settings().tunnels().helloMillis());
    Wire.read(client.channel(), true);
    readHello();
  }

  /** Bytes from the client, taken over. */
  void fromClient(ByteBuf bytes) {
    TunnelRelay through = relay;
    if (through != null) {
      through.fromClient(bytes);
    } else if (phase == TunnelPhase.ENDED) {
      bytes.release();
    } else if (handshake != null) {
      handshake.fromClient(bytes);
    } else {
      first.add(client.alloc(), bytes);
      readHello();
    }
  }

  private void readHello() {
    if (phase != TunnelPhase.READING_HELLO) {
      return;
    }
    try {
      ClientHello whole = first.read();
      if (whole != null) {
        alpn = whole.alpn();
        helloRead(whole.serverName(), true);
      }
    } catch (NotTlsException notTls) {
      LOG.debug("a tunnel does not begin with a hello: {}", notTls.getMessage());
      helloRead(null, false);
    }
  }

  /** The CONNECT has done its work; what is inside is a flow of its own. */
  private void helloRead(@Nullable String serverName, boolean tls) {
    Wire.read(client.channel(), false);
    client.disarm();
    Target connected = decided().target();
    if (connected == null) {
      throw new IllegalStateException("a tunnel without a target cannot go on");
    }
    Asked.Tunnel tunnel = new Asked.Tunnel(decided().subject(), connected);
    close(FlowEnd.Ended.COMPLETE, OPENED, 0, 0);
    phase = TunnelPhase.DECIDING_HELLO;
    decided = null;
    account = new FlowAccount(parts, parts.ticker().nanoTime());
    flow =
        parts.flowNow(
            client.address(), new Asked.Hello(tunnel, serverName, tls, interception != null));
    decide();
  }

  private void secure(Interception reading, Target target) {
    ByteBuf hello = first.take();
    if (hello == null) {
      throw new IllegalStateException("there is no hello to answer");
    }
    phase = TunnelPhase.SECURING;
    client.arm(parts.settings().tunnels().handshakeMillis());
    ClientTls with = new ClientTls(client, hello, this);
    handshake = with;
    with.begin(reading.clients(), target.host());
  }

  @Override
  public void secured() {
    Decided answer = decided();
    Target target = answer.target();
    if (phase != TunnelPhase.SECURING || target == null) {
      throw new IllegalStateException("a handshake that nobody asked for");
    }
    parts.metrics().handshakeEnded(FlowEnd.Ended.COMPLETE);
    end(FlowEnd.Ended.COMPLETE, 0);
    client.enter(new Asked.Tunnel(answer.subject(), target));
  }

  @Override
  public void insecure(FlowEnd.Ended how) {
    end(how, 0);
    keptOut(how);
  }

  @Override
  public void unable() {
    turnAway(Alert.INTERNAL_ERROR, FlowEnd.Ended.HANDSHAKE_FAILED);
    keptOut(FlowEnd.Ended.HANDSHAKE_FAILED);
  }

  private void keptOut(FlowEnd.Ended how) {
    parts.metrics().handshakeEnded(how);
    if (flow.asked() instanceof Asked.Hello named) {
      KeptOut.record(parts, client, named);
    }
  }

  private void dial(Decided answer, Target target) {
    phase = TunnelPhase.DIALLING;
    client.arm(parts.settings().upstreams().connectMillis());
    dialler.dial(
        answer.subject(),
        target.host(),
        target.port(),
        () -> new TunnelRelay(this, client, parts),
        new Dialler.Outcome<TunnelRelay>() {
          @Override
          public void connected(Channel channel, TunnelRelay handler) {
            relayThrough(channel, handler);
          }

          @Override
          public void failed(UpstreamFailure failure) {
            dialFailed(failure);
          }
        });
  }

  private void relayThrough(Channel channel, TunnelRelay through) {
    ByteBuf hello = phase == TunnelPhase.DIALLING ? first.take() : null;
    if (hello == null) {
      Wire.close(channel);
      return;
    }
    phase = TunnelPhase.RELAYING;
    relay = through;
    parts.metrics().tunnels().incrementAndGet();
    through.start(hello);
  }

  private void dialFailed(UpstreamFailure failure) {
    if (phase == TunnelPhase.DIALLING && failure == UpstreamFailure.OURS) {
      phase = TunnelPhase.DECIDING_HELLO;
      client.disarm();
      Asking.await(client, flow, parts.gatekeeper().faulty(decided()), this, this::abandon);
    } else if (phase == TunnelPhase.DIALLING) {
      parts.metrics().upstreamFailed(failure);
      phase = TunnelPhase.DECIDING_HELLO;
      client.disarm();
      if (!Asking.refuse(parts, client, decided(), failure, this, this::abandon)) {
        turnAway(Alert.INTERNAL_ERROR, failure.ended());
      }
    }
  }

  private void turnAway(Alert alert, FlowEnd.Ended ended) {
    client.write(Unpooled.wrappedBuffer(alert.record()));
    end(ended, 0);
    client.closeGently();
  }

  void clientReadComplete() {
    if (relay != null) {
      relay.flushUp();
    }
  }

  void clientWritabilityChanged() {
    if (relay != null) {
      relay.clientWritabilityChanged();
    }
  }

  void clientEvent(Object event) {
    if (handshake != null) {
      handshake.event(event);
    } else if (relay != null) {
      relay.clientEvent(event);
    }
  }

  void clientGone() {
    clientGone = true;
    if (relay != null) {
      relay.clientGone();
    } else if (phase == TunnelPhase.READING_HELLO) {
      end(FlowEnd.Ended.CLIENT_CLOSED, OPENED);
    } else if (phase == TunnelPhase.SECURING) {
      insecure(FlowEnd.Ended.CLIENT_CLOSED);
    } else if (phase == TunnelPhase.DIALLING) {
      end(FlowEnd.Ended.CLIENT_CLOSED, 0);
    }
  }

  void timedOut() {
    switch (phase) {
      case READING_HELLO -> {
        end(FlowEnd.Ended.TIMED_OUT, OPENED);
        client.closeGently();
      }
      case SECURING -> {
        insecure(FlowEnd.Ended.TIMED_OUT);
        client.reset();
      }
      case DIALLING -> {
        parts.metrics().upstreamFailed(UpstreamFailure.CONNECT_TIMED_OUT);
        turnAway(Alert.INTERNAL_ERROR, FlowEnd.Ended.TIMED_OUT);
      }
      case RELAYING -> {
        if (relay != null) {
          relay.timedOut();
        }
      }
      case DECIDING_CONNECT, DECIDING_HELLO, ENDED -> {}
    }
  }

  /** No new bytes are expected for long; what is silent goes first. */
  void drain() {
    if (relay != null) {
      relay.drain();
    } else if (phase == TunnelPhase.READING_HELLO) {
      end(FlowEnd.Ended.TIMED_OUT, OPENED);
      client.closeGently();
    }
  }

  /** Both directions of the tunnel have ended. */
  void relayEnded(FlowEnd.Ended ended, long bytesUp, long bytesDown) {
    if (phase == TunnelPhase.RELAYING) {
      parts.metrics().tunnels().decrementAndGet();
      phase = TunnelPhase.ENDED;
      close(ended, 0, bytesUp, bytesDown);
    }
  }

  private void end(FlowEnd.Ended ended, int status) {
    if (phase != TunnelPhase.ENDED) {
      phase = TunnelPhase.ENDED;
      dropHello();
      client.disarm();
      close(ended, status, 0, 0);
    }
  }

  private void dropHello() {
    first.release();
    if (handshake != null) {
      handshake.cancel();
    }
  }

  private void close(FlowEnd.Ended ended, int status, long up, long down) {
    account.close(decided(), ended, status, up, down);
  }

  private Decided decided() {
    if (decided == null) {
      throw new IllegalStateException("the tunnel is not decided yet");
    }
    return decided;
  }
}
