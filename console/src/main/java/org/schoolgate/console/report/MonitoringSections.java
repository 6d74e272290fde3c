package org.schoolgate.console.report;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.schoolgate.console.report.Table.Column;
import org.schoolgate.policy.Category;

/**
 * The sections of a report that count violations and blocks, with their charts; every number in
 * them is printed by the rule of {@link SmallCounts}.
 */
final class MonitoringSections {

  private static final int CHART_CATEGORIES_MAX = 12;
  private static final int MOST_OFTEN_MAX = 3;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.UK);

  private final ReportSetting setting;
  private final ReportFacts facts;

  MonitoringSections(ReportSetting setting, ReportFacts facts) {
    this.setting = setting;
    this.facts = facts;
  }

  /** What was noticed, in two sentences. */
  String inShort() {
    long urgent = facts.urgentByCategory.total();
    String noticed =
        facts.violations.total() == 0
            ? "Monitoring recorded no violation."
            : "It recorded %s%s, %s of them urgent or critical."
                .formatted(
                    SmallCounts.total(facts.violations.total(), "violations"),
                    mostOften(facts.violations),
                    urgent == 0 ? "none" : SmallCounts.total(urgent, "").strip());
    return "It blocked %s%s. %s"
        .formatted(
            SmallCounts.total(facts.blocks.total(), "requests"), mostOften(facts.blocks), noticed);
  }

  private String mostOften(Tally<String> tally) {
    String titles =
        tally.mostFirst().stream()
            .filter(category -> SmallCounts.isListed(tally.of(category)))
            .limit(MOST_OFTEN_MAX)
            .map(this::title)
            .collect(Collectors.joining("; "));
    return titles.isEmpty() ? "" : " (most often: " + titles + ")";
  }

  Markup violations() {
    if (facts.violations.total() == 0) {
      return GovernorsPage.section(
          "What was noticed",
          Markup.element("p", Markup.text("Monitoring recorded no violation.")));
    }
    Table table =
        new Table(
            "Violations by category",
            List.of(
                Column.words("Category"),
                Column.numbers("Violations"),
                Column.numbers("Urgent or critical")));
    for (String category : facts.violations.mostFirst()) {
      if (SmallCounts.isListed(facts.violations.of(category))) {
        table.row(
            title(category),
            List.of(
                Table.count(facts.violations.of(category)),
                Table.count(facts.urgentByCategory.of(category))));
      }
    }
    return GovernorsPage.section(
        "What was noticed",
        Markup.element(
            "p",
            Markup.text(
                "A violation is something that was searched for, typed or shown that matches a"
                    + " category the school monitors. It is a reason for an adult to look, not a"
                    + " finding about a child.")),
        byWeek(),
        table.orElse("No category has 5 violations or more."));
  }

  /** Only from the first week with a violation to the last; one week alone is no chart. */
  private Markup byWeek() {
    var weeks = facts.violationsByWeek.keys();
    List<BarChart.Bar> bars =
        setting.period().weeks().stream()
            .filter(week -> weeks.stream().anyMatch(other -> !other.isAfter(week)))
            .filter(week -> weeks.stream().anyMatch(other -> !other.isBefore(week)))
            .map(
                week ->
                    new BarChart.Bar(
                        "Week of " + DAY.format(week), facts.violationsByWeek.of(week)))
            .toList();
    boolean worthIt =
        bars.size() > 1 && bars.stream().anyMatch(bar -> SmallCounts.isListed(bar.count()));
    return worthIt ? figure(new BarChart("violations", "Violations by week", bars)) : Markup.EMPTY;
  }

  Markup blocks() {
    if (facts.blocks.total() == 0) {
      return GovernorsPage.section(
          "What was blocked", Markup.element("p", Markup.text("No request was blocked.")));
    }
    Table table =
        new Table(
            "Blocked requests by category",
            List.of(Column.words("Category"), Column.numbers("Requests blocked")));
    List<String> listed =
        facts.blocks.mostFirst().stream()
            .filter(category -> SmallCounts.isListed(facts.blocks.of(category)))
            .toList();
    listed.forEach(
        category -> table.row(title(category), List.of(Table.count(facts.blocks.of(category)))));
    List<BarChart.Bar> bars =
        listed.stream()
            .limit(CHART_CATEGORIES_MAX)
            .map(category -> new BarChart.Bar(title(category), facts.blocks.of(category)))
            .toList();
    return GovernorsPage.section(
        "What was blocked",
        bars.size() > 1
            ? figure(new BarChart("blocks", "The categories most often blocked", bars))
            : Markup.EMPTY,
        table.orElse("No category was blocked 5 times or more."));
  }

  Markup groups() {
    TreeSet<String> groups = new TreeSet<>(facts.blocksByGroup.keys());
    groups.addAll(facts.violationsByGroup.keys());
    Table table =
        new Table(
            "Blocked requests and violations by group",
            List.of(
                Column.words("Group"),
                Column.numbers("Requests blocked"),
                Column.numbers("Violations")));
    for (String group : groups) {
      long blocks = facts.blocksByGroup.of(group);
      long violations = facts.violationsByGroup.of(group);
      if (SmallCounts.isListed(Math.max(blocks, violations))) {
        table.row(setting.groupTitle(group), List.of(Table.count(blocks), Table.count(violations)));
      }
    }
    return GovernorsPage.section(
        "By group",
        table.orElse("No group has 5 blocked requests or violations, or more."),
        Markup.element("p", Markup.text("Somebody in two groups counts in both.")));
  }

  private static Markup figure(BarChart chart) {
    return Markup.element(
        "figure", Markup.element("figcaption", Markup.text(chart.title())), chart.svg());
  }

  private String title(String categoryId) {
    return categoryId.isEmpty()
        ? "Not about a category"
        : setting.categories().find(categoryId).map(Category::title).orElse(categoryId);
  }
}
