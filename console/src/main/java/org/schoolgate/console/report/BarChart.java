package org.schoolgate.console.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A chart of horizontal bars, drawn as SVG: no script, sharp on paper, and with all its numbers as
 * a text for those who do not see it. Counts are printed by the rule of {@link SmallCounts}.
 *
 * @param id a word that no other chart on the page has
 * @param title what it shows
 * @param bars from top to bottom
 */
record BarChart(String id, String title, List<Bar> bars) {

  private static final int WIDTH = 680;
  private static final int LABEL_WIDTH = 230;
  private static final int VALUE_WIDTH = 60;
  private static final int ROW_HEIGHT = 22;
  private static final int BAR_HEIGHT = 14;
  private static final int LABEL_CHARS_MAX = 34;

  /** One bar: what it stands for, and how many. */
  record Bar(String label, long count) {}

  /** The drawing; nothing if there are no bars. */
  Markup svg() {
    if (bars.isEmpty()) {
      return Markup.EMPTY;
    }
    List<Markup> shapes = new ArrayList<>();
    shapes.add(Markup.element("title", List.of("id", id + "-title"), List.of(Markup.text(title))));
    shapes.add(Markup.element("desc", List.of("id", id + "-desc"), List.of(Markup.text(asText()))));
    long most = bars.stream().mapToLong(bar -> SmallCounts.rounded(bar.count())).max().orElse(0);
    for (int row = 0; row < bars.size(); row++) {
      shapes.addAll(barShapes(bars.get(row), row * ROW_HEIGHT, most));
    }
    int height = bars.size() * ROW_HEIGHT + 4;
    return Markup.element(
        "svg",
        List.of(
            "xmlns",
            "http://www.w3.org/2000/svg",
            "role",
            "img",
            "aria-labelledby",
            id + "-title " + id + "-desc",
            "viewBox",
            "0 0 " + WIDTH + " " + height,
            "width",
            String.valueOf(WIDTH),
            "height",
            String.valueOf(height)),
        shapes);
  }

  /** All the numbers in words. */
  String asText() {
    return bars.stream()
        .map(bar -> bar.label() + ": " + SmallCounts.cell(bar.count()))
        .collect(Collectors.joining("; ", "", "."));
  }

  private static List<Markup> barShapes(Bar bar, int top, long most) {
    List<Markup> shapes = new ArrayList<>();
    int baseline = top + 15;
    shapes.add(label(LABEL_WIDTH - 8, baseline, "end", shortened(bar.label())));
    double width =
        (double) SmallCounts.rounded(bar.count())
            / Math.max(1, most)
            * (WIDTH - LABEL_WIDTH - VALUE_WIDTH);
    if (width > 0) {
      shapes.add(rect(top + 4, width));
    }
    int end = LABEL_WIDTH + (int) Math.ceil(width) + 6;
    shapes.add(label(end, baseline, "start", SmallCounts.cell(bar.count())));
    return shapes;
  }

  /** A long title would run out of the drawing; the text for those who do not see it has it all. */
  private static String shortened(String label) {
    return label.length() <= LABEL_CHARS_MAX
        ? label
        : label.substring(0, LABEL_CHARS_MAX - 1).strip() + "\u2026";
  }

  private static Markup rect(int y, double width) {
    return Markup.element(
        "rect",
        List.of(
            "x",
            String.valueOf(LABEL_WIDTH),
            "y",
            String.valueOf(y),
            "width",
            String.format(Locale.ROOT, "%.1f", width),
            "height",
            String.valueOf(BAR_HEIGHT),
            "fill",
            "#2c5f8f"),
        List.of());
  }

  private static Markup label(int x, int y, String anchor, String text) {
    return Markup.element(
        "text",
        List.of(
            "x",
            String.valueOf(x),
            "y",
            String.valueOf(y),
            "text-anchor",
            anchor,
            "font-size",
            "12",
            "fill",
            "#1b1b1b"),
        List.of(Markup.text(text)));
  }
}
