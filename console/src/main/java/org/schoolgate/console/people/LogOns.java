package org.schoolgate.console.people;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AccessEvent;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.Reference;

/**
 * The one place where a password is looked at, whoever gives it where: slowed by {@link
 * GuessLimiter}, and a wrong one is on record before it is answered.
 *
 * <p>Answers are the same, and take the same time, whether an account exists or not. Each call
 * works for about a quarter of a second and waits for the disk, so not for an event loop.
 * Thread-safe.
 */
public final class LogOns {

  private static final long LEDGER_WAIT_MILLIS = 10_000;

  private final PeopleBook book;
  private final GuessLimiter limiter;
  private final LogOnCache cache;
  private final Function<LedgerEvent, CompletionStage<Reference>> ledger;

  /**
   * Log-ons of these people.
   *
   * @param cache remembers answers, for those who ask again and again
   * @param ledger appends; asked for nothing as long as every password is right
   */
  public LogOns(
      PeopleBook book,
      GuessLimiter limiter,
      LogOnCache cache,
      Function<LedgerEvent, CompletionStage<Reference>> ledger) {
    this.book = book;
    this.limiter = limiter;
    this.cache = cache;
    this.ledger = ledger;
  }

  /**
   * The answer to what was asked before from the same place, as long as nothing about the account
   * has changed; or that its source must wait, which holds for what is remembered too, since
   * whoever guesses could else try the memory instead. Does no work and waits for nothing.
   *
   * @param password left as it is
   */
  public Optional<LogOn> remembered(LogOnSource from, String account, char[] password) {
    GuessLimiter.Admission admission = limiter.ask(from);
    if (admission.waitMillis() > 0) {
      GuessLimiter.Refusals first = admission.toBeSaid();
      if (first != null) {
        append(first);
      }
      return Optional.of(slowed(from, admission));
    }
    Person now = book.people().find(account).orElse(null);
    return cache.find(cache.key(from, account, password), now);
  }

  /**
   * Looks at a password.
   *
   * @param from where it comes from
   * @param account as it was given
   * @param password wiped before this returns
   * @throws IOException if the ledger does not take what must be on record; the password was wrong,
   *     or not looked at, and the sentence does not say which
   */
  public LogOn check(LogOnSource from, String account, char[] password) throws IOException {
    try {
      GuessLimiter.Admission admission = limiter.enter(from);
      if (admission.waitMillis() > 0) {
        GuessLimiter.Refusals first = admission.toBeSaid();
        if (first != null) {
          record(slowed(first));
        }
        return slowed(from, admission);
      }
      return lookAt(from, account, password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private LogOn lookAt(LogOnSource from, String account, char[] password) throws IOException {
    LogOnCache.Key key = cache.key(from, account, password);
    @Nullable Person meant = book.people().find(account).orElse(null);
    boolean right = false;
    try {
      right = book.isPasswordOf(meant, password);
    } finally {
      if (right) {
        limiter.right(from);
      } else {
        limiter.wrong(from, account);
      }
    }
    if (meant != null && right) {
      return cache.put(key, new LogOn.Known(meant));
    }
    record(
        new AccessEvent.LogOnFailed(
            meant == null ? null : meant.account(), from.unixUser(), from.address()));
    return cache.put(key, new LogOn.Wrong(meant));
  }

  private static LogOn slowed(LogOnSource from, GuessLimiter.Admission admission) {
    return new LogOn.Slowed(from.inWords(), Duration.ofMillis(admission.waitMillis()));
  }

  /** Puts on record what is over. To be called every second; waits for nothing. */
  public void tick() {
    limiter.takeOver().forEach(this::append);
  }

  /** Puts on record what was counted and not yet said; before the ledger is closed. */
  public void finish() {
    limiter.takeAll().forEach(this::append);
  }

  private void append(GuessLimiter.Refusals refusals) {
    // The first of them is on record already, so all that can be lost is how many followed.
    CompletionStage<Reference> unused = ledger.apply(slowed(refusals));
  }

  private static LedgerEvent slowed(GuessLimiter.Refusals refusals) {
    return new AccessEvent.LogOnSlowed(
        refusals.from().unixUser(),
        refusals.from().address(),
        refusals.count(),
        refusals.first(),
        refusals.last());
  }

  private void record(LedgerEvent event) throws IOException {
    try {
      ledger.apply(event).toCompletableFuture().get(LEDGER_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IOException("the ledger takes no records, so nobody can log on now", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a log-on was recorded", interrupted);
    }
  }
}
