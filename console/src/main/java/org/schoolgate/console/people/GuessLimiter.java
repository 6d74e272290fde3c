package org.schoolgate.console.people;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes guessing slow. It counts wrong passwords and says how long a source must wait before its
 * next one is looked at.
 *
 * <p>Waiting is a matter between the gateway and a source. After {@link #WRONG_FREE_MAX} wrong ones
 * each doubles the wait of its source, up to {@link #WAIT_MILLIS_MAX}; one is forgotten every
 * {@link #FORGET_MILLIS}. So in the long run a source has one guess every five minutes, whatever it
 * does, and nothing that one source does makes another wait: nobody is locked out by somebody
 * else's guessing. What is counted for each account, from wherever it came, only makes those wait
 * longer who are wrong about it: a swarm of sources that shares the work has one free guess each
 * and not ten. A right password forgives nothing, since whoever has one account could else guess at
 * the others for ever. Accounts that do not exist are counted like the others.
 *
 * <p>Both tables are bounded and let go of what was used longest ago. Thread-safe; nothing blocks.
 */
public final class GuessLimiter {

  /** Wrong passwords that cost a source nothing. */
  static final int WRONG_FREE_MAX = 10;

  /** Wrong passwords for one account, from anywhere, before they cost more than they would. */
  static final int ACCOUNT_FREE_MAX = 20;

  /** How long it takes until one wrong password is forgotten. */
  static final long FORGET_MILLIS = 300_000;

  /** The longest wait of a source for what it did itself. */
  static final long WAIT_MILLIS_MAX = 300_000;

  /** The longest wait of a source that was wrong about an account that others are wrong about. */
  static final long ACCOUNT_WAIT_MILLIS_MAX = 60_000;

  /** The most sources, and the most accounts, that are remembered. */
  static final int REMEMBERED_MAX = 10_000;

  private static final long WAIT_MILLIS_MIN = 1_000;

  /** Where names are counted that no account can have. */
  private static final String NO_ACCOUNT = "";

  private final Clock clock;
  private final Map<String, Tally> sources = bounded();
  private final Map<String, Tally> accounts = bounded();

  /** A limiter that has seen nothing yet. */
  public GuessLimiter(Clock clock) {
    this.clock = clock;
  }

  /**
   * Passwords that were not looked at, since the last time that it was said.
   *
   * @param from where they came from
   * @param count how many
   * @param first when the first came
   * @param last when the last came
   */
  record Refusals(LogOnSource from, long count, Instant first, Instant last) {}

  /**
   * Whether a password may be looked at.
   *
   * @param waitMillis how long not; 0 if it may
   * @param toBeSaid what is to be put on record about it; null while the record of this spell still
   *     says enough
   */
  record Admission(long waitMillis, @Nullable Refusals toBeSaid) {}

  /** What is known of one source or one account. */
  private static final class Tally {
    private int wrong;
    private long countedAt;
    private long waitUntil;
    private int beingLookedAt;
    private boolean spell;
    private @Nullable Refusals unsaid;

    /** Forgets what is old. A clock that went back forgets nothing and locks nobody out. */
    void age(long now) {
      if (now < countedAt || wrong == 0) {
        countedAt = now;
      } else {
        long forgotten = Math.min(wrong, (now - countedAt) / FORGET_MILLIS);
        wrong -= (int) forgotten;
        countedAt += forgotten * FORGET_MILLIS;
      }
      waitUntil = Math.min(waitUntil, now + WAIT_MILLIS_MAX);
    }

    long waitMillis(long now) {
      if (waitUntil > now) {
        return waitUntil - now;
      }
      // Those that are being looked at may all turn out wrong.
      boolean tooManyAtOnce = beingLookedAt > 0 && wrong + beingLookedAt >= WRONG_FREE_MAX;
      return tooManyAtOnce ? WAIT_MILLIS_MIN : 0;
    }

    boolean spellIsOver(long now) {
      return spell && wrong <= WRONG_FREE_MAX && waitUntil <= now;
    }
  }

  private static Map<String, Tally> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Tally> eldest) {
        return size() > REMEMBERED_MAX;
      }
    };
  }

  /** Asks to have a password looked at; if it may be, {@link #right} or {@link #wrong} follows. */
  synchronized Admission enter(LogOnSource source) {
    Admission admission = ask(source);
    if (admission.waitMillis() == 0) {
      tallyOf(source).beingLookedAt++;
    }
    return admission;
  }

  /** Whether a password from there would be looked at now. */
  synchronized Admission ask(LogOnSource source) {
    Instant now = clock.instant();
    Tally tally = tallyOf(source);
    tally.age(now.toEpochMilli());
    long waitMillis = tally.waitMillis(now.toEpochMilli());
    if (waitMillis == 0) {
      return new Admission(0, null);
    }
    if (!tally.spell) {
      tally.spell = true;
      return new Admission(waitMillis, new Refusals(source, 1, now, now));
    }
    Refusals before = tally.unsaid;
    tally.unsaid =
        before == null
            ? new Refusals(source, 1, now, now)
            : new Refusals(source, before.count() + 1, before.first(), now);
    return new Admission(waitMillis, null);
  }

  private Tally tallyOf(LogOnSource source) {
    return sources.computeIfAbsent(source.key(), key -> new Tally());
  }

  /** The password that was looked at is right. */
  synchronized void right(LogOnSource source) {
    done(source);
  }

  /** The password that was looked at is wrong. */
  synchronized void wrong(LogOnSource source, String account) {
    done(source);
    boolean possible = account.length() <= Person.ACCOUNT_CHARS_MAX;
    count(source.key(), possible ? account : NO_ACCOUNT, clock.millis());
  }

  private void done(LogOnSource source) {
    Tally tally = sources.get(source.key());
    if (tally != null && tally.beingLookedAt > 0) {
      tally.beingLookedAt--;
    }
  }

  /** Counts a wrong password of the past, as the ledger has it; in the order of time. */
  synchronized void remember(LogOnSource source, @Nullable String account, Instant at) {
    if (!at.isAfter(clock.instant())) {
      count(source.key(), account == null ? NO_ACCOUNT : account, at.toEpochMilli());
    }
  }

  private void count(String source, String account, long at) {
    Tally ofAccount = accounts.computeIfAbsent(account, key -> new Tally());
    ofAccount.age(at);
    ofAccount.wrong++;
    Tally ofSource = sources.computeIfAbsent(source, key -> new Tally());
    ofSource.age(at);
    ofSource.wrong++;
    long own = waitMillis(ofSource.wrong - WRONG_FREE_MAX, WAIT_MILLIS_MAX);
    long shared = waitMillis(ofAccount.wrong - ACCOUNT_FREE_MAX, ACCOUNT_WAIT_MILLIS_MAX);
    ofSource.waitUntil = Math.max(ofSource.waitUntil, at + Math.max(own, shared));
  }

  private static long waitMillis(int tooMany, long millisMax) {
    if (tooMany <= 0) {
      return 0;
    }
    return Math.min(millisMax, WAIT_MILLIS_MIN << Math.min(tooMany - 1, 30));
  }

  /** What is to be put on record of spells that are over. To be asked now and then. */
  synchronized List<Refusals> takeOver() {
    long now = clock.millis();
    return take(
        tally -> {
          tally.age(now);
          return tally.spellIsOver(now);
        });
  }

  /** What is to be put on record of all spells, as if they were over. */
  synchronized List<Refusals> takeAll() {
    return take(tally -> true);
  }

  private List<Refusals> take(Predicate<Tally> over) {
    List<Refusals> taken = new ArrayList<>();
    for (Tally tally : sources.values()) {
      if (tally.spell && over.test(tally)) {
        tally.spell = false;
        Optional.ofNullable(tally.unsaid).ifPresent(taken::add);
        tally.unsaid = null;
      }
    }
    return taken;
  }

  /** How many sources and accounts are remembered. */
  synchronized int remembered() {
    return sources.size() + accounts.size();
  }
}
