package org.schoolgate.cli;

import java.util.concurrent.CompletionStage;
import org.schoolgate.console.override.OverrideBook;
import org.schoolgate.console.override.OverrideEntry;
import org.schoolgate.console.override.OverrideRequest;
import org.schoolgate.console.people.Person;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What approving and refusing an override have in common. */
abstract class OverrideDeciding extends DecidingCommand {

  @Parameters(paramLabel = "ID", description = "As `override ls` prints it, such as ovr-7k2m9q.")
  String id = "";

  @Option(names = "--why", required = true, paramLabel = "TEXT", description = ReasonOption.RULE)
  String why = "";

  abstract CompletionStage<OverrideEntry> decide(OverrideBook book, Person person);

  abstract String told(OverrideEntry entry, AuditTimes times);

  @Override
  public void check() {
    OverrideRequest.oneLine(why);
  }

  @Override
  public int run(Desk desk) {
    Person person = decider(desk);
    OverrideEntry entry = AuditAppend.await(decide(desk.office().overrides(), person));
    desk.out().println(told(entry, new AuditTimes(desk.office())));
    return ExitStatus.DONE;
  }
}
