package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AccessEvent;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.Reference;
import org.schoolgate.console.people.Power;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One record, with its content for those who may read captures; their reading is recorded. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Print one record of the ledger.",
      "Its content (what was typed, searched for or found) is shown to the headteacher and the"
          + " safeguarding and e-safety leads alone, and that they opened it is recorded first."
    })
final class AuditShow extends ActingCommand {

  private static final int WHY_CHARS_MAX = 500;

  @Parameters(
      paramLabel = "REFERENCE",
      description = "As the block page and `audit tail` print it, such as SG-00A7-Q.")
  String reference = "";

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "Why it is opened; kept with the record of the opening.")
  @Nullable String why;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public int run(Desk desk) throws IOException {
    Reference wanted = wanted();
    String reason = why;
    if (reason != null && reason.length() > WHY_CHARS_MAX) {
      throw new CommandFailure(
          ExitStatus.USAGE, "--why takes at most " + WHY_CHARS_MAX + " characters");
    }
    Caller reader = acting.caller(desk);
    AuditReading reading = new AuditReading(desk, "audit show", reader);
    reading.require(Power.READ_LEDGER, wanted);
    AuditView view = new AuditView(reader);
    LedgerRecord record =
        desk.office()
            .reader(AuditStore.LEDGER)
            .get(wanted)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitStatus.NO, "the ledger has no record " + wanted + " yet"));
    if (view.isAboutReader(record)) {
      reading.recordRefusal(wanted);
      throw new CommandFailure(
          ExitStatus.NO,
          "record " + wanted + " is about you; somebody else who may read it has to review it");
    }
    if (!AuditView.hasContent(record)) {
      reading.recordListing(AuditView.subject(record), 1);
      print(desk, view.outline(record));
    } else if (view.mayOpen(record)) {
      AuditAppend.await(
          AuditAppend.gate(desk)
              .append(new AccessEvent.CaptureOpened(wanted, reader.account(), reason)));
      print(desk, AuditView.whole(record));
    } else {
      reading.recordRefusal(wanted);
      print(desk, view.outline(record));
      desk.err()
          .println(
              "schoolgate: what was typed or found, and the full address, are withheld; the"
                  + " headteacher and the safeguarding and e-safety leads may read them"
                  + (acting.by == null ? " (--by ACCOUNT)" : ""));
    }
    return ExitStatus.DONE;
  }

  private Reference wanted() {
    return Reference.parse(reference)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.USAGE,
                    "'"
                        + reference
                        + "' is no reference, or a sign in it is wrong; it looks like SG-00A7-Q"));
  }

  private void print(Desk desk, ObjectNode shown) {
    if (json) {
      desk.out().println(Json.line(shown));
    } else {
      new AuditSheet(desk.out(), new AuditTimes(desk.office())).print(shown);
    }
  }
}
