package org.schoolgate.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
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

  /** The most counts that wait for room; one more is a gap. */
  private static final int UNTOLD_MAX = 20_000;

  private static final long FINISH_MILLIS_MAX = 2_000;

  private final LogWriter ledger;
  private final LogWriter traffic;
  private final Payloads payloads;
  private final EventJson events;
  private final DiskRoom room;
  private final Clock clock;
  private final RepeatWindows<RepeatWindows.Key> repeats = new RepeatWindows<>();
  private final FirstRecords firstRecords = new FirstRecords();
  private final Deque<LedgerEvent> untold = new ArrayDeque<>();
  private final GapCounter ledgerGap = new GapCounter(LEDGER);
  private final GapCounter trafficGap = new GapCounter(TRAFFIC);

  AuditGate(
      LogWriter ledger,
      LogWriter traffic,
      Payloads payloads,
      EventJson events,
      DiskRoom room,
      Clock clock) {
    this.ledger = ledger;
    this.traffic = traffic;
    this.payloads = payloads;
    this.events = events;
    this.room = room;
    this.clock = clock;
  }

  /**
   * Records a decision, so that it may take effect.
   *
   * <p>Allow and Inspect without violations, and a Challenge, complete at once: the flow is
   * accounted for when it closes. A block, the use of an override and anything with violations
   * complete when the ledger holds them durably.
   *
   * <p>What is about a site and not about words is recorded once a minute for each subject and
   * site; its repeats complete with the first one's reference and are counted. What is about words
   * is recorded each time. A subject with more than {@link FirstRecords#RECORDS_MAX} records in a
   * minute has the rest counted by category, unless it comes with new words or a worse violation.
   *
   * @return completes exceptionally with {@link AuditUnavailable} when it could not be recorded
   */
  public CompletionStage<Recorded<Decision>> record(Decision decision, DecisionFacts facts) {
    if (!decision.isOnLedger() && facts.violations().isEmpty()) {
      return CompletableFuture.completedFuture(new Recorded<>(decision, null));
    }
    return recordOrCount(decision, facts).thenApply(known -> new Recorded<>(decision, known));
  }

  private CompletableFuture<Reference> recordOrCount(Decision decision, DecisionFacts facts) {
    Instant now = clock.instant();
    RepeatWindows.DecisionKey atSite =
        RepeatWindows.DecisionKey.of(decision, facts, payloads.isIllegal(decision, facts));
    boolean words = FirstRecords.isAboutWords(facts);
    if (!words && repeats.holds(atSite, now)) {
      return onceAMinute(atSite, () -> append(decision, facts));
    }
    boolean mayHaveItsOwn = firstRecords.take(facts, now);
    if (words && mayHaveItsOwn) {
      return append(decision, facts);
    }
    return onceAMinute(mayHaveItsOwn ? atSite : atSite.anywhere(), () -> append(decision, facts));
  }

  private CompletableFuture<Reference> onceAMinute(
      RepeatWindows.Key key, Supplier<CompletableFuture<Reference>> first) {
    RepeatWindows.Entered entered = repeats.enter(key, clock.instant());
    RepeatWindows.Window window = entered.window();
    if (entered.isFirst()) {
      if (entered.ended() != null) {
        tell(List.of(entered.ended()));
      }
      return first.get().whenComplete((reference, cause) -> settle(key, window, reference, cause));
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
        switch (decision.kind()) {
          case BLOCK -> RecordKind.BLOCKED;
          case OVERRIDE -> RecordKind.OVERRIDE_USED;
          case ALLOW, INSPECT, REDIRECT, CHALLENGE -> RecordKind.VIOLATION_FOUND;
        };
    return appendWhileThereIsRoom(
        kind, facts.subject(), () -> payloads.decision(kind, decision, facts));
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
   * Lets a block of what somebody is still typing take effect. It is no record and no gap: what
   * stands when the typing pauses is recorded then, by {@link #record}.
   */
  public Recorded<Decision> blockWhileTyping(Decision.Block block) {
    return new Recorded<>(block, null);
  }

  /**
   * Records a malformed request that was refused. Repeats of one client's with one problem within a
   * minute complete with the first one's reference and are counted, so that a flood of them fills
   * no disk.
   *
   * @return completes when it is durable, or exceptionally with {@link AuditUnavailable}
   */
  public CompletionStage<Reference> refused(LedgerEvent.Refused refused) {
    return onceAMinute(
        new RepeatWindows.RefusedKey(refused.address(), refused.problem(), refused.status()),
        () -> appendWhileThereIsRoom(refused.recordKind(), null, () -> events.of(refused)));
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
    if (!room.isForTraffic()) {
      trafficGap.count(now, "full");
      return;
    }
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
   * Whether the ledger takes records of decisions: false while its disk is nearly full, and from
   * its first failure until it is opened again. The traffic log has no say in this: what it misses
   * is told as a gap.
   */
  public boolean available() {
    return ledger.refusal() == null && room.isForDecisions();
  }

  /** Why no record is taken until the gateway is started again; empty if none was lost. */
  public Optional<String> failure() {
    return Optional.ofNullable(ledger.refusal()).map(Throwable::getMessage);
  }

  /** Writes what is due: repeats whose minute is over, and gaps. To be called every second. */
  public void tick() {
    Instant now = clock.instant();
    room.look();
    tell(repeats.takeOver(now));
    firstRecords.forgetOver(now);
    appendGaps(now, false);
  }

  /** Writes everything that is counted and waiting; the last call before the logs are closed. */
  void finish() {
    Instant now = clock.instant();
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FINISH_MILLIS_MAX);
    while (!tell(repeats.takeAll(now)) && System.nanoTime() < until) {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
    }
    appendGaps(now, true);
  }

  /**
   * Appends what was counted. While the log has no room they wait for the next tick, because the
   * count that one of them holds may be all there is of a flood.
   *
   * @return whether nothing waits any more
   */
  private boolean tell(List<LedgerEvent> counted) {
    synchronized (untold) {
      untold.addAll(counted);
      for (LedgerEvent next = untold.peek(); next != null; next = untold.peek()) {
        AuditUnavailable refusal = appendUnawaited(next);
        if (refusal != null && refusal.retryCanHelp() && untold.size() <= UNTOLD_MAX) {
          return false;
        }
        if (refusal != null) {
          ledgerGap.count(clock.instant(), whyOf(refusal));
        }
        untold.remove();
      }
      return true;
    }
  }

  private void appendGaps(Instant now, boolean evenIfEarly) {
    if (ledger.refusal() != null || (!evenIfEarly && !room.isForDecisions())) {
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
    Subject subject = event instanceof LedgerEvent.Repeats repeated ? repeated.subject() : null;
    return ledger.appendUnawaited(
        event.recordKind(),
        subject,
        () -> events.of(event),
        RecordHeader.microsOf(clock.instant()));
  }

  private CompletableFuture<Reference> appendWhileThereIsRoom(
      RecordKind kind, @Nullable Subject subject, LogWriter.Payload payload) {
    return room.isForDecisions()
        ? append(kind, subject, payload)
        : CompletableFuture.failedFuture(
            new AuditUnavailable(
                AuditUnavailable.Kind.FULL, "the disk of the ledger is nearly full", null));
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
