package org.schoolgate.console.people;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.schoolgate.console.RefusedException;
import org.schoolgate.policy.Unseen;

/**
 * Somebody with an account: what they are called, what they are in the school, and how they prove
 * who they are. Checked when it is made, so that every place that reads or writes accounts refuses
 * the same things.
 *
 * @param account the account id, lower case, as the ledger names this person
 * @param displayName what people call them
 * @param roles what they are in the school, in the order of {@link Role}
 * @param groups ids of the policy groups they browse in, sorted
 * @param passwordHash bcrypt in modular crypt format; null while no password was set
 * @param unixUser the local user who is this person on the control socket; null if none is
 */
public record Person(
    String account,
    String displayName,
    Set<Role> roles,
    List<String> groups,
    @Nullable String passwordHash,
    @Nullable String unixUser) {

  /** The most characters of an account id. */
  public static final int ACCOUNT_CHARS_MAX = 64;

  /** The most characters of a display name. */
  public static final int DISPLAY_NAME_CHARS_MAX = 100;

  /** The most groups one person belongs to directly. */
  public static final int GROUPS_MAX = 16;

  private static final int GROUP_CHARS_MAX = 64;
  private static final String ACCOUNT_SHAPE = "[a-z0-9][a-z0-9._@-]*";
  private static final String GROUP_SHAPE = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final String UNIX_USER_SHAPE = "[a-z_][a-z0-9_-]{0,31}";

  /**
   * Copies and checks.
   *
   * @throws RefusedException ({@code INVALID}) naming what is wrong; it never repeats the hash
   */
  public Person {
    if (!account.matches(ACCOUNT_SHAPE) || account.length() > ACCOUNT_CHARS_MAX) {
      throw invalid(
          "an account id is 1 to %d of a-z, 0-9, '.', '_', '@' and '-', not beginning with a sign"
              .formatted(ACCOUNT_CHARS_MAX));
    }
    displayName = displayName.strip();
    if (displayName.isEmpty()
        || displayName.length() > DISPLAY_NAME_CHARS_MAX
        || Unseen.isIn(displayName)) {
      throw invalid(
          "the name of '%s' must be 1 to %d characters without line breaks"
              .formatted(account, DISPLAY_NAME_CHARS_MAX));
    }
    roles = orderedRoles(account, roles);
    groups = sortedGroups(account, groups);
    if (passwordHash != null && !Passwords.isHash(passwordHash)) {
      throw invalid(
          "the password of '%s' must be a bcrypt hash of cost %d to %d; 'people passwd' makes one"
              .formatted(account, Passwords.COST_MIN, Passwords.COST_MAX));
    }
    if (unixUser != null && !unixUser.matches(UNIX_USER_SHAPE)) {
      throw invalid("the unix user of '%s' is not a user name".formatted(account));
    }
  }

  /** Whether this person has the role. */
  public boolean is(Role role) {
    return roles.contains(role);
  }

  /** Whether a password was ever set. */
  public boolean hasPassword() {
    return passwordHash != null;
  }

  /**
   * Whether this person can prove who they are to the command: by a password or as a local user.
   */
  public boolean canLogOn() {
    return hasPassword() || unixUser != null;
  }

  /** The same person with another password. */
  Person withPasswordHash(String hash) {
    return new Person(account, displayName, roles, groups, hash, unixUser);
  }

  /** Says whether there is a password, never its hash: this may end in a log. */
  @Override
  public String toString() {
    return "Person[account=%s, roles=%s, groups=%s, password=%s]"
        .formatted(account, roles, groups, passwordHash == null ? "none" : "set");
  }

  private static Set<Role> orderedRoles(String account, Set<Role> roles) {
    if (roles.isEmpty()) {
      throw invalid("'%s' needs at least one role".formatted(account));
    }
    if (roles.contains(Role.PUPIL) && roles.size() > 1) {
      throw invalid("'%s' cannot be a pupil and something else as well".formatted(account));
    }
    return Collections.unmodifiableSet(EnumSet.copyOf(roles));
  }

  private static List<String> sortedGroups(String account, List<String> groups) {
    for (String group : groups) {
      if (!group.matches(GROUP_SHAPE) || group.length() > GROUP_CHARS_MAX) {
        throw invalid(
            "the groups of '%s' must be lower-case words joined by hyphens, such as year-5"
                .formatted(account));
      }
    }
    List<String> sorted = List.copyOf(new TreeSet<>(groups));
    if (sorted.isEmpty() || sorted.size() > GROUPS_MAX) {
      throw invalid("'%s' must belong to 1 to %d groups".formatted(account, GROUPS_MAX));
    }
    return sorted;
  }

  private static RefusedException invalid(String message) {
    return new RefusedException(RefusedException.Kind.INVALID, message);
  }
}
