package org.schoolgate.cli;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.schoolgate.console.override.OverrideBook;
import org.schoolgate.console.override.OverrideEntry;
import org.schoolgate.console.override.OverrideRequest;
import org.schoolgate.console.people.Person;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What approving and refusing have in common: whoever decides proves who they are with their own
 * password, every time, so that an unlocked shell decides nothing (S33, S34).
 */
abstract class OverrideDeciding implements DeskCommand {

  @Parameters(paramLabel = "ID", description = "As `override ls` prints it, such as ovr-7k2m9q.")
  String id = "";

  @Option(
      names = "--by",
      required = true,
      paramLabel = "ACCOUNT",
      description = "Who decides: the headteacher or an approver, not the one who asked.")
  String by = "";

  @Option(names = "--why", required = true, paramLabel = "TEXT", description = ReasonOption.RULE)
  String why = "";

  @Option(
      names = "--password-stdin",
      description = "Read the password from standard input instead of the terminal.")
  boolean passwordStdin;

  @Override
  public List<String> passwordPrompts() {
    return List.of("Password of " + by);
  }

  @Override
  public boolean passwordsOnStandardInput() {
    return passwordStdin;
  }

  abstract CompletionStage<OverrideEntry> decide(OverrideBook book, Person person);

  abstract String told(OverrideEntry entry, AuditTimes times);

  @Override
  public void check() {
    OverrideRequest.oneLine(why);
  }

  @Override
  public int run(Desk desk) {
    Person person = OptionsOfActing.authenticated(desk, by);
    OverrideEntry entry = AuditAppend.await(decide(desk.office().overrides(), person));
    desk.out().println(told(entry, new AuditTimes(desk.office())));
    return ExitStatus.DONE;
  }
}
