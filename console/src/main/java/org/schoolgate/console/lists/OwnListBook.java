package org.schoolgate.console.lists;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.RefusedException.Kind;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Powers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who put the entries of the school's own lists there, why and until when, and who ratified them
 * (S31-S33). Which entries there are, the list files say; an entry of which the ledger knows
 * nothing has no end, and nobody has to ratify it.
 *
 * <p>The ledger is the only store. At the start the book is folded from it; afterwards each change
 * is appended first and taken in when it is durable, by the same fold. That an entry's time is over
 * waits for nobody: {@link #isEnded} says so from the first instant, whatever the files still have.
 *
 * <p>Thread-safe. Whoever changes something waits for the ledger; whoever asks does not.
 */
public final class OwnListBook {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private static final Logger log = LoggerFactory.getLogger(OwnListBook.class);

  private final Consumer<LedgerEvent> ledger;
  private final Clock clock;

  private final ReentrantLock changing = new ReentrantLock();
  private final OwnEntries entries = new OwnEntries(); // guarded by itself
  private volatile Map<OwnEntries.Key, Instant> ends = Map.of();

  private OwnListBook(Consumer<LedgerEvent> ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Folds the book from the ledger.
   *
   * @param ledger appends an event and returns when it is durable; what it throws leaves everything
   *     as it was
   * @param clock its zone is the one in which people are told times
   * @throws IOException if the ledger cannot be read
   */
  public static OwnListBook open(LedgerReader reader, Consumer<LedgerEvent> ledger, Clock clock)
      throws IOException {
    OwnListBook book = new OwnListBook(ledger, clock);
    reader.forward(OwnListRecords.QUERY, book::fold);
    book.publish();
    return book;
  }

  /**
   * The book as the ledger has it now, for a process that does not own it; nothing can be changed
   * through it.
   *
   * @throws IOException if the ledger cannot be read
   */
  public static OwnListBook read(LedgerReader reader, Clock clock) throws IOException {
    return open(reader, OwnListBook::refuse, clock);
  }

  /** The book of a school that has no ledger yet; nothing can be changed through it. */
  public static OwnListBook empty(Clock clock) {
    return new OwnListBook(OwnListBook::refuse, clock);
  }

  private static void refuse(LedgerEvent event) {
    throw new IllegalStateException("this book only reads: " + event.kind());
  }

  /** Whether an entry has an end and that is over; quick, for the request path. */
  public boolean isEnded(String category, String entry) {
    Map<OwnEntries.Key, Instant> known = ends;
    if (known.isEmpty()) {
      return false;
    }
    Instant until = known.get(new OwnEntries.Key(category, entry));
    return until != null && !clock.instant().isBefore(until);
  }

  /** What is known of an entry; empty if nothing is. */
  public Optional<OwnEntry> find(String category, String entry) {
    synchronized (entries) {
      return entries.find(new OwnEntries.Key(category, entry));
    }
  }

  /** All entries that are known and were not taken off, in the order in which they were added. */
  public List<OwnEntry> all() {
    synchronized (entries) {
      return entries.all();
    }
  }

  /**
   * An entry that was removed, by the record, and not added again.
   *
   * @param by the account that removed it
   */
  public record Removed(String category, String entry, String by) {}

  /** All of these, in no order; those that came to their end are not among them. */
  public List<Removed> removed() {
    synchronized (entries) {
      return entries.removedBy().entrySet().stream()
          .map(
              each -> new Removed(each.getKey().category(), each.getKey().entry(), each.getValue()))
          .toList();
    }
  }

  /** Those that wait for a second person, the most urgent first. */
  public List<OwnEntry> waiting() {
    synchronized (entries) {
      return entries.waiting(clock.instant());
    }
  }

  /** Those of them that have waited for longer than they may. */
  public List<OwnEntry> overdue() {
    Instant now = clock.instant();
    return waiting().stream().filter(entry -> entry.isOverdueAt(now)).toList();
  }

  /** Those whose time is over, until {@link #recordEnd} has that on record. */
  public List<OwnEntry> ended() {
    Instant now = clock.instant();
    return all().stream().filter(entry -> entry.hasEndedAt(now)).toList();
  }

  /**
   * Does something while nobody changes or ratifies an entry: a check of what is known and the
   * record that depends on it.
   *
   * @param done may call {@link #record}; whatever it throws is thrown
   */
  public void whileNothingChanges(Runnable done) {
    changing.lock();
    try {
      done.run();
    } finally {
      changing.unlock();
    }
  }

  /** Puts a change of an entry on record. */
  public void record(LedgerEvent.ListEdited edited) {
    changing.lock();
    try {
      append(edited);
    } finally {
      changing.unlock();
    }
  }

  /** Puts on record that an entry's time is over, once; it is then no longer known. */
  public void recordEnd(OwnEntry over) {
    changing.lock();
    try {
      Instant until = over.until();
      if (until != null && isEnded(over.category(), over.entry())) {
        append(new LedgerEvent.ListEntryEnded(over.category(), over.entry(), until));
      }
    } finally {
      changing.unlock();
    }
  }

  /**
   * Refuses what {@link #ratify} would refuse.
   *
   * @throws RefusedException if nothing is known of the entry, it does not wait for anybody, or
   *     this person may not ratify it
   */
  public OwnEntry requireRatifiable(String category, String entry, Person ratifier) {
    OwnEntry known =
        find(category, entry)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Kind.UNKNOWN,
                        "%s in %s waits for nobody; `lists pending` prints what does"
                            .formatted(entry, category)));
    Powers.requireRatifierOf(known.addedBy(), ratifier);
    if (!known.waitsAt(clock.instant())) {
      throw new RefusedException(Kind.CONFLICT, whyNot(known));
    }
    return known;
  }

  /**
   * Ratifies what another person added.
   *
   * @param reason why, for the governors
   * @throws RefusedException as {@link #requireRatifiable}
   */
  public OwnEntry ratify(String category, String entry, Person ratifier, String reason) {
    changing.lock();
    try {
      OwnEntry known = requireRatifiable(category, entry, ratifier);
      append(
          new LedgerEvent.ListRatified(
              known.category(), known.entry(), ratifier.account(), reason));
      return find(category, entry).orElse(known);
    } finally {
      changing.unlock();
    }
  }

  private String whyNot(OwnEntry known) {
    String name = known.entry() + " in " + known.category();
    OwnEntry.Ratified ratified = known.ratified();
    if (ratified != null) {
      return name + " was ratified by '" + ratified.by() + "' already";
    }
    Instant until = known.until();
    return until != null && known.hasEndedAt(clock.instant())
        ? name + " is over since " + TIME.format(until.atZone(clock.getZone()))
        : name + " needs nobody to ratify it";
  }

  private void append(LedgerEvent event) {
    ledger.accept(event);
    synchronized (entries) {
      entries.apply(event, clock.instant());
    }
    publish();
  }

  private void fold(LedgerRecord record) {
    synchronized (entries) {
      boolean taken =
          OwnListRecords.read(record).map(event -> entries.apply(event, record.at())).orElse(false);
      if (!taken) {
        log.warn("record {} about the school's own list has no effect", record.reference());
      }
    }
  }

  private void publish() {
    synchronized (entries) {
      ends = entries.ends();
    }
  }
}
