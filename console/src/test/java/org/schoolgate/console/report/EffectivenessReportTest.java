package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.console.report.EffectivenessFacts.Breakdown;
import org.schoolgate.console.report.EffectivenessFacts.Cases;
import org.schoolgate.console.report.EffectivenessFacts.Compared;
import org.schoolgate.console.report.EffectivenessFacts.Failure;
import org.schoolgate.console.report.EffectivenessFacts.Half;
import org.schoolgate.console.report.EffectivenessFacts.Told;

class EffectivenessReportTest {

  @ParameterizedTest
  @CsvSource({
    "200, 190, 400, 2, 8, 0.95, 0.005, 0.02, 0.95",
    "0, 0, 10, 0, 0, 1, 0, 0, 1",
    "10, 0, 0, 0, 0, 0, 0, 0, 1",
  })
  void sharesAreOfWhatThereIs(
      long harmful,
      long found,
      long benign,
      long blocked,
      long noticed,
      double recall,
      double falseBlocks,
      double falseRecords,
      double precision) {
    EffectivenessScore score = new EffectivenessScore(harmful, found, benign, blocked, noticed);

    assertEquals(recall, score.recall(), 1e-9);
    assertEquals(falseBlocks, score.falseBlocks(), 1e-9);
    assertEquals(falseRecords, score.falseRecords(), 1e-9);
    assertEquals(precision, score.precision(), 1e-9);
  }

  @Test
  void thePageTellsScoresAndFailures() {
    String html =
        html(
            List.of(
                new Failure(
                    new Told("typed, year-5", "suicide", "nothing"),
                    new Told("Typed. Year 5", "Suicide", "nothing"),
                    "<b>k\u202Ems")));

    assertTrue(html.startsWith("<!DOCTYPE html>"));
    assertTrue(html.contains("default-src 'none'"));
    assertTrue(html.contains("for Year 5, on a site that no list names"), html);
    assertTrue(html.contains("95.0 %"), html);
    assertTrue(html.contains("<h2>The half</h2>"), html);
    assertTrue(html.contains("By how the words are hidden"), html);
    assertTrue(html.contains("&lt;b&gt;k\ufffdms"), html);
    assertTrue(html.contains(">Digits for letters</th>"), html);
    assertTrue(html.contains(">Typed. Year 5</th>"), html);
    assertTrue(html.contains("No harmless text was blocked."), html);
    assertFalse(html.contains("leet"), html);
    assertFalse(html.contains("No harmful text was missed."), html);
  }

  @Test
  void aPerfectScoreIsSaid() {
    assertTrue(html(List.of()).contains("No harmful text was missed."));
  }

  private static String html(List<Failure> missed) {
    EffectivenessScore ours = new EffectivenessScore(200, 190, 400, 2, 8);
    EffectivenessScore plain = new EffectivenessScore(200, 80, 400, 9, 8);
    Compared both = new Compared("leet", "Digits for letters", ours, plain);
    Half half =
        new Half(
            "the half",
            both,
            List.of(
                new Breakdown("disguise", "By how the words are hidden", Cases.BOTH, List.of(both)),
                new Breakdown("topic", "By topic", Cases.BENIGN, List.of(both))));
    return EffectivenessReport.html(
        new EffectivenessFacts(
            "A School", "2026-11-17", "Year 5", List.of(half), missed, List.of(), List.of()));
  }
}
