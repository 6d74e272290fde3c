package org.schoolgate.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.effectiveness.CorpusHalf;
import org.schoolgate.classifier.effectiveness.EffectivenessCase;
import org.schoolgate.classifier.effectiveness.EffectivenessCorpus;
import org.schoolgate.classifier.text.KeywordFilter;
import org.schoolgate.classifier.text.PhraseFileException;
import org.schoolgate.gateway.Assessment;
import org.schoolgate.gateway.Assessor;
import org.schoolgate.gateway.RequestRefused;
import org.schoolgate.gateway.TargetReader;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Overrides;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Trace;

/**
 * Runs the effectiveness corpus through the stages of {@code schoolgate explain}, as if each text
 * were searched for on a site that no list names, or were a page of it.
 */
final class EffectivenessTrial {

  private static final String NO_LIST_NAMES_IT = "http://www.example.com/";

  private final Assessor assessor;
  private final Explainer explainer;
  private final KeywordFilter plain;
  private final Instant at;
  private final @Nullable String group;
  private final EffectivenessNames names;

  /**
   * A trial of the configuration in force.
   *
   * @param group the id of the group that every case is tried for; null for each its own
   */
  EffectivenessTrial(Office office, @Nullable String group) throws IOException {
    this.assessor = office.assessor(Overrides.NONE);
    this.explainer =
        new Explainer(
            assessor, office.config().gateway().inspection().https(), (subject, dialled) -> true);
    this.plain = plainFilter(office);
    this.at = office.clock().instant();
    this.group = group;
    this.names = new EffectivenessNames(office.config());
  }

  private static KeywordFilter plainFilter(Office office) throws IOException {
    try {
      return KeywordFilter.read(office.folders().lists().phrases(), office.config().categories());
    } catch (PhraseFileException refused) {
      throw new CommandFailure(ExitStatus.USAGE, String.valueOf(refused.getMessage()), refused);
    }
  }

  /** What comes of the cases of a half. */
  EffectivenessTally tally(CorpusHalf half) {
    return new EffectivenessTally(
        half, names, EffectivenessCorpus.cases(half).stream().map(this::outcome).toList());
  }

  private EffectivenessOutcome outcome(EffectivenessCase one) {
    String whose = group == null ? one.group() : group;
    Subject subject = new Subject("anybody", List.of(whose), Confidence.DEVICE, "");
    Target target = target();
    boolean typed = one.origin() == Origin.TYPED;
    Explanation explanation =
        explainer.explain(
            subject, target, at, typed ? one.text() : null, typed ? null : page(one.text()));
    Assessment ofTarget = assessor.assess(subject, target, at, Trace.NONE);
    Assessment byWords =
        ofTarget.followedBy(
            assessor.assessText(
                subject,
                target,
                ofTarget.classification(),
                plain.scan(one.text(), one.origin()),
                at,
                Trace.NONE));
    return new EffectivenessOutcome(
        one,
        EffectivenessOutcome.Made.of(explanation.decision(), explanation.violations()),
        EffectivenessOutcome.Made.of(byWords.decision(), byWords.violations()));
  }

  private static Target target() {
    try {
      return TargetReader.ofAddress(NO_LIST_NAMES_IT);
    } catch (RequestRefused refused) {
      throw new IllegalStateException(refused);
    }
  }

  private static byte[] page(String text) {
    boolean markup = text.contains("</");
    String body = markup ? text : text.replace("&", "&amp;").replace("<", "&lt;");
    return ("<!doctype html><meta charset=\"utf-8\">"
            + (markup ? body : "<title>A page</title><p>" + body + "</p>"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
