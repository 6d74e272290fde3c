package org.schoolgate.gateway;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AuditGate;
import org.schoolgate.audit.FlowFacts;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.Reference;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.classifier.text.Search;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request, on one screen.
 *
 * <pre>
 * bytes -> Flow             gateway.http, gateway.tls: accept, limits, what is asked for
 *       -> Subject          IdentityResolver: who it is for, by sign-in or by address
 *       -> Target           TargetReader: what it is about; all that names the host agrees
 *       -> Classification   Assessor: category lists, search terms
 *       -> Decision         Assessor: illegal content, then the policy matrix, then phrases
 *       -> Recorded         Recorder, AuditGate: on record before it takes effect; Searches: what
 *                           somebody is typing, once it is meant
 *       -> Enforcer         gateway.http, gateway.tls: forward, tunnel, inspect or block page
 *            -> Inspection  each chunk -> phrases -> Decision -> Recorded -> Enforcer
 *       -> closed           traffic log: always, however it ended
 * </pre>
 *
 * <p>Data moves forward only. A fault anywhere is a block, recorded like any other: the gateway
 * fails closed. Thread-safe; {@link #decide} never blocks and never completes exceptionally.
 */
public final class Pipeline implements Gatekeeper {

  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  /** How long a flow waits for its record before it counts as not recordable. */
  private static final long RECORD_MILLIS_MAX = 5_000;

  private final IdentityResolver identities;
  private final String outsidersGroup;
  private final Assessor assessor;
  private final Category bypass;
  private final Category unnamed;
  private final AuditGate gate;
  private final Recorder recorder;
  private final Searches searches;
  private final Clock clock;
  private final long recordMillisMax;

  /**
   * A pipeline of the given stages.
   *
   * @param outsidersGroup in whose words clients are refused that are in no network that the
   *     gateway serves
   */
  public Pipeline(
      IdentityResolver identities,
      String outsidersGroup,
      Assessor assessor,
      AuditGate gate,
      Clock clock) {
    this(identities, outsidersGroup, assessor, gate, clock, RECORD_MILLIS_MAX);
  }

  /** One with a patience of its own for its records. */
  Pipeline(
      IdentityResolver identities,
      String outsidersGroup,
      Assessor assessor,
      AuditGate gate,
      Clock clock,
      long recordMillisMax) {
    this.identities = identities;
    this.outsidersGroup = outsidersGroup;
    this.assessor = assessor;
    this.bypass = assessor.engine().policy().categories().require("filter-bypass");
    this.unnamed = assessor.engine().policy().categories().require("unnamed-sites");
    this.gate = gate;
    this.recorder = new Recorder(gate, assessor.engine().policy().version(), recordMillisMax);
    this.searches = new Searches(assessor, recorder, clock);
    this.clock = clock;
    this.recordMillisMax = recordMillisMax;
  }

  @Override
  public CompletionStage<Decided> decide(Flow flow) {
    try {
      return identify(flow)
          .thenCompose(identity -> decide(flow, identity))
          .exceptionallyCompose(fault -> faulty(flow, outsider(flow), fault));
    } catch (RuntimeException fault) {
      return faulty(flow, outsider(flow), fault);
    }
  }

  private CompletionStage<Decided> decide(Flow flow, Identity identity) {
    if (!(identity instanceof Identity.Served served)) {
      return refuse(flow, outsider(flow), Refusals.notServed());
    }
    Subject subject = served.subject();
    try {
      Target target = TargetReader.read(flow.asked());
      Classification known = classify(flow.asked(), target);
      boolean decides = !(identity instanceof Identity.Unproven);
      if (decides && !gate.available() && assessor.isChild(subject)) {
        Decision.Block block = Refusals.notMonitored();
        return recorder.unrecorded(flow, subject, target, assessor.refusal(block, known), block);
      }
      Assessment found = assess(flow.asked(), identity, subject, target, known);
      Optional<Search> search = decides ? assessor.search(target) : Optional.empty();
      return search.isEmpty()
          ? recorder.record(flow, subject, target, found)
          : searches.decide(flow, subject, target, search.get(), found);
    } catch (RequestRefused refused) {
      return refuse(flow, subject, Refusals.malformed(refused, disguise(flow.asked(), refused)));
    } catch (RuntimeException fault) {
      return faulty(flow, subject, fault);
    }
  }

  /** A tunnel to an address is no site without a name yet: the hello in it may give one. */
  private Classification classify(Asked asked, Target target) {
    Classification found = assessor.classify(target);
    return asked instanceof Asked.Connect && found.categories().contains(unnamed)
        ? Classification.UNCATEGORISED
        : found;
  }

  /** Whatever comes of it knows what the target is, so that an illegal one is never on record. */
  private Assessment assess(
      Asked asked, Identity identity, Subject subject, Target target, Classification known) {
    if (identity instanceof Identity.Unproven unproven) {
      return assessor.refusal(unproven.answer(), known);
    }
    if (asked instanceof Asked.Hello hello && !hello.tls()) {
      return assessor.refusal(Refusals.notTls(bypass), known);
    }
    Assessment found = assessor.assess(subject, target, known, clock.instant(), Trace.NONE);
    return forNow(
        asked,
        passesUnread(asked, found) ? assessor.unread(subject, target, found, Trace.NONE) : found);
  }

  private static boolean passesUnread(Asked asked, Assessment found) {
    boolean read =
        asked instanceof Asked.Connect connect
            ? connect.read()
            : !(asked instanceof Asked.Hello hello) || hello.read();
    return !read || (asked instanceof Asked.Hello && Assessor.passesUnread(found.decision()));
  }

  /** Nobody knows of what it is about whether that may stand on record. */
  private CompletionStage<Decided> refuse(Flow flow, Subject subject, Decision refusal) {
    return recorder.record(
        flow, subject, null, assessor.refusal(refusal, Classification.UNCATEGORISED));
  }

  private CompletionStage<Decided> faulty(Flow flow, Subject subject, Throwable fault) {
    LOG.error("flow {} could not be decided and was blocked", flow.id(), fault);
    return refuse(flow, subject, Refusals.fault());
  }

  /** Whoever it is until the client is known: its address is always on record. */
  private Subject outsider(Flow flow) {
    return new Subject(
        "outsider", List.of(outsidersGroup), Confidence.DEVICE, flow.client().getHostAddress());
  }

  /** What is inside a tunnel is for whom the tunnel was opened. */
  private CompletionStage<Identity> identify(Flow flow) {
    Asked.Tunnel tunnel = flow.asked().tunnel();
    return tunnel == null
        ? identities.identify(flow.client(), flow.credentials())
        : CompletableFuture.completedFuture(new Identity.Known(tunnel.subject()));
  }

  /** Of a tunnel that is read, what comes out is decided and recorded, and not the tunnel. */
  private static Assessment forNow(Asked asked, Assessment found) {
    if (asked instanceof Asked.KeptOut) {
      return found.neverUsed();
    }
    boolean readInside =
        (asked instanceof Asked.Connect connect && connect.read())
            || (asked instanceof Asked.Hello hello
                && hello.read()
                && !Assessor.passesUnread(found.decision()));
    return readInside ? found.leftToRequests() : found;
  }

  /** Asking inside a tunnel for another site is an attempt to get past the filter (S12). */
  private @Nullable Category disguise(Asked asked, RequestRefused refused) {
    return asked instanceof Asked.Hello || refused.isMisdirected() ? bypass : null;
  }

  @Override
  public Inspection inspect(Decided decided, BodyFormat format, Origin origin) {
    Target target = decided.target();
    boolean suggestions =
        origin == Origin.SHOWN && target != null && searches.areSuggestions(target);
    return new BodyInspection(
        decided,
        assessor,
        assessor.open(format, origin),
        clock,
        suggestions ? searches::suggested : recorder::recordLater);
  }

  /** Puts on record what was typed and stands since; to be called every second. */
  public void tick() {
    searches.tick();
  }

  /**
   * Puts on record what is still being typed, and waits for the ledger; the last call, once no
   * request comes and no {@link #tick} runs any more.
   */
  public void finish() {
    searches.finish(recordMillisMax);
  }

  @Override
  public RequestLock lock(Decided decided) {
    Target target = decided.target();
    return target == null ? RequestLock.NONE : assessor.lock(decided.subject(), target);
  }

  @Override
  public CompletionStage<Decided> uninspectable(Decided decided) {
    return assessor
        .undecodable(decided.subject(), decided.classification())
        .map(refusal -> recorder.recordLater(decided, refusal))
        .orElse(CompletableFuture.completedFuture(decided));
  }

  @Override
  public CompletionStage<Decided> faulty(Decided decided) {
    return blockLater(decided, Refusals.fault());
  }

  @Override
  public CompletionStage<Decided> siteRefused(Decided decided, Reason reason) {
    return blockLater(decided, Refusals.site(reason));
  }

  private CompletionStage<Decided> blockLater(Decided decided, Decision.Block block) {
    return recorder.recordLater(decided, assessor.refusal(block, decided.classification()));
  }

  @Override
  public CompletionStage<Decided> overloaded(Decided decided) {
    return blockLater(decided, Refusals.overloaded());
  }

  @Override
  public CompletionStage<Reference> refused(InetAddress client, String problem, int status) {
    return recorder.refused(new LedgerEvent.Refused(client.getHostAddress(), problem, status));
  }

  @Override
  public void closed(Decided decided, FlowEnd end) {
    gate.flowClosed(
        new FlowFacts(
            decided.subject(),
            decided.target(),
            decided.searchTerms(),
            decided.decision().id(),
            decided.decision().reason(),
            decided.categories(),
            end.status(),
            end.bytesUp(),
            end.bytesDown(),
            end.millis(),
            end.ended().id(),
            decided.recorded().reference()));
  }
}
