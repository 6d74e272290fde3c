package org.schoolgate.gateway;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.schoolgate.classifier.text.Search;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Trace;

/**
 * Puts a search on record at once, and what is typed on the way to it when it was meant ({@link
 * SearchBoxes}).
 *
 * <p>While somebody types, the policy decides as about any text, because suggestions must not show
 * a child what the search itself would not. But such a block is quiet: the box has no suggestions,
 * and neither the ledger nor the traffic log says of what, until the typing pauses. What a site
 * suggests is nobody's doing, so a block of that is quiet for good. Thread-safe.
 */
final class Searches {

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
    if (!search.typing()) {
      record(boxes.searched(seat, standing, found));
      return recorder.record(flow, subject, target, found);
    }
    Assessment site =
        assessor.assessSite(subject, target, found.classification(), clock.instant(), Trace.NONE);
    Assessment text = found.without(site);
    boolean quiet = site.decision().passes() && !found.decision().passes();
    boolean counts = quiet || !text.violations().isEmpty();
    TypedText.Typed typed = counts ? new TypedText.Typed(flow, subject, target, text) : null;
    record(boxes.typed(seat, standing, typed));
    return quiet
        ? recorder.whileTyping(flow, subject, target, found.classification())
        : recorder.record(flow, subject, target, site);
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

  /** Puts on record what was typed and stands since. */
  void tick() {
    record(boxes.due(clock.instant()));
  }

  /** Puts on record what stands now. */
  void finish() {
    record(boxes.all());
  }

  /** Whoever typed it has been answered, so nobody waits; what cannot be recorded is a gap. */
  private void record(List<TypedText.Typed> due) {
    for (TypedText.Typed each : due) {
      CompletionStage<Decided> unused =
          recorder.record(each.flow(), each.subject(), each.target(), each.assessment());
    }
  }
}
