package org.schoolgate.cli;

import java.io.IOException;
import org.schoolgate.console.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes an account away. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Take an account away. What its owner did stays on the ledger.")
final class PeopleRemove extends ActingCommand {

  @Parameters(paramLabel = "ACCOUNT", description = "Whose.")
  String account = "";

  @Override
  public int run(Desk desk) throws IOException {
    Caller caller = acting.caller(desk);
    try {
      desk.office().peopleChanges().remove(caller.account(), account);
    } catch (RefusedException refused) {
      throw acting.refusalWithRemedy(caller, refused);
    }
    desk.out().println("removed " + account);
    return ExitStatus.DONE;
  }
}
