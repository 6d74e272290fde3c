package org.schoolgate.console.people;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.schoolgate.audit.AccessEvent;
import org.schoolgate.audit.AuditGate;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.Reference;
import org.schoolgate.console.RefusedException;

/**
 * Adds and removes accounts and sets passwords: allowed by {@link Powers}, recorded in the ledger
 * (S31, S42), written to the file and only then in effect.
 *
 * <p>A school starts with an empty file. As long as nobody who may manage accounts can log on,
 * whoever may run the command on the appliance makes the first ones, recorded under the name given;
 * and as long as no headteacher can log on, whoever manages accounts makes that one too.
 *
 * <p>One change at a time; every method waits for disk and ledger, so not for an event loop.
 */
public final class PeopleChanges {

  private static final long LEDGER_WAIT_MILLIS = 10_000;

  private final PeopleBook book;
  private final Passwords passwords;
  private final PeopleSource source;
  private final PeopleFile file;
  private final Function<LedgerEvent, CompletionStage<Reference>> ledger;

  /** Changes the file that {@code source} reads and {@code file} writes. */
  public PeopleChanges(
      PeopleBook book, Passwords passwords, PeopleSource source, PeopleFile file, AuditGate gate) {
    this(book, passwords, source, file, gate::append);
  }

  PeopleChanges(
      PeopleBook book,
      Passwords passwords,
      PeopleSource source,
      PeopleFile file,
      Function<LedgerEvent, CompletionStage<Reference>> ledger) {
    this.book = book;
    this.passwords = passwords;
    this.source = source;
    this.file = file;
    this.ledger = ledger;
  }

  /**
   * Adds an account.
   *
   * @param by account that adds it, or a name for whoever sets up an empty school
   * @throws RefusedException if {@code by} may not, or the account is taken
   * @throws IOException if the file or the ledger cannot be written; nothing has changed then
   */
  public synchronized void add(String by, Person newcomer) throws IOException {
    People now = source.read();
    requireManager(now, by, newcomer);
    carryOut(
        now.with(newcomer),
        new AccessEvent.PersonAdded(
            newcomer.account(), newcomer.roles().stream().map(Role::id).toList(), by));
  }

  /**
   * Removes an account.
   *
   * @param by account that removes it, never its own
   * @throws RefusedException if {@code by} may not, or there is no such account
   * @throws IOException if the file or the ledger cannot be written; nothing has changed then
   */
  public synchronized void remove(String by, String account) throws IOException {
    People now = source.read();
    requireManager(now, by, now.require(account));
    if (by.equals(account)) {
      throw new RefusedException(
          RefusedException.Kind.NOT_PERMITTED, "another person must remove '" + account + "'");
    }
    carryOut(now.without(account), new AccessEvent.PersonRemoved(account, by));
  }

  /**
   * Sets a password.
   *
   * @param by account that sets it: its own, or one that may manage it
   * @param password wiped before this returns
   * @throws RefusedException if {@code by} may not, or the password is too short or too long
   * @throws IOException if the file or the ledger cannot be written; nothing has changed then
   */
  public synchronized void setPassword(String by, String account, char[] password)
      throws IOException {
    try {
      People now = source.read();
      Person person = now.require(account);
      if (!by.equals(account)) {
        requireManager(now, by, person);
      }
      carryOut(
          now.withPassword(account, passwords.hash(password)),
          new AccessEvent.PasswordChanged(account, by));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static void requireManager(People now, String by, Person account) {
    if (!now.anyone(person -> person.canLogOn() && Powers.may(person, Power.MANAGE_PEOPLE))) {
      return;
    }
    Optional<Person> manager = now.find(by);
    if (manager.isEmpty()) {
      throw new RefusedException(
          RefusedException.Kind.NOT_PERMITTED,
          "'" + by + "' has no account, and there are people who manage accounts");
    }
    if (now.anyone(person -> person.canLogOn() && Powers.may(person, Power.MANAGE_AUTHORITY))) {
      Powers.requireManagerOf(account, manager.get());
    } else {
      Powers.require(manager.get(), Power.MANAGE_PEOPLE);
    }
  }

  private void carryOut(People next, LedgerEvent event) throws IOException {
    try (PeopleFile.Draft draft = file.draft(next)) {
      record(event);
      draft.takePlace();
    }
    book.replace(next);
  }

  private void record(LedgerEvent event) throws IOException {
    try {
      ledger.apply(event).toCompletableFuture().get(LEDGER_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IOException("the ledger did not take the change, so it was not made", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before the change was made", interrupted);
    }
  }
}
