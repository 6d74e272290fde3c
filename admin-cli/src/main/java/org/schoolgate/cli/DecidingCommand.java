package org.schoolgate.cli;

import java.util.List;
import org.schoolgate.console.people.Person;
import picocli.CommandLine.Option;

/**
 * A command by which a second person decides about what another one did: whoever decides proves who
 * they are with their own password, every time, so that an unlocked shell decides nothing (S33,
 * S34).
 */
abstract class DecidingCommand implements DeskCommand {

  @Option(
      names = "--by",
      required = true,
      paramLabel = "ACCOUNT",
      description = "Who decides, with their own password: never the one who began it.")
  String by = "";

  @Option(
      names = "--password-stdin",
      description = "Read the password from standard input instead of the terminal.")
  boolean passwordStdin;

  @Override
  public final List<String> passwordPrompts() {
    return List.of("Password of " + by);
  }

  @Override
  public final boolean passwordsOnStandardInput() {
    return passwordStdin;
  }

  /**
   * Who decides.
   *
   * @throws CommandFailure if the password is not that account's
   */
  final Person decider(Desk desk) {
    return OptionsOfActing.authenticated(desk, by);
  }
}
