package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.effectiveness.CorpusHalf;
import org.schoolgate.console.report.EffectivenessFacts.Failure;
import org.schoolgate.console.report.EffectivenessScore;

/**
 * What ships is held to its score on the effectiveness corpus. Of the tuning half a failure names
 * the cases; of the half set aside it tells numbers and nothing more, so that nobody tunes to it by
 * accident.
 */
final class EffectivenessTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"TUNING, 0.98, 0.005", "SET_ASIDE, 0.95, 0.005"})
  void whatShipsScores(CorpusHalf half, double recallMin, double falseBlocksMax)
      throws IOException {
    EffectivenessTrial trial = new EffectivenessTrial(ShippedFilter.open(folder).office(), null);
    EffectivenessTally tally = trial.tally(half);
    EffectivenessScore score = tally.score();
    System.out.printf(
        "%s: recall %.3f (%d of %d), %d of %d harmless blocked, %d recorded%n",
        half.title(),
        score.recall(),
        score.found(),
        score.harmful(),
        score.blocked(),
        score.benign(),
        score.noticed());

    assertTrue(
        score.recall() >= recallMin && score.falseBlocks() <= falseBlocksMax,
        () ->
            half == CorpusHalf.TUNING
                ? wrong(tally)
                : "the score is above; of what, no one is told");
  }

  private static String wrong(EffectivenessTally tally) {
    List<String> lines =
        Stream.concat(tally.missed().stream(), tally.blocked().stream())
            .map(Failure::toString)
            .toList();
    return String.join("\n", lines);
  }

  @Test
  void theReportIsOnePageOnStandardOutput() throws IOException {
    PeopleTestSchool.empty(folder)
        .run("report effectiveness")
        .expect(ExitStatus.DONE)
        .says("<!DOCTYPE html>", "Effectiveness of filtering", "The half set aside", "</html>")
        .says("Welsh", "Self-harm", "Dots between letters (w.e.a.p.o.n)", "Place names")
        .doesNotSay("ur-Latn", "keyboard-neighbour", ">self-harm<", ">year-5");
  }

  @Test
  void everyCaseIsTriedForTheGroupThatIsAskedFor() throws IOException {
    PeopleTestSchool.empty(folder)
        .run("report effectiveness --group staff --json")
        .expect(ExitStatus.DONE)
        .says("{\"halves\":[{\"half\":\"the tuning half\",\"ours\":{\"harmful\":308,");
  }

  @Test
  void anUnknownGroupIsSaid() throws IOException {
    PeopleTestSchool.empty(folder)
        .run("report effectiveness --group year-9")
        .expect(ExitStatus.USAGE)
        .complains("there is no group 'year-9'");
  }
}
