package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.Enforcer;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.enforce.Reply;
import org.schoolgate.policy.Target;

/**
 * One CONNECT to the explicit proxy: what it names is decided about, recorded and accounted for,
 * and then the tunnel is open until the client has said what it wants in it; that is a flow of its
 * own ({@link HelloFlow}). Nobody is dialled. A block is a page in the place of the tunnel, which
 * browsers do not show.
 *
 * <p>Its event loop owns it.
 */
final class ConnectFlow implements TunnelStage, Enforcer {

  private static final int OPENED = 200;

  private enum Phase {
    DECIDING,
    READING_HELLO,
    ENDED
  }

  private final ClientConnection client;
  private final EdgeParts parts;
  private final Dialler dialler;
  private final Flow flow;
  private final FlowAccount account;
  private final FirstBytes first;
  private Phase phase = Phase.DECIDING;
  private boolean clientGone;
  private @Nullable Decided decided;

  ConnectFlow(
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
    this.first = new FirstBytes(parts.settings().tunnels().helloBytesMax());
  }

  @Override
  public void start() {
    Wire.read(client.channel(), false);
    Asking.ask(parts, client.loop(), flow, this, this::abandon);
  }

  /** For faults of our own: cut, and on record as a block. */
  private void abandon() {
    client.reset();
    if (decided != null && phase != Phase.ENDED) {
      client.disarm();
      account.closeFaulted(decided, 0, 0, 0);
    }
    phase = Phase.ENDED;
    first.release();
  }

  @Override
  public boolean readingFailed() {
    if (decided == null) {
      return false;
    }
    abandon();
    return true;
  }

  @Override
  public void enforce(Decided answer) {
    decided = answer;
    Target target = answer.target();
    if (clientGone) {
      end(answer, FlowEnd.Ended.CLIENT_CLOSED, 0);
    } else if (target == null || !answer.decision().passes()) {
      refuse(answer);
    } else {
      open();
    }
  }

  private void refuse(Decided blocked) {
    Reply page = Refusal.of(parts, blocked, Pages.Asker.UNKNOWN).page();
    client.writePage(page, false);
    end(blocked, FlowEnd.Ended.REFUSED, page.status());
    client.closeGently();
  }

  private void open() {
    phase = Phase.READING_HELLO;
    client.write(Answers.tunnelOpen(client.alloc()));
    client.flush();
    client.arm(parts.settings().tunnels().helloMillis());
    Wire.read(client.channel(), true);
    readHello();
  }

  @Override
  public void fromClient(ByteBuf bytes) {
    if (phase == Phase.ENDED) {
      bytes.release();
      return;
    }
    first.add(client.alloc(), bytes);
    readHello();
  }

  private void readHello() {
    Decided connected = decided;
    Target target = connected == null ? null : connected.target();
    if (phase != Phase.READING_HELLO || connected == null || target == null) {
      return;
    }
    FirstBytes.Said said = first.read();
    if (said == null) {
      return;
    }
    phase = Phase.ENDED;
    account.close(connected, FlowEnd.Ended.COMPLETE, OPENED, 0, 0);
    Asked.Tunnel tunnel = new Asked.Tunnel(connected.subject(), target);
    Asked.Hello hello =
        Asked.Hello.inside(tunnel, said.serverName(), said.tls(), parts.interception() != null);
    client.goOn(new HelloFlow(client, parts, dialler, first, said.alpn(), hello));
  }

  @Override
  public void clientGone() {
    clientGone = true;
    giveUp(FlowEnd.Ended.CLIENT_CLOSED);
  }

  @Override
  public void timedOut() {
    if (giveUp(FlowEnd.Ended.TIMED_OUT)) {
      client.closeGently();
    }
  }

  @Override
  public void drain() {
    timedOut();
  }

  /** Of an open tunnel in which nobody has said anything; true if it was one. */
  private boolean giveUp(FlowEnd.Ended how) {
    Decided opened = decided;
    if (phase != Phase.READING_HELLO || opened == null) {
      return false;
    }
    end(opened, how, OPENED);
    return true;
  }

  private void end(Decided last, FlowEnd.Ended ended, int status) {
    if (phase != Phase.ENDED) {
      phase = Phase.ENDED;
      first.release();
      client.disarm();
      account.close(last, ended, status, 0, 0);
    }
  }
}
