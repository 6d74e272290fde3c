package org.schoolgate.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.people.PeopleBook;
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
    PeopleBook book = desk.office().people();
    Optional<Person> known = book.authenticate(account, desk.secret(0).clone());
    if (known.isPresent()) {
      return known.get();
    }
    String meant = book.people().find(account).map(Person::account).orElse(null);
    AuditAppend.await(
        AuditAppend.gate(desk)
            .append(new LedgerEvent.LogOnFailed(meant, desk.caller().unixUser())));
    throw new CommandFailure(ExitStatus.NO, "the account or its password is wrong; try again");
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
