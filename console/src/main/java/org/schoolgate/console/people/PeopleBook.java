package org.schoolgate.console.people;

import org.jspecify.annotations.Nullable;

/** The people as they are now: readers see one whole {@link People} or the next. Thread-safe. */
public final class PeopleBook {

  private final Passwords passwords;
  private volatile People people;

  /** Starts with these people. */
  public PeopleBook(People people, Passwords passwords) {
    this.people = people;
    this.passwords = passwords;
  }

  /** Everybody, now. */
  public People people() {
    return people;
  }

  /** Puts these people in the place of the former ones, for example after the file was read. */
  public void replace(People next) {
    people = next;
  }

  /**
   * Whether the password is that person's. Costs the same for an account that does not exist or has
   * no password, about a quarter of a second. {@link LogOns} asks, which counts the wrong ones;
   * nobody else does.
   *
   * @param person whose account it is; null if there is none
   * @param password wiped before this returns
   */
  boolean isPasswordOf(@Nullable Person person, char[] password) {
    return passwords.matches(password, person == null ? null : person.passwordHash());
  }
}
