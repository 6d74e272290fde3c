package org.schoolgate.console.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Checkpoint;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.audit.RecordWords;
import org.schoolgate.console.lists.OwnEntry;
import org.schoolgate.console.override.OverrideEntry;
import org.schoolgate.console.override.OverrideState;
import org.schoolgate.console.report.Table.Column;
import org.schoolgate.policy.Category;

/** Lays the governors' report out: the sections in their order, and what is said around numbers. */
final class GovernorsPage {

  private static final int OVERRIDES_MAX = 500;
  private static final int WAITING_MAX = 500;

  private final ReportSetting setting;
  private final ReportFacts facts;
  private final List<OverrideEntry> overrides;
  private final List<OwnEntry> waiting;
  private final Instant seenAt;
  private final Instant madeAt;
  private final StaffNames staff;
  private final MonitoringSections monitoring;
  private final InShort inShort;

  GovernorsPage(
      ReportSetting setting,
      ReportFacts facts,
      ReportFacts before,
      List<OverrideEntry> history,
      List<OwnEntry> waiting,
      Instant seenAt,
      Instant madeAt) {
    this.setting = setting;
    this.facts = facts;
    Instant from = setting.period().from();
    this.overrides = history.stream().filter(entry -> entry.until().isAfter(from)).toList();
    this.waiting = waiting;
    this.seenAt = seenAt;
    this.madeAt = madeAt;
    this.staff = new StaffNames(setting.people());
    this.monitoring = new MonitoringSections(setting, facts);
    this.inShort =
        new InShort(setting, facts, before, overrides, overdue().size(), staff, monitoring);
  }

  String html() {
    String title = "Filtering and monitoring: report to governors";
    Markup main =
        Markup.element(
            "main",
            header(title),
            inShort.section(),
            switchedOff(),
            troubles(),
            changes(),
            waiting(),
            overrides(),
            monitoring.violations(),
            monitoring.blocks(),
            monitoring.groups(),
            oversight(),
            notCovered(),
            verification(),
            signatures());
    return ReportPage.html(title + ", " + setting.schoolName(), main);
  }

  private Markup header(String title) {
    return Markup.element(
        "header",
        Markup.element("p", List.of("class", "school"), List.of(text(setting.schoolName()))),
        Markup.element("h1", text(title)),
        Markup.element(
            "p", text(setting.period().title() + ". Made on " + time(madeAt) + " by Schoolgate.")));
  }

  private Markup switchedOff() {
    Table table =
        new Table(
            "Each time, the earliest first",
            List.of(Column.when("Off"), Column.when("On again"), Column.words("For")));
    facts.uptime.offs.forEach(
        off ->
            table.row(
                time(off.from()),
                List.of(
                    Table.when(off.until() == null ? "not yet" : time(off.until())),
                    Table.words(lengthOf(off)))));
    return section(
        "When filtering was switched off",
        table.orElse(
            facts.unrecorded()
                ? "There is no record of these days."
                : "It was not switched off and on again."),
        more(facts.uptime.offCount - facts.uptime.offs.size()));
  }

  private static String lengthOf(Uptime.Off off) {
    Instant until = off.until();
    return until == null
        ? "-"
        : RecordWords.duration(Duration.between(off.from(), until).toSeconds());
  }

  private Markup troubles() {
    Table table =
        new Table(
            "Each event, the earliest first", List.of(Column.when("When"), Column.words("What")));
    facts.troubles.forEach(
        trouble -> table.row(time(trouble.at()), List.of(Table.words(trouble.what()))));
    Instant dead = setting.deadSince();
    if (dead != null) {
      table.row(
          time(dead),
          List.of(
              Table.words(
                  "Filtering ended without being stopped some seconds after this, and was not"
                      + " started again when this report was made.")));
    }
    return section(
        "What went wrong",
        table.orElse(
            facts.unrecorded()
                ? "There is no record of these days."
                : "Nothing: the record was kept without interruption."),
        more(facts.troubleCount - facts.troubles.size()));
  }

  private Markup changes() {
    Table table =
        new Table(
            "Every change to policy and lists",
            List.of(
                Column.when("When"),
                Column.words("What"),
                Column.words("Who"),
                Column.words("Reason given")));
    facts.changes.forEach(
        change ->
            table.row(
                time(change.at()),
                List.of(
                    Table.words(change.what()),
                    Table.words(
                        change.by() == null ? "the gateway, at its start" : staff.of(change.by())),
                    Table.words(
                        change.by() == null
                            ? "none can be given: it is changed in its files"
                            : reason(change.why())))));
    return section(
        "Changes to filtering",
        table.orElse("Policy and lists were not changed."),
        more(facts.changeCount - facts.changes.size()));
  }

  private Markup waiting() {
    Table table =
        new Table(
            "What one person added and nobody has ratified yet",
            List.of(
                Column.words("What"),
                Column.words("Why"),
                Column.words("Added by"),
                Column.words("To be ratified by")));
    waiting.stream()
        .limit(WAITING_MAX)
        .forEach(
            entry ->
                table.row(
                    "%s (%s)".formatted(entry.entry(), categoryTitle(entry.category())),
                    List.of(
                        Table.words(reason(entry.reason())),
                        Table.words(staff.of(entry.addedBy()) + ", " + time(entry.addedAt())),
                        Table.words(due(entry)))));
    return section(
        "Blocks that wait for a second person",
        Markup.element(
            "p",
            text(
                ("A site that somebody blocks is blocked at once; another senior person says within"
                        + " a school day whether that is right. %s in these days. What is overdue"
                        + " stays blocked.")
                    .formatted(times(RecordKind.LIST_RATIFIED, "was ratified", "were ratified")))),
        table.orElse("Nothing waits."),
        more(Math.max(0, waiting.size() - WAITING_MAX)));
  }

  private List<OwnEntry> overdue() {
    return waiting.stream().filter(entry -> entry.isOverdueAt(seenAt)).toList();
  }

  private String due(OwnEntry entry) {
    Instant by = entry.ratifyBy();
    Instant until = entry.until();
    if (by != null && until != null && !until.isAfter(by)) {
      return "ends before that, on " + time(until);
    }
    return (by == null ? "-" : time(by)) + (entry.isOverdueAt(seenAt) ? ": overdue" : "");
  }

  private String categoryTitle(String id) {
    return setting.categories().find(id).map(Category::title).orElse(id);
  }

  private Markup overrides() {
    Table table =
        new Table(
            "Exceptions that were asked for, the latest first",
            List.of(
                Column.words("What, for whom"),
                Column.words("Why"),
                Column.words("Asked by"),
                Column.words("Decided by"),
                Column.words("How it stands"),
                Column.numbers("Used")));
    overrides.stream()
        .limit(OVERRIDES_MAX)
        .forEach(
            entry ->
                table.row(
                    "%s for %s".formatted(opens(entry), setting.groupTitle(entry.group())),
                    List.of(
                        Table.words(reason(entry.reason())),
                        Table.words(
                            staff.of(entry.requestedBy()) + ", " + time(entry.requestedAt())),
                        Table.words(decision(entry)),
                        Table.words(state(entry)),
                        Table.number(
                            entry.decidedBy() == null || entry.state() == OverrideState.REFUSED
                                ? "-"
                                : SmallCounts.cell(facts.usesByOverride.of(entry.id()))))));
    return section(
        "Exceptions (overrides)",
        Markup.element(
            "p",
            text(
                "An exception opens one site or category for one group until a set time. One person"
                    + " asks and another decides; illegal content cannot be opened by anybody.")),
        table.orElse("Nobody asked for one."),
        more(Math.max(0, overrides.size() - OVERRIDES_MAX)));
  }

  private static String opens(OverrideEntry entry) {
    Category category = entry.category();
    return category == null ? entry.opens() : category.title();
  }

  private String decision(OverrideEntry entry) {
    String by = entry.decidedBy();
    Instant at = entry.decidedAt();
    if (by == null || at == null) {
      return "nobody";
    }
    return staff.of(by) + ", " + time(at) + ": " + reason(entry.note());
  }

  private String state(OverrideEntry entry) {
    String by = entry.revokedBy();
    return switch (entry.state()) {
      case REQUESTED -> "still waiting, for an end at " + time(entry.until());
      case ACTIVE -> "open until " + time(entry.until());
      case REFUSED -> "refused";
      case EXPIRED ->
          entry.decidedBy() == null
              ? "not decided before its end, " + time(entry.until())
              : "ended on time, " + time(entry.until());
      case REVOKED ->
          "ended early by "
              + (by == null ? "nobody" : staff.of(by))
              + ": "
              + reason(entry.revokedWhy());
    };
  }

  private Markup oversight() {
    return section(
        "Who watches those who monitor",
        Markup.element(
            "p",
            text(
                ("Captures and records about a named person were opened %s; each time is on the"
                        + " ledger with who and why. %s added and %s removed, and %s set.")
                    .formatted(
                        times(RecordKind.CAPTURE_OPENED, "time", "times"),
                        times(RecordKind.PERSON_ADDED, "account was", "accounts were"),
                        SmallCounts.plain(facts.kinds.of(RecordKind.PERSON_REMOVED)),
                        times(RecordKind.PASSWORD_CHANGED, "password was", "passwords were")))));
  }

  private String times(RecordKind kind, String one, String many) {
    return SmallCounts.of(facts.kinds.of(kind), one, many);
  }

  private Markup notCovered() {
    List<Markup> points =
        setting.coverage().gaps().stream().map(gap -> Markup.element("li", text(gap))).toList();
    return section(
        "What is not covered",
        points.isEmpty()
            ? Markup.element("p", text("No gap is known."))
            : Markup.element("ul", List.of(), points));
  }

  private Markup verification() {
    Table table =
        new Table(
            "The logs when this report was made",
            List.of(
                Column.words("Log"),
                Column.numbers("Records"),
                Column.words("Root hash (base 64)")));
    for (Checkpoint checkpoint : setting.checkpoints()) {
      table.row(
          checkpoint.origin(),
          List.of(
              Table.number(checkpoint.size()),
              Markup.element("td", Markup.inline("code", checkpoint.rootBase64()))));
    }
    StringBuilder command =
        new StringBuilder(
            "schoolgate audit verify %s --key %s"
                .formatted(quoted(setting.auditFolder()), quoted(setting.verifierKey())));
    setting
        .checkpoints()
        .forEach(known -> command.append(" --expect ").append(quoted(known.writtenDown())));
    return section(
        "How to check this report",
        Markup.element(
            "p",
            text(
                "Every record that this report counts stands in a log to which one can only append."
                    + " Whoever keeps this page can show later that nothing up to these sizes was"
                    + " changed or taken out, and that the logs were not replaced by older copies."
                    + " This command computes these root hashes again from the records and must"
                    + " print \u201cverified\u201d, however long the logs are by then:")),
        Markup.element("pre", Markup.inline("code", command.toString())),
        table.orElse("There is no signed checkpoint yet."));
  }

  private Markup signatures() {
    return section(
        "Seen by",
        Markup.element("p", List.of("class", "sign"), List.of(text("Safeguarding governor, date"))),
        Markup.element("p", List.of("class", "sign"), List.of(text("Headteacher, date"))));
  }

  private String reason(@Nullable String why) {
    return why == null || why.isBlank() ? "no reason given" : staff.withoutPupils(why);
  }

  private String time(Instant at) {
    return setting.period().time(at);
  }

  static Markup section(String title, Markup... content) {
    List<Markup> parts = new ArrayList<>();
    parts.add(Markup.element("h2", text(title)));
    parts.addAll(List.of(content));
    return Markup.element("section", List.of(), parts);
  }

  static Markup more(long count) {
    return count == 0
        ? Markup.EMPTY
        : Markup.element("p", text("And %s more.".formatted(SmallCounts.plain(count))));
  }

  private static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9_./:=-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  private static Markup text(String text) {
    return Markup.text(text);
  }
}
