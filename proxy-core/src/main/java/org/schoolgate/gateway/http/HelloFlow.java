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
import org.schoolgate.gateway.tls.Alert;
import org.schoolgate.gateway.tls.Engines;
import org.schoolgate.gateway.tls.Interception;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Target;

/**
 * What a ClientHello asks for: decided, recorded, enforced and accounted for, whether it came
 * inside a tunnel ({@link ConnectFlow}) or by itself ({@link DivertedTls}).
 *
 * <p>Nothing is dialled before the decision, and what is dialled is the host that was decided
 * about: the server name wherever there is one, resolved by the gateway itself, and never the
 * address that the client had for it. What passes unread has the bytes of its hello replayed
 * unchanged. Everything else is answered by the gateway itself, in the place of the site ({@link
 * ClientTls}), and each request that comes out is a flow of its own: so a block is a page inside
 * the tunnel, even if the site is dead. Where HTTPS is not read, a block is a TLS alert.
 *
 * <p>Its event loop owns it.
 */
final class HelloFlow implements TunnelStage, Enforcer, ClientTls.Owner, TunnelRelay.Owner {

  private final ClientConnection client;
  private final EdgeParts parts;
  private final Dialler dialler;
  private final FirstBytes first;
  private final List<String> alpn;
  private final Flow flow;
  private final FlowAccount account;
  private final @Nullable Interception interception;
  private HelloPhase phase = HelloPhase.DECIDING;
  private boolean clientGone;
  private @Nullable Decided decided;
  private @Nullable ClientTls handshake;
  private @Nullable TunnelRelay relay;

  /**
   * A flow that begins now.
   *
   * @param first what the client sent so far, which is taken over
   * @param alpn what the client wants to speak
   */
  HelloFlow(
      ClientConnection client,
      EdgeParts parts,
      Dialler dialler,
      FirstBytes first,
      List<String> alpn,
      Asked.Hello hello) {
    this.client = client;
    this.parts = parts;
    this.dialler = dialler;
    this.first = first;
    this.alpn = alpn;
    this.interception = parts.interception();
    this.account = new FlowAccount(parts, parts.ticker().nanoTime());
    this.flow = parts.flowNow(client.address(), hello);
  }

  @Override
  public void start() {
    Wire.read(client.channel(), false);
    client.disarm();
    Asking.ask(parts, client.loop(), flow, this, this::abandon);
  }

  /** For faults of our own: cut, and on record as a block. */
  private void abandon() {
    client.reset();
    if (decided != null && phase != HelloPhase.ENDED) {
      client.disarm();
      account.closeFaulted(decided, 0, 0, 0);
    }
    phase = HelloPhase.ENDED;
    dropHello();
  }

  @Override
  public boolean readingFailed() {
    if (decided == null || relay != null) {
      return false;
    }
    abandon();
    return true;
  }

  @Override
  public void enforce(Decided answer) {
    decided = answer;
    Target target = answer.target();
    Interception reading = interception;
    if (clientGone) {
      end(FlowEnd.Ended.CLIENT_CLOSED, 0);
    } else if (target == null || !answer.decision().passes()) {
      turnAway(Alert.ACCESS_DENIED, FlowEnd.Ended.REFUSED);
    } else if (reading == null || Assessor.passesUnread(answer.decision())) {
      dial(answer, target);
    } else if (!Engines.speaksOneOf(alpn)) {
      turnAway(Alert.NO_APPLICATION_PROTOCOL, FlowEnd.Ended.PROTOCOL_REFUSED);
      keptOut(FlowEnd.Ended.PROTOCOL_REFUSED);
    } else {
      secure(reading, target);
    }
  }

  @Override
  public void fromClient(ByteBuf bytes) {
    TunnelRelay through = relay;
    if (through != null) {
      through.fromClient(bytes);
    } else if (phase == HelloPhase.ENDED) {
      bytes.release();
    } else if (handshake != null) {
      handshake.fromClient(bytes);
    } else {
      first.add(client.alloc(), bytes);
    }
  }

  private void secure(Interception reading, Target target) {
    ByteBuf hello = first.take();
    if (hello == null) {
      throw new IllegalStateException("there is no hello to answer");
    }
    phase = HelloPhase.SECURING;
    client.arm(parts.settings().tunnels().handshakeMillis());
    ClientTls with = new ClientTls(client, hello, this);
    handshake = with;
    with.begin(reading.clients(), target.host());
  }

  @Override
  public void secured() {
    Decided answer = decided();
    Target target = answer.target();
    if (phase != HelloPhase.SECURING || target == null) {
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
    phase = HelloPhase.DIALLING;
    client.arm(parts.settings().upstreams().connectMillis());
    HostName asked = parts.gatekeeper().lock(answer).asked();
    dialler.dial(
        answer.subject(),
        asked == null ? target.host() : asked,
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
    ByteBuf hello = phase == HelloPhase.DIALLING ? first.take() : null;
    if (hello == null) {
      Wire.close(channel);
      return;
    }
    phase = HelloPhase.RELAYING;
    relay = through;
    parts.metrics().tunnels().incrementAndGet();
    through.start(hello);
  }

  private void dialFailed(UpstreamFailure failure) {
    if (phase == HelloPhase.DIALLING && failure == UpstreamFailure.OURS) {
      phase = HelloPhase.DECIDING;
      client.disarm();
      Asking.await(client.loop(), flow, parts.gatekeeper().faulty(decided()), this, this::abandon);
    } else if (phase == HelloPhase.DIALLING) {
      parts.metrics().upstreamFailed(failure);
      phase = HelloPhase.DECIDING;
      client.disarm();
      if (!Asking.refuse(parts, client.loop(), decided(), failure, this, this::abandon)) {
        turnAway(Alert.INTERNAL_ERROR, failure.ended());
      }
    }
  }

  private void turnAway(Alert alert, FlowEnd.Ended ended) {
    client.write(Unpooled.wrappedBuffer(alert.record()));
    end(ended, 0);
    client.closeGently();
  }

  @Override
  public void clientReadComplete() {
    if (relay != null) {
      relay.flushUp();
    }
  }

  @Override
  public void clientWritabilityChanged() {
    if (relay != null) {
      relay.clientWritabilityChanged();
    }
  }

  @Override
  public void clientEvent(Object event) {
    if (handshake != null) {
      handshake.event(event);
    } else if (relay != null) {
      relay.clientEvent(event);
    }
  }

  @Override
  public void clientGone() {
    clientGone = true;
    if (relay != null) {
      relay.clientGone();
    } else if (phase == HelloPhase.SECURING) {
      insecure(FlowEnd.Ended.CLIENT_CLOSED);
    } else if (phase == HelloPhase.DIALLING) {
      end(FlowEnd.Ended.CLIENT_CLOSED, 0);
    }
  }

  @Override
  public void timedOut() {
    switch (phase) {
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
      case DECIDING, ENDED -> {}
    }
  }

  @Override
  public void drain() {
    if (relay != null) {
      relay.drain();
    }
  }

  @Override
  public void relayEnded(FlowEnd.Ended ended, long bytesUp, long bytesDown) {
    if (phase == HelloPhase.RELAYING) {
      parts.metrics().tunnels().decrementAndGet();
      phase = HelloPhase.ENDED;
      account.close(decided(), ended, 0, bytesUp, bytesDown);
    }
  }

  private void end(FlowEnd.Ended ended, int status) {
    if (phase != HelloPhase.ENDED) {
      phase = HelloPhase.ENDED;
      dropHello();
      client.disarm();
      account.close(decided(), ended, status, 0, 0);
    }
  }

  private void dropHello() {
    first.release();
    if (handshake != null) {
      handshake.cancel();
    }
  }

  private Decided decided() {
    if (decided == null) {
      throw new IllegalStateException("the hello is not decided yet");
    }
    return decided;
  }
}
