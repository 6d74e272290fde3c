package org.schoolgate.console.report;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolgate.console.report.Table.Column;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Severity;

/** The sections of a report that count violations and blocks, with their charts. */
final class MonitoringSections {

  private static final int CHART_CATEGORIES_MAX = 12;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.UK);

  private final ReportSetting setting;
  private final ReportFacts facts;

  MonitoringSections(ReportSetting setting, ReportFacts facts) {
    this.setting = setting;
    this.facts = facts;
  }

  Markup violations() {
    List<String> severities = Stream.of(Severity.values()).map(Severity::id).toList();
    List<Column> headings = new ArrayList<>(List.of(Column.words("Category")));
    severities.forEach(severity -> headings.add(Column.numbers(severity)));
    headings.add(Column.numbers("all"));
    Table byCategory = new Table("Violations by category and severity", headings);
    for (String category : facts.violations.mostFirst()) {
      Tally<Severity> tally = facts.severitiesByCategory.of(category);
      byCategory.row(title(category), counts(tally));
    }
    if (facts.violations.total() == 0) {
      return GovernorsPage.section(
          "Violations", byCategory.orElse("Monitoring recorded no violation."));
    }
    return GovernorsPage.section(
        "Violations", chart(severities), byCategory.orElse(""), byWeek(severities));
  }

  private Markup chart(List<String> severities) {
    List<BarChart.Bar> bars = new ArrayList<>();
    for (LocalDate week : setting.period().weeks()) {
      Tally<Severity> tally = facts.severitiesByWeek.of(week);
      bars.add(
          new BarChart.Bar(
              "Week of " + DAY.format(week), Stream.of(Severity.values()).map(tally::of).toList()));
    }
    return figure(new BarChart("violations", "Violations by week and severity", severities, bars));
  }

  private Markup byWeek(List<String> severities) {
    List<Column> headings = new ArrayList<>(List.of(Column.words("Week of")));
    severities.forEach(severity -> headings.add(Column.numbers(severity)));
    headings.add(Column.numbers("all"));
    headings.add(Column.words("Categories"));
    Table table = new Table("Violations by week", headings);
    for (LocalDate week : setting.period().weeks()) {
      Tally<Severity> tally = facts.severitiesByWeek.of(week);
      Tally<String> categories = facts.violationsByWeek.of(week);
      List<Markup> cells = new ArrayList<>(counts(tally));
      cells.add(
          Table.words(
              categories.mostFirst().stream()
                  .map(id -> title(id) + " " + SmallCounts.plain(categories.of(id)))
                  .collect(Collectors.joining(", "))));
      table.row(DAY.format(week), cells);
    }
    return table.orElse("");
  }

  Markup groups() {
    TreeSet<String> groups = new TreeSet<>(facts.blocksByGroup.keys());
    groups.addAll(facts.violationsByGroup.keys());
    List<String> ids = List.copyOf(groups);
    List<String> blocks = SmallCounts.print(ids.stream().map(facts.blocksByGroup::of).toList());
    List<String> violations =
        SmallCounts.print(ids.stream().map(facts.violationsByGroup::of).toList());
    Table table =
        new Table(
            "Blocked requests and violations by group",
            List.of(
                Column.words("Group"),
                Column.numbers("Requests blocked"),
                Column.numbers("Violations")));
    for (int i = 0; i < ids.size(); i++) {
      table.row(ids.get(i), List.of(Table.number(blocks.get(i)), Table.number(violations.get(i))));
    }
    return GovernorsPage.section(
        "By group",
        table.orElse("Nothing was recorded for any group."),
        Markup.element(
            "p",
            Markup.text(
                "Counts under %d are not printed, so that nobody can be picked out; a count is also"
                        .formatted(SmallCounts.SHOWN_MIN)
                    + " withheld where the hidden one could otherwise be worked out. Somebody in"
                    + " two groups counts in both.")));
  }

  Markup blocks() {
    Table table =
        new Table(
            "Blocked requests by category",
            List.of(Column.words("Category"), Column.numbers("Requests blocked")));
    List<BarChart.Bar> bars = new ArrayList<>();
    for (String category : facts.blocks.mostFirst()) {
      table.row(title(category), List.of(Table.number(facts.blocks.of(category))));
      if (bars.size() < CHART_CATEGORIES_MAX) {
        bars.add(new BarChart.Bar(title(category), List.of(facts.blocks.of(category))));
      }
    }
    Markup chart =
        bars.isEmpty()
            ? Markup.EMPTY
            : figure(
                new BarChart(
                    "blocks",
                    "The categories most often blocked",
                    List.of("requests blocked"),
                    bars));
    return GovernorsPage.section(
        "Blocked requests", chart, table.orElse("No request was blocked."));
  }

  private static Markup figure(BarChart chart) {
    return Markup.element(
        "figure", Markup.element("figcaption", Markup.text(chart.title())), chart.svg());
  }

  private static List<Markup> counts(Tally<Severity> tally) {
    List<Markup> cells = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      cells.add(Table.number(tally.of(severity)));
    }
    cells.add(Table.number(tally.total()));
    return cells;
  }

  private String title(String categoryId) {
    return categoryId.isEmpty()
        ? "Not about a category"
        : setting.categories().find(categoryId).map(Category::title).orElse(categoryId);
  }
}
