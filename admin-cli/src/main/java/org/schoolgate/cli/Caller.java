package org.schoolgate.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Power;
import org.schoolgate.console.people.Powers;

/**
 * Who gave a command: the local user, and the account that {@code people.yaml} maps it to. Somebody
 * without an account who runs the appliance (root, or whoever owns its folders) has a technician's
 * powers and no more: no captures, no approvals (S51, S72).
 *
 * @param unixUser as the operating system says
 * @param person the account; null if none is mapped
 */
record Caller(String unixUser, @Nullable Person person) {

  /** The name under which the ledger keeps what this caller does. */
  String account() {
    Person known = person;
    return known == null ? local(unixUser) : known.account();
  }

  /** How the ledger names a local user without an account. */
  static String local(String unixUser) {
    return "local:" + unixUser;
  }

  /** Whether this caller may do that. */
  boolean may(Power power) {
    Person known = person;
    return known == null ? isTechnical(power) : Powers.may(known, power);
  }

  /**
   * Refuses what this caller may not do.
   *
   * @throws CommandFailure saying who may
   */
  void require(Power power) {
    Person known = person;
    if (known != null) {
      Powers.require(known, power);
    } else if (!isTechnical(power)) {
      throw new CommandFailure(
          ExitStatus.NO,
          "the local user "
              + unixUser
              + " has no account here and may not "
              + power.title()
              + "; map it to one with unix-user in people.yaml");
    }
  }

  Optional<Person> mapped() {
    return Optional.ofNullable(person);
  }

  private static boolean isTechnical(Power power) {
    return switch (power) {
      case MANAGE_LISTS, MANAGE_PEOPLE, READ_LEDGER, READ_REPORTS -> true;
      case REQUEST_OVERRIDE, APPROVE_OVERRIDE, RATIFY_LISTS, MANAGE_AUTHORITY, READ_CAPTURES ->
          false;
    };
  }
}
