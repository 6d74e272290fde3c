package org.schoolgate.console.people;

import org.schoolgate.console.RefusedException;

/**
 * Answers whether a person may do something, by the table in {@link Power} and the rules between
 * two people: nobody approves their own request (S33), nobody reviews a record about themselves
 * (S61).
 */
public final class Powers {

  private Powers() {}

  /** Whether one of this person's roles has the power. */
  public static boolean may(Person person, Power power) {
    return person.roles().stream().anyMatch(power.holders()::contains);
  }

  /**
   * Refuses unless the person may.
   *
   * @throws RefusedException ({@code NOT_PERMITTED}) naming who may
   */
  public static void require(Person person, Power power) {
    if (!may(person, power)) {
      throw notPermitted(
          "'%s' may not %s; that takes %s"
              .formatted(person.account(), power.title(), Power.holderInWords(power)));
    }
  }

  /**
   * Refuses unless the person may decide about what somebody asked for.
   *
   * @throws RefusedException ({@code NOT_PERMITTED})
   */
  public static void requireDeciderOf(String requestedBy, Person decider) {
    require(decider, Power.APPROVE_OVERRIDE);
    if (decider.account().equals(requestedBy)) {
      throw notPermitted(
          "'%s' asked for it, so another %s must decide"
              .formatted(requestedBy, Power.APPROVE_OVERRIDE.holdersInWords()));
    }
  }

  /**
   * Refuses unless the person may ratify what somebody added to the school's own list.
   *
   * @param addedBy an account, or a local user without one as {@code local:name}
   * @throws RefusedException ({@code NOT_PERMITTED})
   */
  public static void requireRatifierOf(String addedBy, Person ratifier) {
    require(ratifier, Power.RATIFY_LISTS);
    if (isSame(addedBy, ratifier)) {
      throw notPermitted(
          "'%s' added it, so another %s must ratify it"
              .formatted(addedBy, Power.RATIFY_LISTS.holdersInWords()));
    }
  }

  /** Whether an account, or a local user as {@code local:name}, is this person. */
  public static boolean isSame(String account, Person person) {
    return account.equals(person.account())
        || (person.unixUser() != null && account.equals("local:" + person.unixUser()));
  }

  /** Whether the person may open the capture of a violation by that account (S46, S51, S61). */
  public static boolean mayReview(Person reviewer, String recordedAccount) {
    return may(reviewer, Power.READ_CAPTURES) && !reviewer.account().equals(recordedAccount);
  }

  /**
   * Refuses unless the person may add or remove that account, or set its password. An account with
   * authority (it may approve or read captures) takes a headteacher; everybody may change their own
   * password, and nobody their own roles.
   *
   * @throws RefusedException ({@code NOT_PERMITTED})
   */
  public static void requireManagerOf(Person account, Person manager) {
    require(manager, Power.MANAGE_PEOPLE);
    if (hasAuthority(account)) {
      require(manager, Power.MANAGE_AUTHORITY);
    }
  }

  /** Whether this person may approve overrides or read captures. */
  public static boolean hasAuthority(Person person) {
    return may(person, Power.APPROVE_OVERRIDE) || may(person, Power.READ_CAPTURES);
  }

  private static RefusedException notPermitted(String message) {
    return new RefusedException(RefusedException.Kind.NOT_PERMITTED, message);
  }
}
