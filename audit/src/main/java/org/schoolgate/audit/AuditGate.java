package org.schoolgate.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Subject;

/**
 * The one way into the logs. Nothing here blocks; stages are completed on the writer's thread, so a
 * caller hops to its own executor before it does any work. Thread-safe.
 */
public final class AuditGate {

  private static final String LEDGER = AuditStore.LEDGER;
  private static final String TRAFFIC = AuditStore.TRAFFIC;

  private final LogWriter ledger;
  private final LogWriter traffic;
  private final Payloads payloads;
  private final EventJson events;
  private final Clock clock;
  private final RepeatWindows repeats = new RepeatWindows();
  private final GapCounter ledgerGap = new GapCounter(LEDGER);
  private final GapCounter trafficGap = new GapCounter(TRAFFIC);

  AuditGate(LogWriter ledger, LogWriter traffic, Payloads payloads, EventJson events, Clock clock) {
    this.ledger = ledger;
    this.traffic = traffic;
    this.payloads = payloads;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Records a decision, so that it may take effect.
   *
   * <p>Allow and Inspect without violations complete at once: the flow is accounted for when it
   * closes. A block, the use of an override and anything with violations complete when the ledger
   * holds them durably. Repeats of one block or override use, by the same subject at the same host
   * and category within a minute, complete with the first one's reference and are counted.
   *
   * @return completes exceptionally with {@link AuditUnavailable} when it could not be recorded
   */
  public CompletionStage<Recorded<Decision>> record(Decision decision, DecisionFacts facts) {
    boolean changesNothing =
        decision instanceof Decision.Allow || decision instanceof Decision.Inspect;
    if (!facts.violations().isEmpty()) {
      return append(decision, facts).thenApply(reference -> new Recorded<>(decision, reference));
    }
    if (changesNothing) {
      return CompletableFuture.completedFuture(new Recorded<>(decision, null));
    }
    return recordOnceAMinute(decision, facts)
        .thenApply(reference -> new Recorded<>(decision, reference));
  }

  private CompletableFuture<Reference> recordOnceAMinute(Decision decision, DecisionFacts facts) {
    RepeatWindows.Key key = RepeatWindows.Key.of(decision, facts);
    RepeatWindows.Entered entered =
        repeats.enter(key, payloads.isIllegal(decision, facts), clock.instant());
    RepeatWindows.Window window = entered.window();
    if (entered.isFirst()) {
      if (entered.ended() != null) {
        appendUnawaited(entered.ended());
      }
      return append(decision, facts)
          .whenComplete((reference, cause) -> settle(key, window, reference, cause));
    }
    // A copy, so that no caller can complete what the others wait for.
    return window.first().copy();
  }

  private void settle(
      RepeatWindows.Key key,
      RepeatWindows.Window window,
      @Nullable Reference reference,
      @Nullable Throwable cause) {
    if (reference != null) {
      window.first().complete(reference);
    } else if (cause != null) {
      repeats.forget(key, window);
      window.first().completeExceptionally(cause);
    }
  }

  private CompletableFuture<Reference> append(Decision decision, DecisionFacts facts) {
    RecordKind kind =
        decision instanceof Decision.Block
            ? RecordKind.BLOCKED
            : decision instanceof Decision.AllowByOverride
                ? RecordKind.OVERRIDE_USED
                : RecordKind.VIOLATION_FOUND;
    return append(kind, facts.subject(), () -> payloads.decision(kind, decision, facts));
  }

  /**
   * Lets a block take effect although the ledger cannot take it, since blocking is the safe
   * direction. It is counted, and a {@link LedgerEvent.Gap} tells of it as soon as the ledger takes
   * records again.
   */
  public Recorded<Decision> blockUnrecorded(Decision.Block block) {
    ledgerGap.count(clock.instant(), "block-unrecorded");
    return new Recorded<>(block, null);
  }

  /**
   * Appends anything else of consequence.
   *
   * @return completes when it is durable, or exceptionally with {@link AuditUnavailable}
   */
  public CompletionStage<Reference> append(LedgerEvent event) {
    Subject subject = event instanceof LedgerEvent.Repeats repeated ? repeated.subject() : null;
    return append(event.recordKind(), subject, () -> events.of(event));
  }

  /** Accounts for a flow that closed. Never waits; what cannot be taken is counted as a gap. */
  public void flowClosed(FlowFacts facts) {
    Instant now = clock.instant();
    AuditUnavailable refusal =
        traffic.appendUnawaited(
            RecordKind.FLOW,
            facts.subject(),
            () -> payloads.flow(facts),
            RecordHeader.microsOf(now));
    if (refusal != null) {
      trafficGap.count(now, whyOf(refusal));
    }
  }

  /**
   * Whether the ledger still takes records; false from its first failure until it is opened again.
   * The traffic log has no say in this: what it misses is told as a gap.
   */
  public boolean available() {
    return ledger.refusal() == null;
  }

  /** Writes what is due: repeats whose minute is over, and gaps. To be called every second. */
  public void tick() {
    Instant now = clock.instant();
    repeats.takeOver(now).forEach(this::appendUnawaited);
    appendGaps(now, false);
  }

  /** Writes everything that is counted and waiting; the last call before the logs are closed. */
  void finish() {
    Instant now = clock.instant();
    repeats.takeAll(now).forEach(this::appendUnawaited);
    appendGaps(now, true);
  }

  private void appendGaps(Instant now, boolean evenIfEarly) {
    if (!available()) {
      return;
    }
    for (GapCounter counter : List.of(ledgerGap, trafficGap)) {
      LedgerEvent.Gap gap = counter.take(now, evenIfEarly);
      if (gap != null && appendUnawaited(gap) != null) {
        counter.putBack(gap);
      }
    }
  }

  private @Nullable AuditUnavailable appendUnawaited(LedgerEvent event) {
    Instant now = clock.instant();
    Subject subject = event instanceof LedgerEvent.Repeats repeated ? repeated.subject() : null;
    AuditUnavailable refusal =
        ledger.appendUnawaited(
            event.recordKind(), subject, () -> events.of(event), RecordHeader.microsOf(now));
    if (refusal != null && event instanceof LedgerEvent.Repeats) {
      ledgerGap.count(now, whyOf(refusal));
    }
    return refusal;
  }

  /** On the caller's thread, so that the writer spends its time on the disk alone. */
  private CompletableFuture<Reference> append(
      RecordKind kind, @Nullable Subject subject, LogWriter.Payload payload) {
    Instant now = clock.instant();
    byte[] json = payload.json();
    return ledger.append(kind, subject, () -> json, RecordHeader.microsOf(now));
  }

  private static String whyOf(AuditUnavailable refusal) {
    return refusal.kind().name().toLowerCase(Locale.ROOT);
  }
}
