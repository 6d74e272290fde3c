package org.schoolgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.schoolgate.classifier.effectiveness.CorpusHalf;
import org.schoolgate.classifier.effectiveness.EffectivenessCase;
import org.schoolgate.console.report.EffectivenessFacts.Breakdown;
import org.schoolgate.console.report.EffectivenessFacts.Cases;
import org.schoolgate.console.report.EffectivenessFacts.Compared;
import org.schoolgate.console.report.EffectivenessFacts.Failure;
import org.schoolgate.console.report.EffectivenessFacts.Half;
import org.schoolgate.console.report.EffectivenessFacts.Told;
import org.schoolgate.console.report.EffectivenessScore;

/** Adds up what came of the cases of a half of the corpus. */
final class EffectivenessTally {

  private final CorpusHalf half;
  private final EffectivenessNames names;
  private final List<EffectivenessOutcome> outcomes;

  EffectivenessTally(
      CorpusHalf half, EffectivenessNames names, List<EffectivenessOutcome> outcomes) {
    this.half = half;
    this.names = names;
    this.outcomes = List.copyOf(outcomes);
  }

  /** The scores, as the report tells them. */
  Half scores() {
    return new Half(
        half.title(),
        compared("all", "All", outcomes),
        List.of(
            byCategory(),
            by(
                "disguise",
                "By how the words are hidden",
                Cases.BOTH,
                EffectivenessCase::disguise,
                EffectivenessNames::disguise),
            by(
                "language",
                "By language",
                Cases.BOTH,
                EffectivenessCase::language,
                EffectivenessNames::language),
            by(
                "origin",
                "By where the text stood",
                Cases.BOTH,
                one -> one.origin().id(),
                EffectivenessNames::origin),
            by(
                "topic",
                "By what the harmless texts are about",
                Cases.BENIGN,
                EffectivenessCase::topic,
                EffectivenessNames::sentence)));
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
    return outcomes.stream().filter(wrong).map(this::failure).toList();
  }

  private Failure failure(EffectivenessOutcome outcome) {
    EffectivenessCase one = outcome.one();
    return new Failure(
        new Told(
            String.join(
                ", ",
                one.origin().id(),
                one.group(),
                one.language(),
                one.disguise().equals("none") ? "no disguise" : one.disguise()),
            one.harmful() ? String.join(", ", one.expected()) : one.topic(),
            outcome.ours().why()),
        new Told(
            String.join(
                ". ",
                EffectivenessNames.origin(one.origin().id()),
                names.group(one.group()),
                EffectivenessNames.language(one.language()),
                EffectivenessNames.disguise(one.disguise())),
            one.harmful()
                ? names.categories(one.expected())
                : EffectivenessNames.sentence(one.topic()),
            outcome.ours().told()),
        one.text());
  }

  private Breakdown by(
      String by,
      String title,
      Cases kind,
      Function<EffectivenessCase, String> part,
      UnaryOperator<String> name) {
    Map<String, List<EffectivenessOutcome>> parts = new TreeMap<>();
    for (EffectivenessOutcome outcome : outcomes) {
      if (kind == Cases.BOTH || outcome.one().harmful() == (kind == Cases.HARMFUL)) {
        parts.computeIfAbsent(part.apply(outcome.one()), isNew -> new ArrayList<>()).add(outcome);
      }
    }
    List<Compared> scores = new ArrayList<>();
    parts.forEach((id, all) -> scores.add(compared(id, name.apply(id), all)));
    return new Breakdown(by, title, kind, scores);
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
              names.category(id),
              sum(all, outcome -> inCategory(id, outcome, outcome.ours())),
              sum(all, outcome -> inCategory(id, outcome, outcome.plain()))));
    }
    return new Breakdown("category", "By category", Cases.BOTH, scores);
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

  private static Compared compared(String name, String title, List<EffectivenessOutcome> all) {
    return new Compared(
        name,
        title,
        sum(all, outcome -> outcome.score(outcome.ours())),
        sum(all, outcome -> outcome.score(outcome.plain())));
  }

  private static EffectivenessScore sum(
      List<EffectivenessOutcome> all, Function<EffectivenessOutcome, EffectivenessScore> score) {
    return all.stream().map(score).reduce(EffectivenessScore.NONE, EffectivenessScore::plus);
  }
}
