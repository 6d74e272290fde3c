package org.schoolgate.console.override;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AuditGate;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.Reference;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.RefusedException.Kind;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Power;
import org.schoolgate.console.people.Powers;
import org.schoolgate.policy.ApprovedOverride;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Overrides;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The school's overrides: asked for by one person, decided by another, over by the clock (S33-S36).
 *
 * <p>The ledger is the only store. At the start the book is folded from it; afterwards each change
 * is appended first and takes effect when the append is durable, by the same fold. Between the two
 * the entry is <em>claimed</em>: of two people who decide at the same moment one goes on and the
 * other gets a {@link RefusedException} of kind {@code CONFLICT}; if the append fails the claim is
 * given back and nothing has happened. Expiry waits for nobody, not even the ledger: {@link
 * #approved} names an override whose time is over at most until the next {@link #tick}, and {@link
 * ApprovedOverride#holdsAt} says no from the first instant.
 *
 * <p>Thread-safe. The stages complete on the ledger's writer thread or on the caller's; what they
 * complete exceptionally with is a {@link RefusedException} or the audit's own failure.
 */
public final class OverrideBook implements Overrides {

  /** The most undecided requests at a time; more is somebody playing with the command. */
  public static final int REQUESTED_MAX = 200;

  /** The most overrides that hold at a time: the request path walks through them. */
  public static final int ACTIVE_MAX = 100;

  /** The most that are remembered, ended ones included. */
  public static final int ENTRIES_MAX = 10_000;

  private static final Logger log = LoggerFactory.getLogger(OverrideBook.class);

  private final Function<LedgerEvent, CompletionStage<Reference>> ledger;
  private final Predicate<String> groupKnown;
  private final Clock clock;
  private final SecureRandom random;

  private final Object lock = new Object();
  private final OverrideEntries entries; // guarded by lock
  private final OverrideChecks checks; // guarded by lock
  private final Set<String> claimed = new HashSet<>(); // guarded by lock
  private volatile List<ApprovedOverride> approved = List.of();

  OverrideBook(
      Function<LedgerEvent, CompletionStage<Reference>> ledger,
      CategoryTable categories,
      Predicate<String> groupKnown,
      Clock clock,
      SecureRandom random) {
    this.ledger = ledger;
    this.entries = new OverrideEntries(categories);
    this.checks = new OverrideChecks(entries, clock);
    this.groupKnown = groupKnown;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Folds the book from the ledger.
   *
   * @param groupKnown whether the policy in force has a group of that id
   * @param clock its zone is the one in which people are told times
   * @throws IOException if the ledger cannot be read
   */
  public static OverrideBook open(
      LedgerReader reader,
      AuditGate gate,
      CategoryTable categories,
      Predicate<String> groupKnown,
      Clock clock,
      SecureRandom random)
      throws IOException {
    OverrideBook book = new OverrideBook(gate::append, categories, groupKnown, clock, random);
    reader.forward(OverrideRecords.QUERY, book::fold);
    book.publish();
    return book;
  }

  /**
   * The overrides as the ledger has them now, for a process that does not own it; nothing can be
   * changed through it.
   *
   * @throws IOException if the ledger cannot be read
   */
  public static Overrides read(
      LedgerReader reader, CategoryTable categories, Clock clock, SecureRandom random)
      throws IOException {
    OverrideBook book =
        new OverrideBook(
            event ->
                CompletableFuture.failedFuture(new IllegalStateException("this book only reads")),
            categories,
            group -> true,
            clock,
            random);
    reader.forward(OverrideRecords.QUERY, book::fold);
    book.publish();
    return book;
  }

  @Override
  public List<ApprovedOverride> approved() {
    return approved;
  }

  /** All overrides of the last ninety days, the latest request first, as they stand now. */
  public List<OverrideEntry> list() {
    synchronized (lock) {
      return entries.all(clock.instant());
    }
  }

  /** The one with that id, in any spelling, as it stands now. */
  public Optional<OverrideEntry> find(String id) {
    synchronized (lock) {
      return entries.find(OverrideId.canonical(id), clock.instant());
    }
  }

  /** Asks for an override; it begins when it is approved and ends at now plus its duration. */
  public CompletionStage<OverrideEntry> request(Person by, OverrideRequest what) {
    return guarded(
        () -> {
          Powers.require(by, Power.REQUEST_OVERRIDE);
          if (!groupKnown.test(what.group())) {
            throw new RefusedException(
                Kind.UNKNOWN, "there is no group '" + what.group() + "'; see 'policy show'");
          }
          Instant now = clock.instant();
          checks.requireNew(what, now);
          checks.requireRoom(
              OverrideState.REQUESTED, claimed.size(), REQUESTED_MAX, "undecided requests", now);
          if (entries.size() >= ENTRIES_MAX) {
            throw new RefusedException(
                Kind.CONFLICT, "there were " + ENTRIES_MAX + " requests in the last ninety days");
          }
          String id = claimNewId();
          return append(
              id,
              new LedgerEvent.OverrideRequested(
                  id,
                  by.account(),
                  what.group(),
                  what.domain(),
                  what.category() == null ? null : what.category().id(),
                  what.reason(),
                  now,
                  now.plus(what.duration())));
        });
  }

  /**
   * Approves what another person asked for; from then on it holds, until the time that was asked
   * for.
   *
   * @param note why, for the governors
   */
  public CompletionStage<OverrideEntry> approve(String id, Person approver, String note) {
    return guarded(
        () -> {
          OverrideEntry entry = checks.requested(id, approver);
          checks.requireRoom(
              OverrideState.ACTIVE,
              claimed.size(),
              ACTIVE_MAX,
              "active overrides",
              clock.instant());
          String itsNote = OverrideRequest.oneLine(note);
          claim(entry.id());
          return append(
              entry.id(),
              new LedgerEvent.OverrideApproved(entry.id(), approver.account(), itsNote));
        });
  }

  /**
   * Refuses what another person asked for.
   *
   * @param note why, for the one who asked and the governors
   */
  public CompletionStage<OverrideEntry> refuse(String id, Person refuser, String note) {
    return guarded(
        () -> {
          OverrideEntry entry = checks.requested(id, refuser);
          String itsNote = OverrideRequest.oneLine(note);
          claim(entry.id());
          return append(
              entry.id(), new LedgerEvent.OverrideRefused(entry.id(), refuser.account(), itsNote));
        });
  }

  /**
   * Ends one before its time: who asked may, and who may approve.
   *
   * @param note why, for the governors
   */
  public CompletionStage<OverrideEntry> revoke(String id, Person by, String note) {
    return guarded(
        () -> {
          OverrideEntry entry = checks.existing(id);
          if (!entry.requestedBy().equals(by.account())) {
            Powers.require(by, Power.APPROVE_OVERRIDE);
          }
          checks.requireOpen(entry);
          String itsNote = OverrideRequest.oneLine(note);
          claim(entry.id());
          return append(
              entry.id(),
              new LedgerEvent.OverrideEnded(entry.id(), "revoked", by.account(), itsNote));
        });
  }

  /**
   * Records the ends that the clock brought, and forgets what ended long ago. To be called every
   * second or so; tries again at the next call what the ledger could not take.
   */
  public void tick() {
    List<OverrideEntry> overdue = new ArrayList<>();
    synchronized (lock) {
      Instant now = clock.instant();
      for (OverrideEntry entry : entries.overdue(now)) {
        if (claimed.add(entry.id())) {
          overdue.add(entry);
        }
      }
      entries.forgetEndedBefore(now);
      if (!overdue.isEmpty()) {
        publish();
      }
    }
    for (OverrideEntry entry : overdue) {
      append(entry.id(), new LedgerEvent.OverrideEnded(entry.id(), "expired", null, null))
          .whenComplete(
              (ended, failure) -> {
                if (failure != null) {
                  log.warn("the end of override {} is not on the ledger yet", entry.id());
                }
              });
    }
  }

  /** A change that checks under the lock and appends; what it throws becomes a failed stage. */
  private interface Change {
    CompletionStage<OverrideEntry> begin();
  }

  private CompletionStage<OverrideEntry> guarded(Change change) {
    synchronized (lock) {
      try {
        return change.begin();
      } catch (RefusedException refused) {
        return CompletableFuture.failedFuture(refused);
      }
    }
  }

  private CompletionStage<OverrideEntry> append(String id, LedgerEvent event) {
    CompletionStage<Reference> written;
    try {
      written = ledger.apply(event);
    } catch (RuntimeException failed) {
      written = CompletableFuture.failedFuture(failed);
    }
    return written.handle((reference, failure) -> settle(id, event, failure)).thenCompose(s -> s);
  }

  private CompletionStage<OverrideEntry> settle(
      String id, LedgerEvent event, @Nullable Throwable failure) {
    synchronized (lock) {
      claimed.remove(id);
      if (failure != null) {
        return CompletableFuture.failedFuture(failure);
      }
      Instant now = clock.instant();
      entries.apply(event, now);
      publish();
      return CompletableFuture.completedFuture(
          entries.find(id, now).orElseThrow(() -> new IllegalStateException("lost " + id)));
    }
  }

  private void fold(LedgerRecord record) {
    synchronized (lock) {
      boolean taken =
          OverrideRecords.read(record)
              .map(event -> entries.apply(event, record.at()))
              .orElse(false);
      if (!taken) {
        log.warn("record {} about an override has no effect", record.reference());
      }
    }
  }

  private void publish() {
    synchronized (lock) {
      approved = entries.approved(clock.instant());
    }
  }

  private void claim(String id) {
    if (!claimed.add(id)) {
      throw new RefusedException(
          Kind.CONFLICT, "somebody else is deciding about '" + id + "' at this moment");
    }
  }

  private String claimNewId() {
    String id;
    do {
      id = OverrideId.next(random);
    } while (entries.find(id, clock.instant()).isPresent() || !claimed.add(id));
    return id;
  }
}
