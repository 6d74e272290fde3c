package org.schoolgate.cli;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.people.LogOn;
import org.schoolgate.console.people.LogOnSource;
import org.schoolgate.console.people.Person;
import picocli.CommandLine.Option;

/**
 * Who acts, where the local user does not say it: several people share the shell of an appliance,
 * and each of them has an account and a password of their own.
 */
final class OptionsOfActing {

  @Option(
      names = "--by",
      paramLabel = "ACCOUNT",
      description =
          "Act as this account; its own password is asked for (default: the account that"
              + " people.yaml maps the local user to).")
  @Nullable String by;

  @Option(
      names = "--password-stdin",
      description = "Read passwords from standard input, one a line, instead of the terminal.")
  boolean passwordStdin;

  /** What to ask for before the command runs; the password of {@code --by} is always the first. */
  List<String> prompts() {
    String account = by;
    return account == null ? List.of() : List.of("Password of " + account);
  }

  /**
   * Who gives the command.
   *
   * @throws CommandFailure if the password is not that account's
   */
  Caller caller(Desk desk) {
    String account = by;
    if (account == null) {
      return desk.caller();
    }
    return new Caller(desk.caller().unixUser(), authenticated(desk, account));
  }

  /**
   * Whose account it is, if the first password is its own; that it is not is recorded before it is
   * said.
   *
   * @throws CommandFailure if it is not; it does not say which of the two is wrong, because
   *     accounts are not to be guessed one by one
   */
  static Person authenticated(Desk desk, String account) {
    LogOn answer = lookAt(desk, account);
    if (answer instanceof LogOn.Known known) {
      return known.person();
    }
    throw new CommandFailure(
        ExitStatus.NO,
        answer instanceof LogOn.Slowed slowed
            ? slowed.sentence()
            : "the account or its password is wrong; try again");
  }

  private static LogOn lookAt(Desk desk, String account) {
    LogOnSource source = LogOnSource.local(desk.caller().unixUser());
    try {
      return desk.office().logOns().check(source, account, desk.secret(0).clone());
    } catch (IOException unrecorded) {
      throw new CommandFailure(ExitStatus.NO, String.valueOf(unrecorded.getMessage()), unrecorded);
    }
  }

  /** Says to somebody who is refused as nobody how to act as somebody. */
  RuntimeException refusalWithRemedy(Caller caller, RefusedException refused) {
    boolean nobody = by == null && caller.mapped().isEmpty();
    return nobody && refused.kind() == RefusedException.Kind.NOT_PERMITTED
        ? new CommandFailure(
            ExitStatus.NO, refused.getMessage() + "; name yours with --by ACCOUNT", refused)
        : refused;
  }

  /**
   * The person who gives the command, where it takes one with an account.
   *
   * @throws CommandFailure if the local user has none, or the password is wrong
   */
  Person person(Desk desk) {
    Caller caller = caller(desk);
    return caller
        .mapped()
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.NO,
                    "the local user "
                        + caller.unixUser()
                        + " has no account here; name yours with --by ACCOUNT, or map the user to"
                        + " it with unix-user in people.yaml"));
  }
}
