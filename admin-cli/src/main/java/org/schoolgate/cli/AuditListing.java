package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.console.people.Power;
import picocli.CommandLine.Option;

/**
 * What {@code audit tail} and {@code audit search} have in common: they print outlines of records,
 * the newest last. Content is opened one record at a time, by {@code audit show}.
 */
abstract class AuditListing extends ActingCommand {

  /** The most records of one listing. */
  static final int RECORDS_MAX = 10_000;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many records, the newest of them (default: ${DEFAULT-VALUE}).")
  int recordsMax;

  @Option(names = "--traffic", description = "From the log of ordinary flows, not the ledger.")
  boolean traffic;

  @Option(names = "--json", description = "Print one JSON object a record.")
  boolean json;

  /** The command's own word. */
  abstract String name();

  /** Which records; asked once who reads is known to be allowed. */
  abstract LedgerQuery query(Desk desk);

  @Override
  public int run(Desk desk) throws IOException {
    if (recordsMax < 1 || recordsMax > RECORDS_MAX) {
      throw new CommandFailure(
          ExitStatus.USAGE, "-n takes 1 to " + RECORDS_MAX + ", not " + recordsMax);
    }
    Caller reader = acting.caller(desk);
    AuditReading reading = new AuditReading(desk, "audit " + name(), reader);
    reading.require(Power.READ_LEDGER, null);
    AuditView view = new AuditView(reader);
    List<LedgerRecord> records = new ArrayList<>();
    int[] leftOut = {0};
    LedgerQuery query = query(desk);
    desk.office()
        .reader(traffic ? AuditStore.TRAFFIC : AuditStore.LEDGER)
        .backward(
            query,
            record -> {
              if (view.isAboutReader(record)) {
                leftOut[0]++;
              } else {
                records.add(record);
              }
              return records.size() < recordsMax;
            });
    Collections.reverse(records);
    reading.recordListing(query.subject(), records.size());
    print(desk, view, records);
    if (leftOut[0] > 0) {
      desk.err().println("left out because they are about you: " + leftOut[0]);
    }
    return records.isEmpty() && leftOut[0] == 0 ? statusOfNone() : ExitStatus.DONE;
  }

  /** The exit status where there is no such record. */
  int statusOfNone() {
    return ExitStatus.DONE;
  }

  private void print(Desk desk, AuditView view, List<LedgerRecord> records) {
    Table table = AuditLine.table();
    AuditTimes times = new AuditTimes(desk.office());
    for (LedgerRecord record : records) {
      ObjectNode outline = view.outline(record);
      if (json) {
        desk.out().println(Json.line(outline));
      } else {
        AuditLine.add(table, record, outline, times);
      }
    }
    if (!json && !table.isEmpty()) {
      table.print(desk.out());
    } else if (!json) {
      desk.out().println("no records");
    }
  }
}
