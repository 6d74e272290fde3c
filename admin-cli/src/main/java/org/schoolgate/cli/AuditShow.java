package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AccessEvent;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.Reference;
import org.schoolgate.console.override.OverrideRequest;
import org.schoolgate.console.people.Power;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One record, with its content for those who may read captures; their reading is recorded. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Print one record of the ledger, or of the traffic log (ST-...).",
      "Its content (what was typed, searched for or found) is shown to the headteacher and the"
          + " safeguarding and e-safety leads alone, and that they opened it is recorded first."
    })
final class AuditShow extends ActingCommand {

  /** One whose check symbol is right. */
  private static final String EXAMPLE = "SG-00A7-6";

  @Parameters(
      paramLabel = "REFERENCE",
      description = "As the block page and `audit tail` print it, such as " + EXAMPLE + ".")
  String reference = "";

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description =
          "Why content is opened, in 5 to 500 characters; kept with the record of the opening."
              + " Content is not shown without it.")
  @Nullable String why;

  @Option(
      names = "--all",
      description = "All that was found in each piece of text, not the weightiest five.")
  boolean all;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public int run(Desk desk) throws IOException {
    Reference wanted = wanted();
    Caller reader = acting.caller(desk);
    AuditReading reading = new AuditReading(desk, "audit show", reader);
    reading.require(Power.READ_LEDGER, wanted);
    AuditView view = new AuditView(reader);
    LedgerRecord record =
        desk.office()
            .reader(wanted.log())
            .get(wanted)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitStatus.NO,
                        (wanted.isTraffic() ? "the traffic log" : "the ledger")
                            + " has no record "
                            + wanted
                            + " yet"));
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
      String given = why;
      if (given == null) {
        throw new CommandFailure(
            ExitStatus.USAGE,
            "what was typed or found is in "
                + wanted
                + "; say why you open it, with --why TEXT: it is kept with who opened it");
      }
      String reason = OverrideRequest.oneLine(given);
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

  @Override
  public void check() {
    Reference unused = wanted();
    if (why != null) {
      OverrideRequest.oneLine(why);
    }
  }

  private Reference wanted() {
    return Reference.parse(reference)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.USAGE,
                    "'"
                        + reference
                        + "' is no reference, or one of its letters or digits is wrong; one looks"
                        + " like "
                        + EXAMPLE));
  }

  private void print(Desk desk, ObjectNode shown) {
    if (json) {
      desk.out().println(Json.line(shown));
    } else {
      new AuditSheet(desk.out(), new AuditTimes(desk.office()), all)
          .print(MarkedCapture.mark(shown, desk.office().config().categories()));
    }
  }
}
