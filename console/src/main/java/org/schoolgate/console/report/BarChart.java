package org.schoolgate.console.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A chart of horizontal bars, each of one or more parts, drawn as SVG: no script, sharp on paper,
 * and with all its numbers as a text for those who do not see it.
 *
 * @param id a word that no other chart on the page has
 * @param title what it shows
 * @param parts what the parts of a bar are, in order
 * @param bars from top to bottom
 */
record BarChart(String id, String title, List<String> parts, List<Bar> bars) {

  private static final int WIDTH = 680;
  private static final int LABEL_WIDTH = 190;
  private static final int VALUE_WIDTH = 60;
  private static final int ROW_HEIGHT = 22;
  private static final int BAR_HEIGHT = 14;
  private static final int LEGEND_HEIGHT = 26;

  /** From light to dark, so that a print in black and white keeps the order. */
  private static final List<String> FILLS =
      List.of("#c6d4e1", "#93b3cf", "#5b8db8", "#2c5f8f", "#123456");

  /**
   * One bar.
   *
   * @param label what it stands for
   * @param values one a part
   */
  record Bar(String label, List<Long> values) {

    long total() {
      return values.stream().mapToLong(Long::longValue).sum();
    }
  }

  /** The drawing; nothing if there are no bars. */
  Markup svg() {
    if (bars.isEmpty()) {
      return Markup.EMPTY;
    }
    int legend = parts.size() > 1 ? LEGEND_HEIGHT : 0;
    int height = legend + bars.size() * ROW_HEIGHT + 4;
    List<Markup> shapes = new ArrayList<>();
    shapes.add(Markup.element("title", List.of("id", id + "-title"), List.of(Markup.text(title))));
    shapes.add(Markup.element("desc", List.of("id", id + "-desc"), List.of(Markup.text(asText()))));
    if (legend > 0) {
      shapes.addAll(legendShapes());
    }
    long most = Math.max(1, bars.stream().mapToLong(Bar::total).max().orElse(1));
    for (int row = 0; row < bars.size(); row++) {
      shapes.addAll(barShapes(bars.get(row), legend + row * ROW_HEIGHT, most));
    }
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
        .map(bar -> bar.label() + ": " + (parts.size() > 1 ? detail(bar) : bar.total()))
        .collect(Collectors.joining("; ", "", "."));
  }

  private String detail(Bar bar) {
    String details =
        IntStream.range(0, parts.size())
            .filter(part -> bar.values().get(part) > 0)
            .mapToObj(part -> bar.values().get(part) + " " + parts.get(part))
            .collect(Collectors.joining(", "));
    return details.isEmpty() ? "none" : details;
  }

  private List<Markup> legendShapes() {
    List<Markup> shapes = new ArrayList<>();
    int step = (WIDTH - LABEL_WIDTH) / parts.size();
    for (int part = 0; part < parts.size(); part++) {
      int x = LABEL_WIDTH + part * step;
      shapes.add(rect(x, 4, BAR_HEIGHT, part));
      shapes.add(label(x + BAR_HEIGHT + 6, 15, "start", parts.get(part)));
    }
    return shapes;
  }

  private List<Markup> barShapes(Bar bar, int top, long most) {
    List<Markup> shapes = new ArrayList<>();
    int baseline = top + 15;
    shapes.add(label(LABEL_WIDTH - 8, baseline, "end", bar.label()));
    double x = LABEL_WIDTH;
    for (int part = 0; part < bar.values().size(); part++) {
      double width = (double) bar.values().get(part) / most * (WIDTH - LABEL_WIDTH - VALUE_WIDTH);
      if (width > 0) {
        shapes.add(rect(x, top + 4, width, parts.size() > 1 ? part : FILLS.size() - 2));
      }
      x += width;
    }
    shapes.add(label((int) Math.ceil(x) + 6, baseline, "start", SmallCounts.plain(bar.total())));
    return shapes;
  }

  private static Markup rect(double x, int y, double width, int fill) {
    return Markup.element(
        "rect",
        List.of(
            "x",
            String.format(Locale.ROOT, "%.1f", x),
            "y",
            String.valueOf(y),
            "width",
            String.format(Locale.ROOT, "%.1f", width),
            "height",
            String.valueOf(BAR_HEIGHT),
            "fill",
            FILLS.get(fill % FILLS.size())),
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
