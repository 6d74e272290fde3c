package org.schoolgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.schoolgate.classifier.effectiveness.CorpusHalf;
import org.schoolgate.classifier.effectiveness.EffectivenessCase;
import org.schoolgate.console.report.EffectivenessFacts.Breakdown;
import org.schoolgate.console.report.EffectivenessFacts.Cases;
import org.schoolgate.console.report.EffectivenessFacts.Compared;
import org.schoolgate.console.report.EffectivenessFacts.Failure;
import org.schoolgate.console.report.EffectivenessFacts.Half;
import org.schoolgate.console.report.EffectivenessScore;

/** Adds up what came of the cases of a half of the corpus. */
final class EffectivenessTally {

  private final CorpusHalf half;
  private final List<EffectivenessOutcome> outcomes;

  EffectivenessTally(CorpusHalf half, List<EffectivenessOutcome> outcomes) {
    this.half = half;
    this.outcomes = List.copyOf(outcomes);
  }

  /** The scores, as the report tells them. */
  Half scores() {
    return new Half(
        half.title(),
        compared("all", outcomes),
        List.of(
            byCategory(),
            by("disguise", Cases.BOTH, EffectivenessCase::disguise),
            by("language", Cases.BOTH, EffectivenessCase::language),
            by("origin", Cases.BOTH, one -> one.origin().id()),
            by("topic", Cases.BENIGN, EffectivenessCase::topic)));
  }

  /** The score of all its cases. */
  EffectivenessScore score() {
    return scores().all().ours();
  }

  /** The harmful cases that were not found. */
  List<Failure> missed() {
    return failures(outcome -> outcome.one().harmful() && !outcome.right());
  }

  /** The benign cases that were blocked. */
  List<Failure> blocked() {
    return failures(outcome -> !outcome.one().harmful() && !outcome.right());
  }

  /** The benign cases that passed but were recorded. */
  List<Failure> noticed() {
    return failures(outcome -> outcome.score(outcome.ours()).noticed() == 1);
  }

  private List<Failure> failures(Predicate<EffectivenessOutcome> wrong) {
    return outcomes.stream().filter(wrong).map(EffectivenessTally::failure).toList();
  }

  private static Failure failure(EffectivenessOutcome outcome) {
    EffectivenessCase one = outcome.one();
    return new Failure(
        String.join(
            ", ",
            one.origin().id(),
            one.group(),
            one.language(),
            one.disguise().equals("none") ? "no disguise" : one.disguise()),
        one.harmful() ? String.join(", ", one.expected()) : one.topic(),
        one.text(),
        outcome.ours().why());
  }

  private Breakdown by(String by, Cases kind, Function<EffectivenessCase, String> part) {
    Map<String, List<EffectivenessOutcome>> parts = new TreeMap<>();
    for (EffectivenessOutcome outcome : outcomes) {
      if (kind == Cases.BOTH || outcome.one().harmful() == (kind == Cases.HARMFUL)) {
        parts.computeIfAbsent(part.apply(outcome.one()), isNew -> new ArrayList<>()).add(outcome);
      }
    }
    return breakdown(by, kind, parts);
  }

  /** A harmful case counts in the category that it has most; a benign one where it went wrong. */
  private Breakdown byCategory() {
    List<String> ids =
        outcomes.stream().flatMap(EffectivenessTally::categoriesOf).distinct().sorted().toList();
    List<Compared> scores = new ArrayList<>();
    for (String id : ids) {
      List<EffectivenessOutcome> all =
          outcomes.stream()
              .filter(one -> !one.one().harmful() || one.one().expected().get(0).equals(id))
              .toList();
      scores.add(
          new Compared(
              id,
              sum(all, outcome -> inCategory(id, outcome, outcome.ours())),
              sum(all, outcome -> inCategory(id, outcome, outcome.plain()))));
    }
    return new Breakdown("category", Cases.BOTH, scores);
  }

  private static Stream<String> categoriesOf(EffectivenessOutcome outcome) {
    return outcome.one().harmful()
        ? Stream.of(outcome.one().expected().get(0))
        : Stream.of(outcome.ours(), outcome.plain()).flatMap(made -> made.recorded().stream());
  }

  private static EffectivenessScore inCategory(
      String id, EffectivenessOutcome outcome, EffectivenessOutcome.Made made) {
    EffectivenessScore score = outcome.score(made);
    return outcome.one().harmful() || made.recorded().contains(id)
        ? score
        : new EffectivenessScore(0, 0, score.benign(), 0, 0);
  }

  private static Breakdown breakdown(
      String by, Cases kind, Map<String, List<EffectivenessOutcome>> parts) {
    List<Compared> scores = new ArrayList<>();
    parts.forEach((name, all) -> scores.add(compared(name, all)));
    return new Breakdown(by, kind, scores);
  }

  private static Compared compared(String name, List<EffectivenessOutcome> all) {
    return new Compared(
        name,
        sum(all, outcome -> outcome.score(outcome.ours())),
        sum(all, outcome -> outcome.score(outcome.plain())));
  }

  private static EffectivenessScore sum(
      List<EffectivenessOutcome> all, Function<EffectivenessOutcome, EffectivenessScore> score) {
    return all.stream().map(score).reduce(EffectivenessScore.NONE, EffectivenessScore::plus);
  }
}
