package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Checkpoint;
import org.schoolgate.audit.LedgerVerifier;
import org.schoolgate.audit.VerificationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether the logs are as they were written. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Re-read every byte of the logs and name whatever is not as it was written.",
      "It needs no passwords and no keys of the vault, so an auditor can do it on a copy.",
      "Exit status 0: all as written; 1: faults were found."
    })
final class AuditVerify implements DeskCommand {

  private static final long KEY_BYTES_MAX = 16 * 1024;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description =
          "A log's folder, or an audit folder with all its logs (default: audit/ in the data"
              + " folder).")
  @Nullable Path folder;

  @Option(
      names = "--key",
      paramLabel = "PUB",
      description =
          "The public key to trust, or a file that holds it, kept outside the appliance: the"
              + " governors' report prints it.")
  @Nullable String key;

  @Option(
      names = "--expect",
      paramLabel = "ORIGIN:SIZE:ROOT",
      description =
          "What a log was before, as the governors' report and `status` print it: its first SIZE"
              + " records must have that root hash, so an older copy or another history is found."
              + " May be given several times.")
  List<String> known = List.of();

  @Option(names = "--json", description = "Print one JSON object a log.")
  boolean json;

  /** Files are read as they stand, by whoever asks: a gateway would be judge in its own case. */
  @Override
  public boolean runsHere() {
    return true;
  }

  @Override
  public int run(Desk desk) throws IOException {
    Path named = folder;
    Path audited = named == null ? desk.office().folders().audit() : named;
    Access.requireReadable(audited);
    VerificationReport report = report(audited, trusted(), expected());
    if (json) {
      report.logs().forEach(log -> desk.out().println(Json.line(toJson(log))));
    } else {
      print(desk, report);
    }
    return report.ok() ? ExitStatus.DONE : ExitStatus.NO;
  }

  private static VerificationReport report(
      Path audited, @Nullable PublicKey trusted, List<Checkpoint> expected) throws IOException {
    try {
      return LedgerVerifier.verify(audited, trusted, expected);
    } catch (NoSuchFileException nothingThere) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "there is no log in " + audited + "; name the folder that holds the logs",
          nothingThere);
    }
  }

  private List<Checkpoint> expected() {
    List<Checkpoint> expected = new ArrayList<>();
    for (String text : known) {
      expected.add(
          Checkpoint.parse(text)
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          ExitStatus.USAGE,
                          "'"
                              + text
                              + "' is no checkpoint; write it as the governors' report prints it,"
                              + " ORIGIN:SIZE:ROOT")));
    }
    return expected;
  }

  private @Nullable PublicKey trusted() throws IOException {
    String given = key;
    if (given == null) {
      return null;
    }
    try {
      Path file = fileOf(given);
      return LedgerVerifier.readKey((file == null ? given : Files.readString(file)).strip());
    } catch (IllegalArgumentException noKey) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "--key takes a public key as the governors' report prints it, or a file that holds it: "
              + noKey.getMessage(),
          noKey);
    }
  }

  private static @Nullable Path fileOf(String given) throws IOException {
    try {
      Path file = Path.of(given);
      return Files.isRegularFile(file) && Files.size(file) <= KEY_BYTES_MAX ? file : null;
    } catch (InvalidPathException notAFile) {
      return null;
    }
  }

  /** An older copy is as whole as the log itself: only what was written down elsewhere tells. */
  private String verified() {
    return known.isEmpty()
        ? "verified: nothing was changed, taken out or put in after it was written. Whether these are"
            + " the newest logs is not checked without --expect."
        : "verified: nothing was changed, taken out or put in after it was written, and the logs"
            + " begin with what was expected";
  }

  private void print(Desk desk, VerificationReport report) {
    Table table = new Table("LOG", "RECORDS", "SIGNED", "FAULTS", "ROOT");
    for (VerificationReport.LogReport log : report.logs()) {
      table.row(
          log.folder().getFileName(),
          log.records(),
          log.checkpointSize() < 0 ? "none" : log.checkpointSize(),
          log.faultCount(),
          log.rootBase64().isEmpty() ? "-" : log.rootBase64());
    }
    table.print(desk.out());
    for (VerificationReport.LogReport log : report.logs()) {
      String name = String.valueOf(log.folder().getFileName());
      log.warnings().forEach(warning -> desk.err().println("warning: " + name + ": " + warning));
      log.faults().forEach(fault -> desk.out().println("fault: " + name + ": " + fault));
      if (log.faultCount() > log.faults().size()) {
        desk.out()
            .println("and " + (log.faultCount() - log.faults().size()) + " more faults in " + name);
      }
    }
    desk.out()
        .println(
            report.ok()
                ? verified()
                : "NOT verified: something was damaged or changed after it was written. Leave the"
                    + " folder as it is, copy it, and show the copy to the headteacher and to"
                    + " whoever audits the school.");
  }

  private static ObjectNode toJson(VerificationReport.LogReport log) {
    ObjectNode object =
        Json.object()
            .put("log", String.valueOf(log.folder().getFileName()))
            .put("origin", log.origin())
            .put("records", log.records())
            .put("checkpointSize", log.checkpointSize())
            .put("root", log.rootBase64())
            .put("faultCount", log.faultCount());
    ArrayNode faults = object.putArray("faults");
    log.faults().forEach(fault -> faults.add(fault.toString()));
    ArrayNode warnings = object.putArray("warnings");
    log.warnings().forEach(warnings::add);
    return object;
  }
}
