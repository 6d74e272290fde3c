package org.schoolgate.console.people;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.schoolgate.console.RefusedException;

/**
 * Everybody with an account at one moment, sorted by account. Immutable: adding, removing and a new
 * password make another {@code People}.
 */
public final class People {

  /** The most accounts; a large trust's school has a few thousand. */
  public static final int ACCOUNTS_MAX = 20_000;

  /** Nobody. */
  public static final People NOBODY = new People(new TreeMap<>());

  private final Map<String, Person> byAccount;
  private final Map<String, Person> byUnixUser;

  private People(SortedMap<String, Person> byAccount) {
    TreeMap<String, Person> unixUsers = new TreeMap<>();
    for (Person person : byAccount.values()) {
      String unixUser = person.unixUser();
      if (unixUser == null) {
        continue;
      }
      Person other = unixUsers.put(unixUser, person);
      if (other != null) {
        throw new RefusedException(
            RefusedException.Kind.CONFLICT,
            "the unix user '%s' cannot be both '%s' and '%s'"
                .formatted(unixUser, other.account(), person.account()));
      }
    }
    this.byAccount = Collections.unmodifiableMap(byAccount);
    this.byUnixUser = Collections.unmodifiableMap(unixUsers);
  }

  /**
   * These people.
   *
   * @throws RefusedException if an account or a unix user occurs twice, or there are too many
   */
  public static People of(Collection<Person> people) {
    if (people.size() > ACCOUNTS_MAX) {
      throw new RefusedException(
          RefusedException.Kind.INVALID, "there are more than " + ACCOUNTS_MAX + " accounts");
    }
    TreeMap<String, Person> byAccount = new TreeMap<>();
    for (Person person : people) {
      if (byAccount.put(person.account(), person) != null) {
        throw taken(person.account());
      }
    }
    return new People(byAccount);
  }

  /** All of them, by account. */
  public List<Person> all() {
    return List.copyOf(byAccount.values());
  }

  /** The person of that account. */
  public Optional<Person> find(String account) {
    return Optional.ofNullable(byAccount.get(account));
  }

  /** The person that a local user is, on the control socket. */
  public Optional<Person> findByUnixUser(String unixUser) {
    return Optional.ofNullable(byUnixUser.get(unixUser));
  }

  /**
   * The person of that account.
   *
   * @throws RefusedException ({@code UNKNOWN}) if there is none
   */
  public Person require(String account) {
    return find(account)
        .orElseThrow(
            () ->
                new RefusedException(
                    RefusedException.Kind.UNKNOWN,
                    "there is no account '" + account + "'; see 'people ls'"));
  }

  /** Whether anybody is as the condition says. */
  public boolean anyone(Predicate<Person> condition) {
    return byAccount.values().stream().anyMatch(condition);
  }

  /**
   * With one person more.
   *
   * @throws RefusedException if the account or the unix user is taken, or there are too many
   */
  public People with(Person newcomer) {
    if (byAccount.containsKey(newcomer.account())) {
      throw taken(newcomer.account());
    }
    if (byAccount.size() == ACCOUNTS_MAX) {
      throw new RefusedException(
          RefusedException.Kind.INVALID, "there are " + ACCOUNTS_MAX + " accounts already");
    }
    TreeMap<String, Person> more = new TreeMap<>(byAccount);
    more.put(newcomer.account(), newcomer);
    return new People(more);
  }

  /**
   * Without that person.
   *
   * @throws RefusedException ({@code UNKNOWN}) if there is none
   */
  public People without(String account) {
    require(account);
    TreeMap<String, Person> fewer = new TreeMap<>(byAccount);
    fewer.remove(account);
    return new People(fewer);
  }

  /**
   * With another password for that person.
   *
   * @param hash as {@link Passwords#hash} made it
   * @throws RefusedException ({@code UNKNOWN}) if there is no such account
   */
  public People withPassword(String account, String hash) {
    TreeMap<String, Person> changed = new TreeMap<>(byAccount);
    changed.put(account, require(account).withPasswordHash(hash));
    return new People(changed);
  }

  private static RefusedException taken(String account) {
    return new RefusedException(
        RefusedException.Kind.CONFLICT, "there is an account '" + account + "' already");
  }
}
