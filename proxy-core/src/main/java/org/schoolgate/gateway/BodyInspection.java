package org.schoolgate.gateway;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.text.TextStream;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;
import org.schoolgate.policy.Trace;

/**
 * Reads one body through a {@link TextStream} and asks the policy each time a phrase more was
 * found.
 *
 * <p>All that was found is decided about and recorded together when the reading ends, so one page
 * or form is one record, which names the worst of it, as {@code explain} does. Only what cannot be
 * decoded is blocked at once. The body of a target that could not be decided about is never
 * inspected, hence the target is always there.
 */
final class BodyInspection implements Inspection {

  private final Decided decided;
  private final Target target;
  private final Assessor assessor;
  private final TextStream text;
  private final Clock clock;
  private final BiFunction<Decided, Assessment, CompletionStage<Decided>> record;
  private long foundSeen;
  private boolean condemned;
  private boolean over;

  /** The block that what was read so far calls for; null for none. */
  private @Nullable Assessment due;

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
    look();
    return text.undecodable() ? refuseUnreadable() : Optional.empty();
  }

  /** What stood before the part that cannot be read is the reason, if it suffices. */
  private Optional<CompletionStage<Decided>> refuseUnreadable() {
    Assessment found = due;
    return (found == null
            ? assessor.undecodable(decided.subject(), decided.classification())
            : Optional.of(found))
        .map(this::recordAndStop);
  }

  private void look() {
    if (text.foundCount() == foundSeen) {
      return;
    }
    foundSeen = text.foundCount();
    Assessment assessment = assess(text.findings());
    if (!assessment.decision().passes()) {
      due = assessment;
    } else if (!condemned) {
      due = null;
    }
  }

  @Override
  public boolean readsOn() {
    return text.readsOn();
  }

  @Override
  public boolean blockIsDue() {
    return due != null && !over;
  }

  @Override
  public void condemn() {
    condemned = true;
  }

  @Override
  public Optional<CompletionStage<Decided>> finish() {
    if (over) {
      return Optional.empty();
    }
    text.finish();
    if (text.undecodable()) {
      Optional<CompletionStage<Decided>> refusal = refuseUnreadable();
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    Assessment whole = assess(text.findings());
    boolean blocks = !whole.decision().passes();
    Assessment held = due;
    if (condemned && !blocks && held != null) {
      return Optional.of(recordAndStop(held));
    }
    if (!blocks && whole.violations().isEmpty()) {
      over = true;
      return Optional.empty();
    }
    return Optional.of(recordAndStop(whole));
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
