package org.schoolgate.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AuditGate;
import org.schoolgate.audit.DecisionFacts;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.Recorded;
import org.schoolgate.audit.Reference;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a decision on record before it may take effect, and turns it into a block when that is not
 * possible: what cannot be monitored is not let through. A block itself always stands, recorded or
 * counted as a gap, because blocking is the safe direction.
 */
final class Recorder {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final AuditGate gate;
  private final String policyVersion;
  private final long recordMillisMax;

  /**
   * A recorder.
   *
   * @param recordMillisMax how long a flow waits for its record
   */
  Recorder(AuditGate gate, String policyVersion, long recordMillisMax) {
    this.gate = gate;
    this.policyVersion = policyVersion;
    this.recordMillisMax = recordMillisMax;
  }

  /** Records a request that was refused before it became a flow. */
  CompletionStage<Reference> refused(LedgerEvent.Refused refused) {
    return gate.refused(refused)
        .toCompletableFuture()
        .orTimeout(recordMillisMax, TimeUnit.MILLISECONDS);
  }

  /** Records what was assessed about a flow. */
  CompletionStage<Decided> record(
      Flow flow, Subject subject, @Nullable Target target, Assessment assessment) {
    CompletableFuture<Decided> recorded =
        gate.record(assessment.decision(), facts(subject, target, assessment, false))
            .thenApply(
                record ->
                    new Decided(
                        flow,
                        subject,
                        target,
                        assessment.classification(),
                        assessment.categories(),
                        assessment.searchTerms(),
                        record))
            .toCompletableFuture();
    return recorded.isDone() && !recorded.isCompletedExceptionally()
        ? recorded
        : orBlocked(recorded, flow, subject, target, assessment);
  }

  /**
   * Records what was assessed later, about a text of a flow that is on its way. What was searched
   * for stands on that record too. What the target itself violates does not: it has its own record,
   * and would be counted twice.
   */
  CompletionStage<Decided> recordLater(Decided decided, Assessment assessment) {
    return record(
        decided.flow(),
        decided.subject(),
        decided.target(),
        assessment.searchedFor(decided.searchTerms()));
  }

  /**
   * A block that takes effect although the ledger cannot take it.
   *
   * @param known what the target and its text are, so that what is illegal stays opaque in the
   *     traffic log
   */
  CompletionStage<Decided> unrecorded(
      Flow flow, Subject subject, @Nullable Target target, Assessment known, Decision.Block block) {
    return CompletableFuture.completedFuture(
        new Decided(
            flow,
            subject,
            target,
            known.classification(),
            known.categories(),
            known.searchTerms(),
            gate.blockUnrecorded(block)));
  }

  /**
   * Records what was typed, stands since, and was not searched for by now, unless its results were
   * fetched ahead. It has been answered long ago, so nothing depends on this.
   *
   * @return fails with {@link org.schoolgate.audit.AuditUnavailable} where it cannot be recorded
   */
  CompletionStage<Recorded<Decision>> recordTyped(TypedText.Typed typed) {
    try {
      return gate.record(
          typed.assessment().decision(),
          facts(typed.subject(), typed.target(), typed.assessment(), !typed.mayBeShown()));
    } catch (RuntimeException fault) {
      LOG.error("what was typed in flow {} could not be recorded", typed.flow().id(), fault);
      return CompletableFuture.failedFuture(fault);
    }
  }

  /** Counts what was typed and will not be on record: it had no suggestions, or should not have. */
  void missed(TypedText.Typed typed) {
    LOG.error("what was typed in flow {} is not on record", typed.flow().id());
    gate.blockUnrecorded(Refusals.suggestions());
  }

  /** Whether decisions can be recorded now. */
  boolean takesRecords() {
    return gate.available();
  }

  /** A block of what somebody is still typing, or of suggestions for it: nothing is on record. */
  CompletionStage<Decided> whileTyping(
      Flow flow, Subject subject, @Nullable Target target, Classification known) {
    return CompletableFuture.completedFuture(
        new Decided(
            flow,
            subject,
            target,
            known,
            known.categories(),
            null,
            gate.blockWhileTyping(Refusals.suggestions())));
  }

  private CompletionStage<Decided> orBlocked(
      CompletableFuture<Decided> recorded,
      Flow flow,
      Subject subject,
      @Nullable Target target,
      Assessment assessment) {
    return recorded
        .orTimeout(recordMillisMax, TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            fault -> {
              LOG.error("flow {} could not be recorded and is blocked", flow.id(), fault);
              Decision.Block block =
                  assessment.decision() instanceof Decision.Block made
                      ? made
                      : Refusals.notMonitored();
              return unrecorded(flow, subject, target, assessment, block);
            });
  }

  private DecisionFacts facts(
      Subject subject, @Nullable Target target, Assessment assessment, boolean unfinished) {
    return new DecisionFacts(
        subject,
        target,
        assessment.classification(),
        assessment.searchTerms(),
        assessment.violations(),
        assessment.capture(),
        policyVersion,
        unfinished);
  }
}
