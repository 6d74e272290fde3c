package org.schoolgate.gateway;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.schoolgate.classifier.TextStream;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;
import org.schoolgate.policy.Trace;

/**
 * Reads one body through a {@link TextStream} and asks the policy each time a phrase more was
 * found.
 *
 * <p>A block is recorded and returned at once. Violations on a body that stays allowed are recorded
 * together when it ends, so one page is one record. The body of a target that could not be decided
 * about is never inspected, hence the target is always there.
 */
final class BodyInspection implements Inspection {

  private final Decided decided;
  private final Target target;
  private final Assessor assessor;
  private final TextStream text;
  private final Clock clock;
  private final BiFunction<Decided, Assessment, CompletionStage<Decided>> record;
  private long foundSeen;
  private boolean over;

  /**
   * The reading of one body.
   *
   * @param text decodes and scans
   * @param record puts an assessment on record
   */
  BodyInspection(
      Decided decided,
      Assessor assessor,
      TextStream text,
      Clock clock,
      BiFunction<Decided, Assessment, CompletionStage<Decided>> record) {
    Target known = decided.target();
    if (known == null) {
      throw new IllegalArgumentException("only a flow with a target is inspected");
    }
    this.decided = decided;
    this.target = known;
    this.assessor = assessor;
    this.text = text;
    this.clock = clock;
    this.record = record;
  }

  @Override
  public Optional<CompletionStage<Decided>> accept(ByteBuffer wireBytes) {
    if (over) {
      return Optional.empty();
    }
    text.accept(wireBytes);
    return blockIfDue();
  }

  @Override
  public Optional<CompletionStage<Decided>> finish() {
    if (over) {
      return Optional.empty();
    }
    text.finish();
    Optional<CompletionStage<Decided>> block = blockIfDue();
    if (block.isPresent()) {
      return block;
    }
    over = true;
    Assessment whole = assess(text.findings());
    return whole.violations().isEmpty() && !(whole.decision() instanceof Decision.Block)
        ? Optional.empty()
        : Optional.of(record.apply(decided, whole));
  }

  private Optional<CompletionStage<Decided>> blockIfDue() {
    if (text.undecodable()) {
      Optional<Assessment> refusal =
          assessor.undecodable(decided.subject(), decided.classification());
      if (refusal.isPresent()) {
        return refusal.map(this::recordAndStop);
      }
    }
    if (text.foundCount() == foundSeen) {
      return Optional.empty();
    }
    foundSeen = text.foundCount();
    Assessment assessment = assess(text.findings());
    return assessment.decision() instanceof Decision.Block
        ? Optional.of(recordAndStop(assessment))
        : Optional.empty();
  }

  private CompletionStage<Decided> recordAndStop(Assessment assessment) {
    over = true;
    return record.apply(decided, assessment);
  }

  private Assessment assess(TextFindings findings) {
    return assessor.assessText(
        decided.subject(), target, decided.classification(), findings, clock.instant(), Trace.NONE);
  }

  @Override
  public void close() {
    text.close();
  }
}
