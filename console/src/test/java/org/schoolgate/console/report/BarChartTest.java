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
            List.of("low", "high"),
            List.of(
                new BarChart.Bar("one", List.of(1L, 2L)),
                new BarChart.Bar("two", List.of(0L, 3L)),
                new BarChart.Bar("three", List.of(0L, 0L))));

    assertEquals("one: 1 low, 2 high; two: 3 high; three: none.", chart.asText());
    assertTrue(chart.svg().html().contains("<desc id=\"c-desc\">" + chart.asText()));
    assertTrue(chart.svg().html().contains("aria-labelledby=\"c-title c-desc\""));
  }

  @Test
  void theLongestBarFillsTheWidthAndAnEmptyOneIsNotDrawn() {
    String svg =
        new BarChart(
                "c",
                "t",
                List.of("all"),
                List.of(
                    new BarChart.Bar("a", List.of(10L)),
                    new BarChart.Bar("b", List.of(5L)),
                    new BarChart.Bar("c", List.of(0L))))
            .svg()
            .html();

    assertEquals(2, svg.split("<rect ", -1).length - 1);
    assertTrue(svg.contains("width=\"430.0\""), svg);
    assertTrue(svg.contains("width=\"215.0\""), svg);
  }

  @Test
  void labelsAreEscaped() {
    String svg =
        new BarChart("c", "<t>", List.of("all"), List.of(new BarChart.Bar("<x>", List.of(1L))))
            .svg()
            .html();

    assertTrue(svg.contains("&lt;t&gt;") && svg.contains("&lt;x&gt;") && !svg.contains("<x>"));
  }

  @Test
  void nothingIsDrawnOfNothing() {
    assertEquals(Markup.EMPTY, new BarChart("c", "t", List.of("all"), List.of()).svg());
  }
}
