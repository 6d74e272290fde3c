package org.schoolgate.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.schoolgate.audit.AuditUnavailable;
import org.schoolgate.classifier.text.Search;
import org.schoolgate.gateway.TypedText.Typed;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

/**
 * Puts a search on record at once, and what is typed on the way to it when it was meant ({@link
 * SearchBoxes}).
 *
 * <p>While somebody types, the policy decides as about any text, because suggestions must not show
 * a child what the search itself would not. But such a block is quiet: the box has no suggestions,
 * and neither the ledger nor the traffic log says of what, until the typing pauses. What a site
 * suggests is nobody's doing, so a block of that is quiet for good. Results that a browser fetches
 * ahead are part of the typing: if they are kept back, the search itself asks for them again.
 *
 * <p>What the ledger cannot take now goes back and is tried again every second; meanwhile nothing
 * harmful that is typed has suggestions, whoever types it. What the ledger will never take is a
 * gap. Thread-safe.
 */
final class Searches {

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** How often a ledger that is busy at a stop is asked. */
  private static final int TRIES_MAX = 50;

  private final Assessor assessor;
  private final Recorder recorder;
  private final Clock clock;
  private final SearchBoxes boxes = new SearchBoxes();

  Searches(Assessor assessor, Recorder recorder, Clock clock) {
    this.assessor = assessor;
    this.recorder = recorder;
    this.clock = clock;
  }

  /**
   * Decides about a search, or about the text so far.
   *
   * @param found what is thought of it, typed words and all
   */
  CompletionStage<Decided> decide(
      Flow flow, Subject subject, Target target, Search search, Assessment found) {
    SearchBoxes.Seat seat = SearchBoxes.Seat.of(subject);
    StandingText standing = StandingText.of(flow, search);
    if (!search.typing() && !flow.ahead()) {
      record(boxes.searched(seat, standing, found));
      return recorder.record(flow, subject, target, found);
    }
    Instant now = clock.instant();
    Assessor.WhileTyping typing = assessor.whileTyping(subject, target, found, now);
    Assessment meant = typing.meant();
    record(
        boxes.typed(
            seat, standing, meant == null ? null : new Typed(flow, subject, target, meant)));
    return typing.isQuiet() || (meant != null && !recorder.takesRecords())
        ? recorder.whileTyping(flow, subject, target, found.classification())
        : recorder.record(flow, subject, target, typing.answer());
  }

  /** Whether a target asks what could follow what somebody types. */
  boolean areSuggestions(Target target) {
    return assessor.search(target).map(Search::typing).orElse(false);
  }

  /** What is thought of suggestions on their way: only what is illegal is put on record. */
  CompletionStage<Decided> suggested(Decided decided, Assessment found) {
    if (found.decision().reason().kind() == Reason.Kind.MANDATORY) {
      return recorder.recordLater(decided, found);
    }
    return found.decision().passes()
        ? CompletableFuture.completedFuture(decided)
        : recorder.whileTyping(
            decided.flow(), decided.subject(), decided.target(), decided.classification());
  }

  /** Puts on record what was typed and stands since, and what could not be recorded before. */
  void tick() {
    record(boxes.due(clock.instant()));
  }

  /**
   * Puts on record what stands now; what is typed from now on is recorded at once. Waits for the
   * ledger, so that nothing is lost that it takes in the end.
   *
   * @param millisMax how long one round of records may take
   */
  void finish(long millisMax) {
    List<Typed> left = boxes.close();
    for (int tries = 0; tries < TRIES_MAX && !left.isEmpty(); tries++) {
      if (tries > 0) {
        LockSupport.parkNanos(this, RETRY_NANOS);
      }
      left = recordAndWait(left, millisMax);
    }
    left.forEach(recorder::missed);
  }

  /** Records each, and gives what may be tried again. */
  private List<Typed> recordAndWait(List<Typed> all, long millisMax) {
    List<Typed> left = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<?>[] receipts =
        all.stream()
            .map(
                each ->
                    recorder
                        .recordTyped(each)
                        .handle(
                            (recorded, refusal) -> {
                              if (refusal != null && goesBack(each, refusal)) {
                                left.add(each);
                              }
                              return recorded;
                            })
                        .toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    // What is still being written then is written or missed by the ledger, which says which.
    CompletableFuture.allOf(receipts)
        .completeOnTimeout(null, millisMax, TimeUnit.MILLISECONDS)
        .join();
    return List.copyOf(left);
  }

  /** Whoever typed it has been answered, so nobody waits. */
  private void record(List<Typed> due) {
    for (Typed each : due) {
      CompletionStage<Void> unused =
          recorder
              .recordTyped(each)
              .handle(
                  (recorded, refusal) -> {
                    if (refusal != null && goesBack(each, refusal) && !boxes.putBack(each)) {
                      recorder.missed(each);
                    }
                    return null;
                  });
    }
  }

  /** Whether it may be recorded later; else it is a gap. */
  private boolean goesBack(Typed typed, Throwable refusal) {
    Throwable cause = refusal instanceof CompletionException ? refusal.getCause() : refusal;
    if (cause instanceof AuditUnavailable unavailable && unavailable.retryCanHelp()) {
      return true;
    }
    recorder.missed(typed);
    return false;
  }
}
