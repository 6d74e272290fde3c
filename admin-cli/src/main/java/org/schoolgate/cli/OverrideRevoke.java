package org.schoolgate.cli;

import org.schoolgate.console.override.OverrideEntry;
import org.schoolgate.console.override.OverrideRequest;
import org.schoolgate.console.people.Person;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends an override before its time. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = {
      "End an override, or take a request back, before its time is over.",
      "Who asked for it may, and the headteacher and approvers."
    })
final class OverrideRevoke extends ActingCommand {

  @Parameters(paramLabel = "ID", description = "As `override ls` prints it, such as ovr-7k2m9q.")
  String id = "";

  @Option(names = "--why", required = true, paramLabel = "TEXT", description = ReasonOption.RULE)
  String why = "";

  @Override
  public void check() {
    OverrideRequest.oneLine(why);
  }

  @Override
  public int run(Desk desk) {
    Person by = acting.person(desk);
    OverrideEntry entry = AuditAppend.await(desk.office().overrides().revoke(id, by, why));
    desk.out()
        .println(
            entry.id() + " is ended: " + entry.opens() + " is no longer open for " + entry.group());
    return ExitStatus.DONE;
  }
}
