package org.schoolgate.console.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.audit.RecordWords;
import org.schoolgate.console.override.OverrideEntry;
import org.schoolgate.console.override.OverrideState;
import org.schoolgate.console.report.Table.Column;

/** The first page: the questions that governors ask, each with its answer in a sentence or two. */
final class InShort {

  private static final int NAMES_MAX = 5;

  private final ReportSetting setting;
  private final ReportFacts facts;
  private final ReportFacts before;
  private final List<OverrideEntry> overrides;
  private final int overdue;
  private final StaffNames staff;
  private final MonitoringSections monitoring;

  InShort(
      ReportSetting setting,
      ReportFacts facts,
      ReportFacts before,
      List<OverrideEntry> overrides,
      int overdue,
      StaffNames staff,
      MonitoringSections monitoring) {
    this.setting = setting;
    this.facts = facts;
    this.before = before;
    this.overrides = overrides;
    this.overdue = overdue;
    this.staff = staff;
    this.monitoring = monitoring;
  }

  Markup section() {
    List<Markup> answers = new ArrayList<>();
    answer(answers, "Was filtering on?", filtering());
    answer(answers, "Was anything opened or changed, and by whom?", changes());
    answer(answers, "What did it notice?", monitoring.inShort());
    answer(answers, "Is the record whole?", record());
    answer(answers, "What can it not see?", coverage());
    return GovernorsPage.section(
        "In short",
        Markup.element("dl", List.of(), answers),
        compared(),
        Markup.element(
            "p",
            Markup.text(
                SmallCounts.RULE
                    + " No pupil is named in this report, unless somebody wrote a name into a reason.")));
  }

  private static void answer(List<Markup> answers, String question, String answer) {
    answers.add(Markup.element("dt", Markup.text(question)));
    answers.add(Markup.element("dd", Markup.text(answer)));
  }

  private String filtering() {
    Uptime uptime = facts.uptime;
    Instant begun = uptime.begun();
    Instant dead = setting.deadSince();
    if (begun == null && dead == null) {
      return "No: there is no record that Schoolgate was on in these days.";
    }
    List<String> offs = new ArrayList<>();
    if (uptime.offCount > 0) {
      offs.add(
          "it was switched off %s, for %s in all"
              .formatted(
                  SmallCounts.of(uptime.offCount, "time", "times"),
                  RecordWords.duration(uptime.offSeconds)));
    }
    if (uptime.interruptions > 0) {
      offs.add(
          "it ended without being stopped %s, for %s"
              .formatted(
                  SmallCounts.of(uptime.interruptions, "time", "times"),
                  uptime.interruptedForUnknown
                      ? "a time that nobody can tell"
                      : RecordWords.duration(uptime.interruptedSecondsMax) + " at most in all"));
    }
    Instant off = uptime.stillOffSince();
    if (off != null) {
      offs.add("it was switched off at " + setting.period().time(off) + " and not started again");
    }
    if (dead != null) {
      offs.add(
          "it ended without being stopped after "
              + setting.period().time(dead)
              + " and was not started again");
    }
    Instant since = begunWithin();
    String rest =
        offs.isEmpty()
            ? " the whole time."
            : " the whole time: "
                + String.join("; ", offs)
                + ". While it is off, it filters and records nothing.";
    if (since != null) {
      return "Only since "
          + setting.period().time(since)
          + before(since)
          + (offs.isEmpty() ? ". From then on yes," : ". From then on not")
          + rest;
    }
    return (offs.isEmpty() ? "Yes," : "Not") + rest;
  }

  /** Where its record begins, if that is within the period; null otherwise. */
  private @Nullable Instant begunWithin() {
    Instant begun = facts.uptime.begun();
    return begun != null && begun.isAfter(setting.period().from()) ? begun : null;
  }

  /** The days of the period of which nothing is on record, because it begins later. */
  private String before(Instant begun) {
    long days =
        ChronoUnit.DAYS.between(
            setting.period().first(), LocalDate.ofInstant(begun, setting.period().zone()));
    return days == 0
        ? ""
        : ": of the %s before there is no record".formatted(SmallCounts.of(days, "day", "days"));
  }

  private String changes() {
    Instant from = setting.period().from();
    List<String> approvers =
        overrides.stream()
            .filter(entry -> entry.state() != OverrideState.REFUSED)
            .filter(entry -> entry.decidedAt() != null && !entry.decidedAt().isBefore(from))
            .map(entry -> by(entry.decidedBy()))
            .toList();
    long waiting =
        overrides.stream().filter(entry -> entry.state() == OverrideState.REQUESTED).count();
    List<String> changers = facts.changes.stream().map(change -> by(change.by())).toList();
    String exceptions =
        approvers.isEmpty()
            ? "No exception was approved."
            : SmallCounts.of(approvers.size(), "exception was", "exceptions were")
                + " approved, by "
                + counted(approvers)
                + ".";
    String open =
        waiting == 0
            ? ""
            : " " + SmallCounts.of(waiting, "request is", "requests are") + " still waiting.";
    String lists =
        facts.changeCount == 0
            ? " Policy and lists were not changed."
            : " Policy and lists were changed %s, by %s."
                .formatted(SmallCounts.of(facts.changeCount, "time", "times"), counted(changers));
    String unratified =
        overdue == 0
            ? ""
            : " %s waited for a second person for longer than a school day."
                .formatted(SmallCounts.of(overdue, "block has", "blocks have"));
    return exceptions + open + lists + unratified;
  }

  private String by(@Nullable String account) {
    return account == null ? "the gateway at its start" : staff.of(account);
  }

  /** Who, each once, the most frequent first: {@code Ada Head, headteacher (2)}. */
  private static String counted(List<String> names) {
    Tally<String> tally = new Tally<>();
    names.forEach(name -> tally.add(name, 1));
    String first =
        tally.mostFirst().stream()
            .limit(NAMES_MAX)
            .map(name -> name + " (" + SmallCounts.plain(tally.of(name)) + ")")
            .collect(Collectors.joining("; "));
    int more = tally.keys().size() - NAMES_MAX;
    return more > 0 ? first + "; and " + SmallCounts.plain(more) + " more" : first;
  }

  private String record() {
    String unread =
        facts.unreadable == 0
            ? ""
            : " %s could not be opened and not counted."
                .formatted(SmallCounts.of(facts.unreadable, "record", "records"));
    boolean gone = setting.deadSince() != null;
    long troubles = facts.troubleCount + (gone ? 1 : 0);
    if (facts.unrecorded() && !gone) {
      return "There is no record of these days.";
    }
    Instant since = begunWithin();
    return (troubles == 0
            ? since != null
                ? "Yes, from where it begins: it has no gaps since "
                    + setting.period().time(since)
                    + "."
                : "Yes: it has no gaps."
            : "No: %s wrong; see \u201cWhat went wrong\u201d."
                .formatted(SmallCounts.of(troubles, "thing went", "things went")))
        + unread;
  }

  private String coverage() {
    int gaps = setting.coverage().gaps().size();
    String unread =
        setting.coverage().contentRead()
            ? ""
            : "Nothing that is written or typed is read: that is switched off. ";
    return gaps == 0
        ? "No gap is known."
        : unread
            + "%s: see \u201cWhat is not covered\u201d."
                .formatted(SmallCounts.of(gaps, "gap", "gaps"));
  }

  private Markup compared() {
    long days = ChronoUnit.DAYS.between(setting.period().first(), setting.period().last()) + 1;
    Table table =
        new Table(
            "Compared with the %s before".formatted(SmallCounts.of(days, "day", "days")),
            List.of(Column.words("What"), Column.numbers("Now"), Column.numbers("Before")));
    happened(table, "Requests blocked", facts.blocks.total(), before.blocks.total());
    happened(table, "Violations recorded", facts.violations.total(), before.violations.total());
    happened(
        table,
        "Urgent or critical violations",
        facts.urgentByCategory.total(),
        before.urgentByCategory.total());
    decided(
        table,
        "Exceptions approved",
        facts.kinds.of(RecordKind.OVERRIDE_APPROVED),
        before.kinds.of(RecordKind.OVERRIDE_APPROVED));
    decided(table, "Changes to policy and lists", facts.changeCount, before.changeCount);
    return before.records == 0 ? Markup.EMPTY : table.orElse("");
  }

  private static void happened(Table table, String what, long now, long then) {
    table.row(what, List.of(Table.count(now), Table.count(then)));
  }

  private static void decided(Table table, String what, long now, long then) {
    table.row(what, List.of(Table.number(now), Table.number(then)));
  }
}
