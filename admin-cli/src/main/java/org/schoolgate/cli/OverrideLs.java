package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.console.override.OverrideEntry;
import org.schoolgate.console.override.OverrideHistory;
import org.schoolgate.console.override.OverrideState;
import org.schoolgate.console.people.Power;
import org.schoolgate.policy.Category;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The overrides. */
@Command(
    name = "ls",
    mixinStandardHelpOptions = true,
    description = "Print the overrides that are asked for or hold, the latest first.")
final class OverrideLs implements DeskCommand {

  /** A record of this very moment is before it. */
  private static final Duration MOMENT = Duration.ofMillis(1);

  @Option(names = "--all", description = "Also those that were refused, were ended, or are over.")
  boolean all;

  @Option(names = "--json", description = "Print one JSON object an override.")
  boolean json;

  @Override
  public int run(Desk desk) throws IOException {
    Caller caller = desk.caller();
    if (!caller.may(Power.REQUEST_OVERRIDE) && !caller.may(Power.APPROVE_OVERRIDE)) {
      caller.require(Power.READ_LEDGER);
    }
    List<OverrideEntry> entries =
        entries(desk).stream()
            .filter(
                entry ->
                    all
                        || entry.state() == OverrideState.REQUESTED
                        || entry.state() == OverrideState.ACTIVE)
            .toList();
    if (json) {
      entries.forEach(entry -> desk.out().println(Json.line(toJson(entry))));
    } else if (entries.isEmpty()) {
      desk.out().println(all ? "no overrides" : "no override is asked for or holds");
    } else {
      print(desk, entries);
    }
    return ExitStatus.DONE;
  }

  /** A gateway's book; without a gateway, the ledger read without taking it. */
  private static List<OverrideEntry> entries(Desk desk) throws IOException {
    Office office = desk.office();
    if (desk.gateway().isPresent()) {
      return office.overrides().list();
    }
    if (!office.hasLedger()) {
      return List.of();
    }
    return OverrideHistory.before(
        office.clock().instant().plus(MOMENT),
        office.reader(AuditStore.LEDGER),
        office.config().categories());
  }

  private static void print(Desk desk, List<OverrideEntry> entries) {
    AuditTimes times = new AuditTimes(desk.office());
    Table table =
        new Table("ID", "STATE", "OPENS", "FOR", "UNTIL", "ASKED BY", "DECIDED BY", "REASON");
    for (OverrideEntry entry : entries) {
      table.row(
          entry.id(),
          entry.state().id(),
          entry.opens(),
          entry.group(),
          times.text(entry.until()),
          entry.requestedBy(),
          entry.decidedBy() == null ? "-" : entry.decidedBy(),
          entry.reason());
    }
    table.print(desk.out());
  }

  private static ObjectNode toJson(OverrideEntry entry) {
    Category category = entry.category();
    return Json.object()
        .put("id", entry.id())
        .put("state", entry.state().id())
        .put("group", entry.group())
        .put("site", entry.domain())
        .put("category", category == null ? null : category.id())
        .put("reason", entry.reason())
        .put("requestedBy", entry.requestedBy())
        .put("requestedAt", entry.requestedAt().toString())
        .put("until", entry.until().toString())
        .put("decidedBy", entry.decidedBy())
        .put("decidedAt", Json.text(entry.decidedAt()))
        .put("note", entry.note())
        .put("revokedBy", entry.revokedBy())
        .put("revokedWhy", entry.revokedWhy());
  }
}
