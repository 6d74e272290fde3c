package org.schoolgate.gateway.http;

import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.Enforcer;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.enforce.Reply;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request from its decision until its response has ended: the enforcement of HTTP.
 *
 * <p>It goes through {@link RequestPhase}s in order. The decision may come on another thread and
 * later; everything else happens on the client's event loop. Whatever happens, {@link #end} runs
 * once, and with it {@code Gatekeeper.closed}: a response that ended, a block page, a client that
 * went away, an origin that died, a deadline.
 */
final class RequestFlow implements Enforcer {

  private static final Logger LOG = LoggerFactory.getLogger(RequestFlow.class);

  private static final int BAD_REQUEST = 400;

  private final Exchange client;
  private final EdgeParts parts;
  private final RequestHead head;
  private final Flow flow;
  private final FlowAccount account;
  private final OriginSide origin;
  private final RequestRelay request;
  private RequestPhase phase = RequestPhase.DECIDING;
  private boolean clientGone;
  private boolean inspecting;
  private boolean faulted;
  private @Nullable Decided decided;

  RequestFlow(
      Exchange client,
      EdgeParts parts,
      UpstreamPool pool,
      RequestHead head,
      Flow flow,
      FlowAccount account) {
    this.client = client;
    this.parts = parts;
    this.head = head;
    this.flow = flow;
    this.account = account;
    this.origin = new OriginSide(this, client, parts, pool, head);
    this.request = origin.request();
  }

  void start() {
    Asking.ask(parts, client.loop(), flow, this, this::abandon);
  }

  /** For faults of our own: cut, and accounted for as a block. */
  private void abandon() {
    faulted = true;
    origin.drop();
    client.reset();
    if (decided == null) {
      phase = RequestPhase.ENDED;
    } else {
      end(FlowEnd.Ended.CUT, 0, 0);
    }
  }

  /** Goes on to a phase that has a deadline, which begins anew. */
  private void enter(RequestPhase next) {
    phase = next;
    client.arm(next.silenceMillis(parts.settings()));
  }

  private Runnable guarded(Runnable task) {
    return new Guarded("flow " + flow.id(), task, this::fail);
  }

  /** A fault of our own on the way is a block on record, unless a part of the answer has left. */
  private void fail() {
    if (phase == RequestPhase.ENDED) {
      return;
    }
    if (phase == RequestPhase.FAILING || responseBegun()) {
      abandon();
      return;
    }
    phase = RequestPhase.FAILING;
    origin.closeResponse();
    origin.drop();
    client.disarm();
    Asking.await(
        client.loop(),
        flow,
        parts.gatekeeper().faulty(decided()),
        this::blockedLater,
        this::abandon);
  }

  /**
   * Reading what the client sends failed.
   *
   * @return whether it is seen to; before the decision there is nothing to be blocked
   */
  boolean readingFailed() {
    if (decided == null) {
      return false;
    }
    fail();
    return true;
  }

  @Override
  public void enforce(Decided answer) {
    decided = answer;
    Decision decision = answer.decision();
    if (clientGone) {
      end(FlowEnd.Ended.CLIENT_CLOSED, 0, 0);
    } else if (decision.readsContent()) {
      parts.cutPages().find(answer).ifPresentOrElse(this::tellAgain, () -> forward(true));
    } else if (decision.passes()) {
      forward(false);
    } else {
      block(answer);
    }
  }

  private void forward(boolean inspect) {
    inspecting = inspect;
    if (inspect && head.hasBody()) {
      BodyFormat format = Formats.ofRequest(head.fields());
      if (format.isText()) {
        receive(format);
        return;
      }
    }
    needUpstream();
  }

  private void receive(BodyFormat format) {
    enter(RequestPhase.RECEIVING);
    request.inspectWith(inspect(format, Origin.TYPED, request));
    if (head.expectsContinue()) {
      client.writeContinue();
    }
    if (Formats.isGrpc(head.fields())) {
      // Its first message may come after the origin's first.
      needUpstream();
    }
    client.bodyWanted();
  }

  /** Begins an inspection of a body of this flow. */
  InspectedBody inspect(BodyFormat format, Origin origin, InspectedBody.Owner owner) {
    return InspectedBody.begin(parts, decided(), format, origin, client.loop(), owner);
  }

  /** Asks for a connection, unless one is there or on its way. */
  void needUpstream() {
    if (phase == RequestPhase.DECIDING || phase == RequestPhase.RECEIVING) {
      acquire();
    }
  }

  private void acquire() {
    enter(RequestPhase.CONNECTING);
    origin.ask(target(), parts.gatekeeper().lock(decided()));
  }

  Subject subject() {
    return decided().subject();
  }

  /** Whether a connection that comes now is still wanted. */
  boolean isConnecting() {
    return phase == RequestPhase.CONNECTING;
  }

  /** A connection to the origin, which {@link OriginLease} keeps. */
  void connected(Upstream connection) {
    guarded(() -> send(connection)).run();
  }

  private void send(Upstream connection) {
    enter(RequestPhase.AWAITING);
    origin.send(connection, target(), inspecting);
    client.bodyWanted();
  }

  void connectFailed(UpstreamFailure failure) {
    upstreamFailed(failure, false);
  }

  /** A part of the response came. */
  void streaming() {
    if (phase != RequestPhase.ENDED) {
      enter(RequestPhase.STREAMING);
    }
  }

  /** Whether the origin's 100 Continue is the client's business. */
  boolean awaitsContinue() {
    return head.expectsContinue() && phase == RequestPhase.AWAITING;
  }

  boolean mayKeepAlive() {
    return head.keepAlive() && request.isWhole() && !parts.draining().get();
  }

  /** The response has been written whole. */
  void responseComplete(boolean clean, boolean keepAlive) {
    origin.giveBack(clean);
    end(FlowEnd.Ended.COMPLETE, 0, 0);
    client.flowEnded(keepAlive && request.isWhole());
  }

  /** WebSocket is spoken from now on: what this flow had is the upgraded one's. */
  void upgraded(ResponseHead answer) {
    UpgradedFlow.Begun begun =
        new UpgradedFlow.Begun(parts, decided(), account, origin.take(), inspecting);
    phase = RequestPhase.ENDED;
    client.flowDone();
    client.upgrade(connection -> begun.at(connection, answer));
  }

  /** The origin failed; the connection to it is closed or to be closed. */
  void upstreamFailed(UpstreamFailure failure, boolean anyByte) {
    if (phase == RequestPhase.ENDED || phase == RequestPhase.FAILING) {
      return;
    }
    if (failure == UpstreamFailure.OURS) {
      fail();
      return;
    }
    boolean again = origin.maySendAgain(failure, anyByte);
    origin.drop();
    if (again) {
      acquire();
      return;
    }
    parts.metrics().upstreamFailed(failure);
    if (responseBegun()) {
      cut(failure.ended());
    } else {
      guarded(() -> tellOnRecord(failure)).run();
    }
  }

  /** What the gateway itself refuses is recorded before it is told, as every block is. */
  private void tellOnRecord(UpstreamFailure failure) {
    phase = RequestPhase.FAILING;
    client.disarm();
    Enforcer telling = blocked -> refused(blocked, failure);
    if (!Asking.refuse(parts, client.loop(), decided(), failure, telling, this::abandon)) {
      tell(failure);
    }
  }

  private void refused(Decided blocked, UpstreamFailure failure) {
    if (phase != RequestPhase.ENDED) {
      decided = blocked;
      tell(failure);
    }
  }

  private void tell(UpstreamFailure failure) {
    String why = failure.tell(target().host().text());
    Pages.Asker asker = Pages.Asker.of(head, target());
    Reply page = parts.pages().failed(failure.fault(), why, decided(), asker);
    answer(page, failure.ended(), mayKeepAlive());
  }

  private void block(Decided blocked) {
    decided = blocked;
    origin.drop();
    Refusal refusal = Refusal.of(parts, blocked, Pages.Asker.of(head, blocked.target()));
    answer(refusal.page(), FlowEnd.Ended.REFUSED, mayKeepAlive() && !refusal.malformed());
  }

  /** Shows why a page was stopped, at the address to which its notice led. */
  private void tellAgain(Decided stopped) {
    Reply page = parts.pages().block(stopped, Pages.Asker.of(head, target()));
    answer(page, FlowEnd.Ended.REFUSED, mayKeepAlive());
  }

  private void answer(Reply page, FlowEnd.Ended ended, boolean keepAlive) {
    client.writePage(page, keepAlive);
    end(ended, page.status(), head.isHead() ? 0 : page.body().remaining());
    client.flowEnded(keepAlive);
  }

  /** An inspection said under which decision the flow goes on. */
  void nowDecided(Decided later) {
    if (phase != RequestPhase.ENDED) {
      decided = FlowAccount.keepingOverride(decided(), later);
      client.bodyWanted();
    }
  }

  /** An inspection found what must not pass. */
  void blockedLater(Decided blocked) {
    if (phase == RequestPhase.ENDED) {
      return;
    }
    if (responseBegun()) {
      decided = blocked;
      stop(blocked);
    } else {
      block(blocked);
    }
  }

  /** Of a page whose beginning is shown, the rest is not; and a browser is led to why. */
  private void stop(Decided blocked) {
    if (!origin.endWith(() -> parts.cutPages().notice(blocked))) {
      cut(FlowEnd.Ended.CUT);
      return;
    }
    origin.drop();
    end(FlowEnd.Ended.CUT, 0, 0);
    client.flowEnded(origin.keepsAlive() && request.isWhole());
  }

  void inspectionFailed(Throwable fault) {
    LOG.error("the inspection of flow {} failed and it is blocked", flow.id(), fault);
    fail();
  }

  /** The client's framing of its body is broken; no body is read before the decision. */
  void requestMalformed() {
    origin.drop();
    end(FlowEnd.Ended.REFUSED, BAD_REQUEST, 0);
  }

  /** Whether the client has got a part of the response, so that no page can take its place. */
  boolean responseBegun() {
    return origin.responseBegun();
  }

  void clientGone() {
    clientGone = true;
    // Of a block that is being put on record, the block is what is accounted for.
    if (phase != RequestPhase.DECIDING && phase != RequestPhase.FAILING) {
      origin.drop();
      end(FlowEnd.Ended.CLIENT_CLOSED, 0, 0);
    }
  }

  void timedOut() {
    switch (phase) {
      case RECEIVING -> guarded(this::requestTooSlow).run();
      case CONNECTING -> {
        origin.giveUp();
        upstreamFailed(UpstreamFailure.CONNECT_TIMED_OUT, false);
      }
      case AWAITING -> {
        if (request.isWhole()) {
          upstreamFailed(UpstreamFailure.RESPONSE_TIMED_OUT, true);
        } else {
          guarded(this::requestTooSlow).run();
        }
      }
      case STREAMING -> cut(FlowEnd.Ended.TIMED_OUT);
      case DECIDING, FAILING, ENDED -> {}
    }
  }

  private void requestTooSlow() {
    origin.drop();
    Reply page = parts.pages().refused(408, "The request took too long to arrive.", null);
    answer(page, FlowEnd.Ended.TIMED_OUT, false);
  }

  /** Ends the client's connection in a way that cannot be taken for the end of the response. */
  private void cut(FlowEnd.Ended ended) {
    if (phase == RequestPhase.ENDED) {
      return;
    }
    origin.drop();
    client.reset();
    end(ended, 0, 0);
  }

  private void end(FlowEnd.Ended ended, int status, long pageBytes) {
    if (phase == RequestPhase.ENDED) {
      return;
    }
    phase = RequestPhase.ENDED;
    origin.close();
    client.flowDone();
    boolean begun = origin.responseBegun();
    int seen = begun ? origin.status() : status;
    long down = begun ? origin.bytesDown() : pageBytes;
    if (faulted) {
      account.closeFaulted(decided(), seen, request.bytes(), down);
    } else {
      account.close(decided(), ended, seen, request.bytes(), down);
    }
  }

  RequestRelay request() {
    return request;
  }

  /** A part of the request body came. */
  void requestMoves() {
    if (phase.movesBodies()) {
      enter(phase);
    }
  }

  void clientWritable() {
    if (phase == RequestPhase.STREAMING) {
      enter(phase);
      origin.updateReading();
    }
  }

  private Decided decided() {
    if (decided == null) {
      throw new IllegalStateException("the flow is not decided yet");
    }
    return decided;
  }

  private Target target() {
    Target target = decided().target();
    if (target == null) {
      throw new IllegalStateException("a flow without a target cannot go on");
    }
    return target;
  }
}
