package org.schoolgate.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.schoolgate.console.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sets a password. */
@Command(
    name = "passwd",
    mixinStandardHelpOptions = true,
    description = {
      "Set the password of an account: one's own, or one that one may manage.",
      "It is asked for twice on a terminal; with --password-stdin it is read once, after the"
          + " password of --by if that is given."
    })
final class PeoplePasswd extends ActingCommand {

  @Parameters(paramLabel = "ACCOUNT", description = "Whose.")
  String account = "";

  @Override
  public List<String> passwordPrompts() {
    List<String> prompts = new ArrayList<>(acting.prompts());
    prompts.add("New password of " + account);
    if (!acting.passwordStdin) {
      prompts.add("Once more");
    }
    return prompts;
  }

  @Override
  public int run(Desk desk) throws IOException {
    int first = acting.prompts().size();
    Caller caller = acting.caller(desk);
    char[] password = desk.secret(first);
    if (!acting.passwordStdin && !Arrays.equals(password, desk.secret(first + 1))) {
      throw new CommandFailure(
          ExitStatus.USAGE, "the two passwords differ, so nothing was changed; try again");
    }
    try {
      desk.office().peopleChanges().setPassword(caller.account(), account, password);
    } catch (RefusedException refused) {
      throw acting.refusalWithRemedy(caller, refused);
    }
    desk.out().println("the password of " + account + " is set");
    return ExitStatus.DONE;
  }
}
