package org.schoolgate.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.BodyFormat;
import org.schoolgate.classifier.Classifier;
import org.schoolgate.classifier.TextStream;
import org.schoolgate.gateway.Assessment;
import org.schoolgate.gateway.Assessor;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;
import org.schoolgate.policy.Trace;
import org.schoolgate.policy.Violation;

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
    Assessment assessment = assessor.assess(subject, target, at, trace);
    Steps steps = new Steps(assessment);
    if (search != null) {
      trace.step("the search is read as typed text");
      steps.add(text(subject, target, assessment, classifier.scanTyped(search), at, trace));
    }
    if (page != null && steps.decision instanceof Decision.Inspect) {
      trace.step("the page is read as shown text");
      steps.add(text(subject, target, assessment, scan(page), at, trace));
      steps.pageRead();
    } else if (page != null) {
      trace.step("the page is not read");
    }
    return new Explanation(
        steps.decision,
        steps.categories,
        steps.violations,
        steps.matches,
        subject,
        target,
        assessor.engine().policy().version(),
        trace.steps());
  }

  private Assessment text(
      Subject subject,
      Target target,
      Assessment before,
      TextFindings findings,
      Instant at,
      Trace trace) {
    return assessor.assessText(subject, target, before.classification(), findings, at, trace);
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

  /** What has been decided so far on the way of one request. */
  private static final class Steps {
    private Decision decision;
    private CategorySet categories;
    private final List<Violation> violations;
    private final List<Match.Phrase> matches;

    Steps(Assessment first) {
      this.decision = first.decision();
      this.categories = first.categories();
      this.violations = new ArrayList<>(first.violations());
      this.matches = new ArrayList<>(first.capture());
    }

    void add(Assessment text) {
      if (decision instanceof Decision.Inspect && !(text.decision() instanceof Decision.Inspect)) {
        decision = text.decision();
      }
      categories = categories.union(text.categories());
      matches.addAll(text.capture());
      for (Violation violation : text.violations()) {
        if (violations.stream().noneMatch(known -> known.category().equals(violation.category()))) {
          violations.add(violation);
        }
      }
    }

    /** A page that was read to its end without a block is allowed for good. */
    void pageRead() {
      if (decision instanceof Decision.Inspect inspect) {
        decision = new Decision.Allow(inspect.reason());
      }
    }
  }
}
