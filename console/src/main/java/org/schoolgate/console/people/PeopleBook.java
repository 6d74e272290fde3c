package org.schoolgate.console.people;

import java.util.Optional;

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
   * Who it is, if the password is that account's. Costs the same for an account that does not exist
   * or has no password, about a quarter of a second. {@link LogOns} asks, which counts the wrong
   * ones; nobody else does.
   *
   * @param password wiped before this returns
   */
  Optional<Person> authenticate(String account, char[] password) {
    Optional<Person> known = people.find(account);
    String hash = known.map(Person::passwordHash).orElse(null);
    return passwords.matches(password, hash) ? known : Optional.empty();
  }
}
