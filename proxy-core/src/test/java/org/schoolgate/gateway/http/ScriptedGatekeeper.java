package org.schoolgate.gateway.http;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AuditGate;
import org.schoolgate.audit.DecisionFacts;
import org.schoolgate.audit.Reference;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.Gatekeeper;
import org.schoolgate.gateway.Inspection;
import org.schoolgate.gateway.RequestLock;
import org.schoolgate.gateway.RequestRefused;
import org.schoolgate.gateway.TargetReader;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

/**
 * Decides as a table says, records in a real ledger, and remembers what was closed. A body that
 * holds {@link #FORBIDDEN} is blocked, one that holds {@link #NOTED} is recorded and goes on, and
 * one that holds {@link #BREAKING} cannot be read for a fault.
 */
class ScriptedGatekeeper implements Gatekeeper {

  static final String FORBIDDEN = "forbidden-words";
  static final String BREAKING = "breaking-words";
  static final String NOTED = "noted-words";

  static final Decision ALLOW = new Decision.Allow(reason(Reason.Kind.POLICY, "Allowed."));
  static final Decision INSPECT = new Decision.Inspect(reason(Reason.Kind.POLICY, "Inspected."));
  static final Decision BLOCK = block(Reason.Kind.POLICY, "Blocked.");

  /** How a flow ended, and under which decision. */
  record Closed(Decided decided, FlowEnd end) {}

  final BlockingQueue<Closed> closed = new LinkedBlockingQueue<>();
  final BlockingQueue<Flow> asked = new LinkedBlockingQueue<>();
  final BlockingQueue<String> problems = new LinkedBlockingQueue<>();
  final AtomicInteger decidedFlows = new AtomicInteger();
  final AtomicInteger openInspections = new AtomicInteger();

  private final AuditGate gate;
  private final BiFunction<Flow, Target, Decision> script;

  /** Completed before any decision comes; for tests that hold decisions back. */
  volatile CompletableFuture<?> before = CompletableFuture.completedFuture(null);

  /** Completed before what is noted goes on; for tests that hold a body back. */
  volatile CompletableFuture<?> noting = CompletableFuture.completedFuture(null);

  final BlockingQueue<Flow> notedIn = new LinkedBlockingQueue<>();

  ScriptedGatekeeper(AuditGate gate, BiFunction<Flow, Target, Decision> script) {
    this.gate = gate;
    this.script = script;
  }

  static Reason reason(Reason.Kind kind, String text) {
    return new Reason(kind, text, kind == Reason.Kind.REQUEST ? "request" : "cell");
  }

  static Decision block(Reason.Kind kind, String text) {
    Category category = CategoryTable.builtIn().require("games");
    return new Decision.Block(
        reason(kind, text), kind == Reason.Kind.REQUEST ? null : category, Remedy.TEACHER);
  }

  @Override
  public CompletionStage<Decided> decide(Flow flow) {
    asked.add(flow);
    CompletionStage<Decided> decided = recorded(flow);
    decidedFlows.incrementAndGet();
    return before.isDone() ? decided : before.thenCompose(now -> decided);
  }

  private CompletionStage<Decided> recorded(Flow flow) {
    try {
      Target target = TargetReader.read(flow.asked());
      return record(flow, target, script.apply(flow, target));
    } catch (RequestRefused refused) {
      return record(flow, null, block(kindOf(refused), String.valueOf(refused.getMessage()) + "."));
    }
  }

  private static Reason.Kind kindOf(RequestRefused refused) {
    return refused.isMisdirected() ? Reason.Kind.MISDIRECTED : Reason.Kind.REQUEST;
  }

  private CompletionStage<Decided> record(Flow flow, @Nullable Target target, Decision decision) {
    Subject subject =
        new Subject(
            "year-5-class", List.of("year-5"), Confidence.SHARED, flow.client().getHostAddress());
    Classification known = Classification.UNCATEGORISED;
    DecisionFacts facts =
        new DecisionFacts(subject, target, known, null, List.of(), List.of(), "test");
    return gate.record(decision, facts)
        .thenApply(
            recorded ->
                new Decided(flow, subject, target, known, known.categories(), null, recorded));
  }

  /** What is changed of the requests for a host. */
  final java.util.Map<String, RequestLock> locks = new java.util.concurrent.ConcurrentHashMap<>();

  @Override
  public RequestLock lock(Decided decided) {
    Target target = decided.target();
    return target == null
        ? RequestLock.NONE
        : locks.getOrDefault(target.host().text(), RequestLock.NONE);
  }

  @Override
  public Inspection inspect(Decided decided, BodyFormat format, Origin origin) {
    openInspections.incrementAndGet();
    return new Search(decided, format);
  }

  @Override
  public CompletionStage<Decided> uninspectable(Decided decided) {
    return record(
        decided.flow(), decided.target(), block(Reason.Kind.UNINSPECTABLE, "Not readable."));
  }

  @Override
  public CompletionStage<Decided> faulty(Decided decided) {
    return record(decided.flow(), decided.target(), block(Reason.Kind.FAULT, "A fault."));
  }

  @Override
  public CompletionStage<Decided> siteRefused(Decided decided, Reason reason) {
    return record(
        decided.flow(), decided.target(), new Decision.Block(reason, null, Remedy.NOBODY));
  }

  @Override
  public CompletionStage<Decided> overloaded(Decided decided) {
    return record(decided.flow(), decided.target(), block(Reason.Kind.FAULT, "No room."));
  }

  @Override
  public CompletionStage<Reference> refused(InetAddress client, String problem, int status) {
    problems.add(problem);
    return gate.refused(
        new org.schoolgate.audit.LedgerEvent.Refused(client.getHostAddress(), problem, status));
  }

  @Override
  public void closed(Decided decided, FlowEnd end) {
    closed.add(new Closed(decided, end));
  }

  /** Looks for the two words in bytes that are not coded, over the borders of reads too. */
  private final class Search implements Inspection {
    private final Decided decided;
    private final StringBuilder text = new StringBuilder();
    private final boolean undeclared;
    private boolean binary;
    private boolean noted;
    private boolean closedBefore;

    Search(Decided decided, BodyFormat format) {
      this.decided = decided;
      this.undeclared = format.kind() == BodyFormat.Kind.UNDECLARED;
    }

    @Override
    public Optional<CompletionStage<Decided>> accept(ByteBuffer wireBytes) {
      text.append(StandardCharsets.ISO_8859_1.decode(wireBytes));
      binary |= undeclared && text.indexOf("\1") >= 0;
      if (binary) {
        return Optional.empty();
      }
      if (text.indexOf(BREAKING) >= 0) {
        throw new IllegalStateException("a fault that the test wants");
      }
      if (text.indexOf(FORBIDDEN) >= 0) {
        return Optional.of(
            record(decided.flow(), decided.target(), block(Reason.Kind.PHRASE, "Phrase found.")));
      }
      if (!noted && text.indexOf(NOTED) >= 0) {
        noted = true;
        notedIn.add(decided.flow());
        return Optional.of(
            noting.thenComposeAsync(now -> record(decided.flow(), decided.target(), INSPECT)));
      }
      text.delete(0, Math.max(0, text.length() - FORBIDDEN.length()));
      return Optional.empty();
    }

    @Override
    public boolean readsOn() {
      return !binary;
    }

    @Override
    public boolean blockIsDue() {
      return false;
    }

    @Override
    public void condemn() {
      throw new IllegalStateException("no block is ever due");
    }

    @Override
    public Optional<CompletionStage<Decided>> finish() {
      return Optional.empty();
    }

    @Override
    public void close() {
      if (!closedBefore) {
        closedBefore = true;
        openInspections.decrementAndGet();
      }
    }
  }
}
