package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarChartTest {

  @Test
  void saysItsNumbersInWords() {
    BarChart chart =
        new BarChart(
            "c",
            "By week",
            List.of(
                new BarChart.Bar("one", 12),
                new BarChart.Bar("two", 4),
                new BarChart.Bar("three", 0)));

    assertEquals("one: 10; two: under 5; three: under 5.", chart.asText());
    assertTrue(chart.svg().html().contains("<desc id=\"c-desc\">" + chart.asText()));
    assertTrue(chart.svg().html().contains("aria-labelledby=\"c-title c-desc\""));
  }

  /** A length that could be measured would give away what the number does not. */
  @Test
  void theLongestBarFillsTheWidthAndOnlyRoundedNumbersAreDrawn() {
    String svg =
        new BarChart(
                "c",
                "t",
                List.of(
                    new BarChart.Bar("a", 41), new BarChart.Bar("b", 22), new BarChart.Bar("c", 4)))
            .svg()
            .html();

    assertEquals(2, svg.split("<rect ", -1).length - 1);
    assertTrue(svg.contains("width=\"390.0\""), svg);
    assertTrue(svg.contains("width=\"195.0\""), svg);
  }

  @Test
  void labelsAreEscapedAndShortened() {
    String svg =
        new BarChart("c", "<t>", List.of(new BarChart.Bar("<x>" + "y".repeat(40), 1))).svg().html();

    assertTrue(svg.contains("&lt;t&gt;") && svg.contains("&lt;x&gt;") && !svg.contains("<x>"));
    assertTrue(svg.contains(">&lt;x&gt;" + "y".repeat(30) + "\u2026<"), svg);
  }

  @Test
  void nothingIsDrawnOfNothing() {
    assertEquals(Markup.EMPTY, new BarChart("c", "t", List.of()).svg());
  }
}
