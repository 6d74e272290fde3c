package org.schoolgate.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.audit.Heartbeat;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.classifier.LoadReport;
import org.schoolgate.cli.config.GatewayConfig;
import org.schoolgate.console.people.Power;
import org.schoolgate.console.report.Coverage;
import org.schoolgate.console.report.GovernorsReport;
import org.schoolgate.console.report.ReportPeriod;
import org.schoolgate.console.report.ReportSetting;
import org.schoolgate.policy.Group;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The governors' report, as one HTML page on standard output.
 *
 * <p>There is no option that names a file: a running gateway makes the page, and a file that it
 * wrote would be its own, where it may write, and not the caller's. The shell puts the page where
 * the caller wants it, with the caller's rights.
 */
@Command(
    name = "governors",
    mixinStandardHelpOptions = true,
    description = {
      "Print the governors' report as one HTML page: what was blocked and found, every change to"
          + " filtering with its reason, overrides, and what is not covered. No pupil is named."
    },
    footer = {
      "",
      "Examples:",
      "  schoolgate report governors > governors.html",
      "  schoolgate report governors --from 2026-09-01 --to 2026-12-18 > autumn.html"
    })
final class ReportGovernors implements DeskCommand {

  @Option(
      names = "--from",
      paramLabel = "DATE",
      converter = ReportDate.class,
      description = "The first day (default: the first of the term of the last day).")
  @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      converter = ReportDate.class,
      description = "The last day (default: today).")
  @Nullable LocalDate to;

  @Override
  public int run(Desk desk) throws IOException {
    desk.caller().require(Power.READ_REPORTS);
    Office office = desk.office();
    ReportPeriod period = period(office);
    LedgerReader ledger = office.reader(AuditStore.LEDGER);
    ReportSetting setting = setting(desk, period);
    desk.out().print(GovernorsReport.html(ledger, setting, office.clock()));
    desk.out().flush();
    return ExitStatus.DONE;
  }

  private ReportPeriod period(Office office) {
    ZoneId zone = office.config().gateway().school().zone();
    LocalDate today = LocalDate.ofInstant(office.clock().instant(), zone);
    LocalDate last = to == null ? today : to;
    LocalDate first = from == null ? ReportTerm.firstDay(last) : from;
    if (first.isAfter(today) || last.isAfter(today)) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "a report is about days that have been; the last one is today, " + today);
    }
    try {
      return new ReportPeriod(first, last, zone);
    } catch (IllegalArgumentException impossible) {
      throw new CommandFailure(
          ExitStatus.USAGE, "--from and --to: " + impossible.getMessage(), impossible);
    }
  }

  static ReportSetting setting(Desk desk, ReportPeriod period) throws IOException {
    Office office = desk.office();
    AuditStore audit = office.audit();
    return new ReportSetting(
        office.config().gateway().school().name(),
        period,
        office.people().people(),
        office.config().categories(),
        office.config().policy().groups().all().stream()
            .collect(Collectors.toMap(Group::id, Group::title)),
        coverage(office.lists().current().report(), office.config().gateway().inspection()),
        audit.checkpoints(),
        audit.verifierKey(),
        office.folders().audit().toString(),
        desk.gateway().isPresent() ? null : deadSince(audit));
  }

  /** Where no gateway runs, one that was killed has left its last sign of life. */
  private static @Nullable Instant deadSince(AuditStore audit) throws IOException {
    return audit.heartbeat().lastSign().map(Heartbeat.LastSign::at).orElse(null);
  }

  /** What this version reads at all, and of that what is loaded. */
  private static Coverage coverage(LoadReport lists, GatewayConfig.Inspection inspection) {
    return new Coverage(
        MandatoryLists.wholeUrls(lists),
        MandatoryLists.hasKeywords(lists),
        false,
        inspection.enabled(),
        inspection.enabled() && inspection.https(),
        false);
  }
}
