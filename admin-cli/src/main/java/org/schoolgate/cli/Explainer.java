package org.schoolgate.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.BodyFormat;
import org.schoolgate.classifier.Classifier;
import org.schoolgate.classifier.TextStream;
import org.schoolgate.gateway.Assessment;
import org.schoolgate.gateway.Assessor;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;
import org.schoolgate.policy.Trace;

/**
 * Runs the stages of the wire over an address, a search and a page, one after the other, as a
 * browser would meet them: what blocks first is the decision, and violations add up.
 */
final class Explainer {

  private final Assessor assessor;
  private final Classifier classifier;

  Explainer(Assessor assessor, Classifier classifier) {
    this.assessor = assessor;
    this.classifier = classifier;
  }

  Explanation explain(
      Subject subject, Target target, Instant at, @Nullable String search, byte @Nullable [] page) {
    Trace trace = Trace.kept();
    Assessment soFar = assessor.assess(subject, target, at, trace);
    if (search != null) {
      trace.step("the search is read as typed text");
      soFar =
          soFar.followedBy(
              assessor.assessText(
                  subject,
                  target,
                  soFar.classification(),
                  classifier.scanTyped(search),
                  at,
                  trace));
    }
    if (page != null && !Assessor.readsBody(soFar.decision())) {
      trace.step("the page is not read");
    } else if (page != null) {
      trace.step("the page is read as shown text");
      soFar =
          soFar.followedBy(
              assessor.assessText(subject, target, soFar.classification(), scan(page), at, trace));
    }
    boolean readToItsEnd = page != null && soFar.decision() instanceof Decision.Inspect;
    return new Explanation(
        readToItsEnd ? new Decision.Allow(soFar.decision().reason()) : soFar.decision(),
        soFar.categories(),
        soFar.violations(),
        soFar.capture(),
        subject,
        target,
        assessor.engine().policy().version(),
        trace.steps());
  }

  private TextFindings scan(byte[] page) {
    try (TextStream text = assessor.open(BodyFormat.of(typeOf(page), null), Origin.SHOWN)) {
      text.accept(ByteBuffer.wrap(page));
      text.finish();
      return text.findings();
    }
  }

  /** A file without a tag in its beginning is plain text. */
  static String typeOf(byte[] page) {
    String beginning =
        new String(page, 0, Math.min(page.length, 1024), StandardCharsets.ISO_8859_1);
    return beginning.indexOf('<') >= 0 ? "text/html" : "text/plain";
  }
}
