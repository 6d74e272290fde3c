package org.schoolgate.console.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.schoolgate.console.report.EffectivenessFacts.Breakdown;
import org.schoolgate.console.report.EffectivenessFacts.Cases;
import org.schoolgate.console.report.EffectivenessFacts.Compared;
import org.schoolgate.console.report.EffectivenessFacts.Failure;
import org.schoolgate.console.report.EffectivenessFacts.Half;
import org.schoolgate.console.report.Table.Column;

/**
 * Lays out the report on how well the filter tells harmful from harmless texts: one HTML page
 * without script or anything to load.
 */
public final class EffectivenessReport {

  private static final String TITLE = "Effectiveness of filtering";

  private final EffectivenessFacts facts;

  private EffectivenessReport(EffectivenessFacts facts) {
    this.facts = facts;
  }

  /** The report's page. */
  public static String html(EffectivenessFacts facts) {
    return new EffectivenessReport(facts).page();
  }

  private String page() {
    List<Markup> parts = new ArrayList<>();
    parts.add(header());
    parts.add(inShort());
    facts.halves().forEach(half -> parts.add(half(half)));
    parts.add(failures("Missed in the tuning half", "No harmful case was missed.", facts.missed()));
    parts.add(failures("Wrongly blocked in the tuning half", "None was blocked.", facts.blocked()));
    parts.add(
        failures(
            "Let through in the tuning half, but recorded", "None was recorded.", facts.noticed()));
    return ReportPage.html(
        TITLE + ", " + facts.schoolName(), Markup.element("main", List.of(), parts));
  }

  private Markup header() {
    String whose =
        facts.group().isEmpty()
            ? "Each case was tried for the group that it names"
            : "Each case was tried for " + facts.group();
    return Markup.element(
        "header",
        Markup.element("p", List.of("class", "school"), List.of(Markup.text(facts.schoolName()))),
        Markup.element("h1", Markup.text(TITLE)),
        paragraph(
            whose
                + ", on a site that no list names, with the phrases and the policy in force. Made on "
                + facts.madeOn()
                + " by Schoolgate."));
  }

  private Markup inShort() {
    Table table =
        new Table(
            "All cases",
            List.of(
                Column.words("Half"),
                Column.numbers("Harmful"),
                Column.numbers("found"),
                Column.numbers("plain filter"),
                Column.numbers("Harmless"),
                Column.numbers("blocked"),
                Column.numbers("plain filter"),
                Column.numbers("recorded"),
                Column.numbers("Precision"),
                Column.numbers("plain filter")));
    for (Half half : facts.halves()) {
      EffectivenessScore ours = half.all().ours();
      EffectivenessScore plain = half.all().plain();
      table.row(
          half.title(),
          List.of(
              Table.number(ours.harmful()),
              percent(ours.recall()),
              percent(plain.recall()),
              Table.number(ours.benign()),
              percent(ours.falseBlocks()),
              percent(plain.falseBlocks()),
              percent(ours.falseRecords()),
              percent(ours.precision()),
              percent(plain.precision())));
    }
    return GovernorsPage.section(
        "In short",
        paragraph(
            "A harmful text counts as found when a violation of a category that it has is recorded."
                + " A harmless one is a false block when it is blocked for its words; some pass"
                + " and are recorded, which costs a person a look. Precision is the share of"
                + " harmful ones among all that was recorded or blocked."),
        paragraph(
            "The plain filter is what a keyword filter makes of those phrases that are one text,"
                + " with the same weights and limits: it knows no families of phrases and undoes"
                + " no disguise and no misspelling. Phrases are tuned to the tuning half; the"
                + " cases of the half set aside are not read by those who write phrases, but"
                + " numbers such as these are, so its score is an upper estimate."),
        table.orElse(""));
  }

  private static Markup half(Half half) {
    List<Markup> tables = new ArrayList<>();
    half.breakdowns().forEach(breakdown -> tables.add(table(breakdown)));
    return GovernorsPage.section(sentence(half.title()), tables.toArray(Markup[]::new));
  }

  private static Markup table(Breakdown breakdown) {
    boolean harmful = breakdown.kind() != Cases.BENIGN;
    boolean benign = breakdown.kind() != Cases.HARMFUL;
    List<Column> columns = new ArrayList<>(List.of(Column.words(sentence(breakdown.by()))));
    if (harmful) {
      columns.add(Column.numbers("Harmful"));
      columns.add(Column.numbers("found"));
      columns.add(Column.numbers("plain filter"));
    }
    if (benign) {
      columns.add(Column.numbers("Harmless"));
      columns.add(Column.numbers("blocked"));
      columns.add(Column.numbers("plain filter"));
      columns.add(Column.numbers("recorded"));
    }
    Table table = new Table("By " + breakdown.by(), columns);
    for (Compared part : breakdown.parts()) {
      List<Markup> cells = new ArrayList<>();
      if (harmful) {
        cells.add(Table.number(part.ours().harmful()));
        cells.add(Table.number(part.ours().found()));
        cells.add(Table.number(part.plain().found()));
      }
      if (benign) {
        cells.add(Table.number(part.ours().benign()));
        cells.add(Table.number(part.ours().blocked()));
        cells.add(Table.number(part.plain().blocked()));
        cells.add(Table.number(part.ours().noticed()));
      }
      table.row(part.name(), cells);
    }
    return table.orElse("There is no case.");
  }

  private static Markup failures(String title, String none, List<Failure> failures) {
    Table table =
        new Table(
            title,
            List.of(
                Column.words("Case"),
                Column.words("About"),
                Column.words("Text"),
                Column.words("What was made of it")));
    failures.forEach(
        failure ->
            table.row(
                failure.where(),
                List.of(
                    Table.words(failure.about()),
                    Table.words(failure.text()),
                    Table.words(failure.why()))));
    return GovernorsPage.section(title, table.orElse(none));
  }

  private static Markup percent(double share) {
    return Table.number(String.format(Locale.UK, "%.1f %%", share * 100));
  }

  private static Markup paragraph(String text) {
    return Markup.element("p", Markup.text(text));
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
  }
}
