package org.schoolgate.console.report;

import java.util.ArrayList;
import java.util.List;

/** Makes tables that a screen reader can walk through: a caption, and a scope on each heading. */
final class Table {

  private final String caption;
  private final List<Column> columns;
  private final List<Markup> rows = new ArrayList<>();

  /** The heading of a column, whether numbers stand below it, and the class of its cells. */
  record Column(String title, boolean numbers, String style) {

    static Column words(String title) {
      return new Column(title, false, "");
    }

    static Column numbers(String title) {
      return new Column(title, true, "n");
    }

    /** A time: as wide as it is, and never broken. */
    static Column when(String title) {
      return new Column(title, false, "when");
    }

    private List<String> attributes(String scope) {
      return style.isEmpty() ? List.of("scope", scope) : List.of("scope", scope, "class", style);
    }
  }

  Table(String caption, List<Column> columns) {
    this.caption = caption;
    this.columns = List.copyOf(columns);
  }

  /** A row; its first cell is its heading. */
  void row(String heading, List<Markup> cells) {
    List<Markup> row = new ArrayList<>();
    row.add(Markup.element("th", columns.get(0).attributes("row"), List.of(Markup.text(heading))));
    row.addAll(cells);
    rows.add(Markup.element("tr", List.of(), row));
  }

  /** A cell with words. */
  static Markup words(String words) {
    return Markup.element("td", Markup.text(words));
  }

  /** A cell with a number, set to the right. */
  static Markup number(String number) {
    return Markup.element("td", List.of("class", "n"), List.of(Markup.text(number)));
  }

  /** A cell with a number, as it is. */
  static Markup number(long number) {
    return number(SmallCounts.plain(number));
  }

  /** A cell with a number by the rule of {@link SmallCounts}. */
  static Markup count(long count) {
    return number(SmallCounts.cell(count));
  }

  /** A cell with a time. */
  static Markup when(String time) {
    return Markup.element("td", List.of("class", "when"), List.of(Markup.text(time)));
  }

  /** The table, or the sentence if it has no rows. */
  Markup orElse(String sentence) {
    if (rows.isEmpty()) {
      return Markup.element("p", Markup.text(sentence));
    }
    List<Markup> heads = columns.stream().map(Table::heading).toList();
    boolean narrow = columns.stream().skip(1).allMatch(Column::numbers);
    Markup table =
        Markup.element(
            "table",
            narrow ? List.of("class", "narrow") : List.of(),
            List.of(
                Markup.element("caption", Markup.text(caption)),
                Markup.element("thead", Markup.element("tr", List.of(), heads)),
                Markup.element("tbody", List.of(), rows)));
    // On a small screen it is scrolled by itself, with the keyboard too.
    return Markup.element(
        "div",
        List.of("class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption),
        List.of(table));
  }

  private static Markup heading(Column column) {
    return Markup.element("th", column.attributes("col"), List.of(Markup.text(column.title())));
  }
}
