package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.schoolgate.console.lists.OwnEntry;
import org.schoolgate.console.people.Power;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What waits for a second person. */
@Command(
    name = "pending",
    mixinStandardHelpOptions = true,
    description = {
      "Print what was added to the school's own lists and waits for a second person, the most"
          + " urgent first.",
      "It is in force meanwhile, and stays so when it is overdue: `lists ratify` says yes to it,"
          + " `lists remove` says no."
    })
final class ListsPending implements DeskCommand {

  @Option(names = "--json", description = "Print one JSON object an entry.")
  boolean json;

  @Override
  public int run(Desk desk) throws IOException {
    Caller caller = desk.caller();
    if (!caller.may(Power.RATIFY_LISTS) && !caller.may(Power.MANAGE_LISTS)) {
      caller.require(Power.READ_LEDGER);
    }
    List<OwnEntry> waiting = desk.office().ownListsForReading().waiting();
    Instant now = desk.office().clock().instant();
    if (json) {
      waiting.forEach(entry -> desk.out().println(Json.line(toJson(entry, now))));
    } else if (waiting.isEmpty()) {
      desk.out().println("nothing waits for a second person");
    } else {
      print(desk, waiting, now);
    }
    return ExitStatus.DONE;
  }

  private static void print(Desk desk, List<OwnEntry> waiting, Instant now) {
    AuditTimes times = new AuditTimes(desk.office());
    Table table =
        new Table("ENTRY", "CATEGORY", "RATIFY BY", "ENDS", "ADDED BY", "ADDED", "REASON");
    for (OwnEntry entry : waiting) {
      Instant until = entry.until();
      table.row(
          entry.entry(),
          entry.category(),
          (ListRatification.endsFirst(until, entry.ratifyBy())
                  ? "-"
                  : times.text(Objects.requireNonNull(entry.ratifyBy())))
              + (entry.isOverdueAt(now) ? " OVERDUE" : ""),
          until == null ? "-" : times.text(until),
          entry.addedBy(),
          times.text(entry.addedAt()),
          entry.reason() == null ? "-" : entry.reason());
    }
    table.print(desk.out());
  }

  private static ObjectNode toJson(OwnEntry entry, Instant now) {
    return Json.object()
        .put("entry", entry.entry())
        .put("category", entry.category())
        .put("addedBy", entry.addedBy())
        .put("addedAt", entry.addedAt().toString())
        .put("reason", entry.reason())
        .put("until", Json.text(entry.until()))
        .put("ratifyBy", Json.text(entry.ratifyBy()))
        .put("overdue", entry.isOverdueAt(now));
  }
}
