package org.schoolgate.console.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
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
    parts.add(failures("Missed in the tuning half", "No harmful text was missed.", facts.missed()));
    parts.add(
        failures(
            "Wrongly blocked in the tuning half",
            "No harmless text was blocked.",
            facts.blocked()));
    parts.add(
        failures(
            "Harmless, let through and put on record in the tuning half",
            "No harmless text was put on record.",
            facts.noticed()));
    return ReportPage.html(
        TITLE + ", " + facts.schoolName(), Markup.element("main", List.of(), parts));
  }

  private Markup header() {
    String whose =
        facts.group().isEmpty()
            ? "Each text was tried for a pupil or an adult of the group that it is meant for"
            : "Each text was tried for " + facts.group();
    return Markup.element(
        "header",
        Markup.element("p", List.of("class", "school"), List.of(Markup.text(facts.schoolName()))),
        Markup.element("h1", Markup.text(TITLE)),
        paragraph(
            whose
                + ", on a site that no list names, with the phrases and the policy in force. Made"
                + " on "
                + facts.madeOn()
                + " by Schoolgate."));
  }

  private Markup inShort() {
    return GovernorsPage.section(
        "In short",
        paragraph(
            "Schoolgate comes with texts that a school may meet, some harmful and some harmless"
                + " ones that a filter easily takes for harmful, such as a history lesson. Each is"
                + " given to the filter, and this page counts what the filter makes of it."),
        list(
            "Harmful and noticed: it was put on record for the safeguarding lead in a category that"
                + " it has, blocked or not. The higher, the better.",
            "Harmless and blocked: a pupil is kept from something harmless. The lower, the better.",
            "Harmless, let through and on record: nobody is kept from anything, but somebody has to"
                + " look at a record for nothing. The lower, the better.",
            "Rightly on record: of all that is blocked or put on record, how much is harmful."),
        paragraph(
            "Beside each figure stands what a plain keyword filter would come to, which looks for"
                + " the same phrases as they are written, with the same weights and limits: it does"
                + " not see through misspelling or disguise, and knows no phrases that leave words"
                + " open."),
        paragraph(
            "The texts are in two halves. Whoever writes phrases reads the tuning half, and so the"
                + " filter does well on it. They do not read the half set aside, so its figures are"
                + " the ones to go by; they are still better than those of a school's own day,"
                + " because phrases are written with these figures known."),
        filtered("Harmful texts: how many are noticed", harmfulColumns(), this::harmful),
        filtered(
            "Harmless texts: how many are blocked or on record",
            harmlessColumns(),
            this::harmless));
  }

  private Markup filtered(
      String caption, List<Column> columns, Function<Half, List<Markup>> cells) {
    Table table = new Table(caption, columns);
    facts.halves().forEach(half -> table.row(sentence(half.title()), cells.apply(half)));
    return table.orElse("");
  }

  private static List<Column> harmfulColumns() {
    return List.of(
        Column.words("Half"),
        Column.numbers("Harmful texts"),
        Column.numbers("Noticed"),
        Column.numbers("Plain filter: noticed"),
        Column.numbers("Rightly on record"),
        Column.numbers("Plain filter: rightly"));
  }

  private List<Markup> harmful(Half half) {
    EffectivenessScore ours = half.all().ours();
    EffectivenessScore plain = half.all().plain();
    return List.of(
        Table.number(ours.harmful()),
        percent(ours.recall()),
        percent(plain.recall()),
        percent(ours.precision()),
        percent(plain.precision()));
  }

  private static List<Column> harmlessColumns() {
    return List.of(
        Column.words("Half"),
        Column.numbers("Harmless texts"),
        Column.numbers("Blocked"),
        Column.numbers("Plain filter: blocked"),
        Column.numbers("Let through, on record"));
  }

  private List<Markup> harmless(Half half) {
    EffectivenessScore ours = half.all().ours();
    return List.of(
        Table.number(ours.benign()),
        percent(ours.falseBlocks()),
        percent(half.all().plain().falseBlocks()),
        percent(ours.falseRecords()));
  }

  private static Markup half(Half half) {
    List<Markup> tables = new ArrayList<>();
    half.breakdowns().forEach(breakdown -> tables.add(table(breakdown)));
    return GovernorsPage.section(sentence(half.title()), tables.toArray(Markup[]::new));
  }

  private static Markup table(Breakdown breakdown) {
    boolean harmful = breakdown.kind() != Cases.BENIGN;
    boolean benign = breakdown.kind() != Cases.HARMFUL;
    List<Column> columns = new ArrayList<>(List.of(Column.words("Texts")));
    if (harmful) {
      columns.add(Column.numbers("Harmful"));
      columns.add(Column.numbers("Noticed"));
      columns.add(Column.numbers("Plain filter: noticed"));
    }
    if (benign) {
      columns.add(Column.numbers("Harmless"));
      columns.add(Column.numbers("Blocked"));
      columns.add(Column.numbers("Plain filter: blocked"));
      columns.add(Column.numbers("Let through, on record"));
    }
    Table table = new Table(breakdown.title(), columns);
    for (Compared part : byTitle(breakdown.parts())) {
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
      table.row(part.title(), cells);
    }
    return table.orElse("There is no text.");
  }

  private static List<Compared> byTitle(List<Compared> parts) {
    return parts.stream().sorted(Comparator.comparing(Compared::title)).toList();
  }

  private static Markup failures(String title, String none, List<Failure> failures) {
    Table table =
        new Table(
            title,
            List.of(
                Column.words("Where, for whom, how"),
                Column.words("About"),
                Column.words("Text"),
                Column.words("What the filter found")));
    failures.forEach(
        failure ->
            table.row(
                failure.people().where(),
                List.of(
                    Table.words(failure.people().about()),
                    Table.words(failure.text()),
                    Table.words(failure.people().why()))));
    return GovernorsPage.section(title, table.orElse(none));
  }

  private static Markup percent(double share) {
    return Table.number(String.format(Locale.UK, "%.1f %%", share * 100));
  }

  private static Markup list(String... items) {
    return Markup.element(
        "ul",
        List.of(),
        Stream.of(items).map(each -> Markup.element("li", Markup.text(each))).toList());
  }

  private static Markup paragraph(String text) {
    return Markup.element("p", Markup.text(text));
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
  }
}
