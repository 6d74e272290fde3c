package org.schoolgate.console.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.TestClock;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Staffroom;
import org.schoolgate.policy.CategoryTable;

/** The book on a real ledger: what was recorded is what holds after a restart. */
class OwnListBookTest {

  private static final String BLOCKED = "school-blocked";

  @TempDir Path folder;

  private final TestClock clock = new TestClock("2026-11-23T09:00:00Z");

  @Test
  void whoWhyAndUntilWhenIsKnownBeforeAndAfterARestart() throws Exception {
    List<OwnEntry> before;
    try (AuditStore store = store()) {
      OwnListBook book = open(store);
      Instant day = clock.instant().plus(Duration.ofDays(1));
      add(book, "games.example", day.plus(Duration.ofDays(7)), day);
      add(book, "open.example", null, null);
      add(book, "gone.example", null, day);
      edit(book, "remove", "gone.example");
      clock.advance(Duration.ofHours(1));
      book.ratify(BLOCKED, "games.example", Staffroom.HEAD, "right for a school");
      before = book.all();

      assertEquals(
          List.of("games.example", "open.example"), before.stream().map(OwnEntry::entry).toList());
      assertEquals(
          new OwnEntry(
              BLOCKED,
              "games.example",
              "n.net",
              Instant.parse("2026-11-23T09:00:00Z"),
              "played in lessons",
              day.plus(Duration.ofDays(7)),
              day,
              new OwnEntry.Ratified("a.head", clock.instant(), "right for a school")),
          book.find(BLOCKED, "games.example").orElseThrow());
    }
    try (AuditStore store = store()) {
      assertEquals(before, open(store).all());
      assertEquals(before, OwnListHistory.before(clock.instant().plusSeconds(1), store.ledger()));
      assertEquals(
          List.of(), OwnListHistory.before(Instant.parse("2026-11-23T08:00:00Z"), store.ledger()));
    }
  }

  /** One ratifies while another one is about to take the block off: the second has to know. */
  @Test
  void whatIsCheckedAndRecordedTogetherSeesEveryRatificationBefore() throws Exception {
    CountDownLatch ratifying = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (AuditStore store = store()) {
      OwnListBook book =
          OwnListBook.open(
              store.ledger(),
              event -> {
                if (event instanceof LedgerEvent.ListRatified) {
                  ratifying.countDown();
                  awaitOrFail(goOn);
                }
                store.gate().append(event).toCompletableFuture().join();
              },
              clock);
      add(book, "games.example", null, clock.instant().plus(Duration.ofDays(1)));
      List<String> seen = new CopyOnWriteArrayList<>();
      Thread senior =
          new Thread(() -> book.ratify(BLOCKED, "games.example", Staffroom.HEAD, "right"));
      Thread technician =
          new Thread(
              () ->
                  book.whileNothingChanges(
                      () -> {
                        boolean settled =
                            book.find(BLOCKED, "games.example").orElseThrow().ratified() != null;
                        seen.add(settled ? "settled" : "waits");
                        if (!settled) {
                          edit(book, "remove", "games.example");
                        }
                      }));
      senior.start();
      awaitOrFail(ratifying);
      technician.start();
      while (technician.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertEquals(List.of(), seen, "it looked before the other one was on record");
      goOn.countDown();
      senior.join();
      technician.join();

      assertEquals(List.of("settled"), seen);
      assertTrue(book.find(BLOCKED, "games.example").isPresent());
    }
  }

  private static void awaitOrFail(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  @Test
  void whatHasAnEndCountsNoMoreFromTheFirstInstant() throws Exception {
    try (AuditStore store = store()) {
      OwnListBook book = open(store);
      add(book, "games.example", clock.instant().plusSeconds(60), null);

      clock.advance(Duration.ofMillis(59_999));
      assertFalse(book.isEnded(BLOCKED, "games.example"));
      assertEquals(List.of(), book.ended());
      clock.advance(Duration.ofMillis(1));
      assertTrue(book.isEnded(BLOCKED, "games.example"));
      assertFalse(book.isEnded("gambling", "games.example"));
      assertFalse(book.isEnded(BLOCKED, "www.games.example"));
    }
    clock.advance(Duration.ofDays(3)); // the gateway is down
    try (AuditStore store = store()) {
      OwnListBook book = open(store);
      assertTrue(book.isEnded(BLOCKED, "games.example"));
      for (OwnEntry over : book.ended()) {
        book.recordEnd(over);
        book.recordEnd(over);
      }
      assertEquals(List.of(), book.all());
      assertFalse(book.isEnded(BLOCKED, "games.example"), "what is in a list now is another entry");
      assertEquals(
          1,
          store.ledger().search(LedgerQuery.ALL.ofKinds(RecordKind.LIST_ENTRY_ENDED), 10).size());
    }
  }

  @Test
  void anEntryThatWasAddedAgainIsNotEndedByWhatWasBefore() throws Exception {
    try (AuditStore store = store()) {
      OwnListBook book = open(store);
      add(book, "games.example", clock.instant().plusSeconds(60), null);
      clock.advance(Duration.ofMinutes(2));
      OwnEntry over = book.ended().get(0);
      add(book, "games.example", clock.instant().plusSeconds(60), null);

      book.recordEnd(over);

      assertEquals(1, book.all().size());
    }
  }

  @Test
  void aSecondPersonRatifiesAndTheSameOneCannot() throws Exception {
    try (AuditStore store = store()) {
      OwnListBook book = open(store);
      Instant day = clock.instant().plus(Duration.ofDays(1));
      book.record(
          new LedgerEvent.ListEdited(
              "add", BLOCKED, "head.example", "a.head", "seen in class", null, day));
      add(book, "none.example", null, null);
      add(book, "brief.example", clock.instant().plusSeconds(60), day);

      refused(book, "head.example", Staffroom.HEAD, "'a.head' added it, so another");
      refused(book, "head.example", Staffroom.TECHNICIAN, "may not ratify");
      refused(book, "none.example", Staffroom.HEAD, "needs nobody to ratify it");
      refused(book, "unknown.example", Staffroom.HEAD, "waits for nobody");
      book.ratify(BLOCKED, "head.example", Staffroom.DSL, "right for a school");
      refused(book, "head.example", Staffroom.DEPUTY, "was ratified by 's.safe' already");
      clock.advance(Duration.ofMinutes(1));
      refused(book, "brief.example", Staffroom.HEAD, "is over since 2026-11-23 09:01:00");
      assertEquals(List.of(), book.waiting());
    }
  }

  /** Whoever can write to the ledger by another way cannot ratify what is their own either. */
  @Test
  void aRecordThatCannotBeSoIsNotBelieved() throws Exception {
    try (AuditStore store = store()) {
      OwnListBook book = open(store);
      add(book, "games.example", null, clock.instant().plusSeconds(60));
      append(store, new LedgerEvent.ListRatified(BLOCKED, "games.example", "n.net", "it is mine"));
      append(store, new LedgerEvent.ListRatified(BLOCKED, "other.example", "a.head", "whatever"));
      append(store, new LedgerEvent.ListEdited("burn", BLOCKED, "games.example", "n.net", null));
    }
    try (AuditStore store = store()) {
      assertEquals(1, open(store).waiting().size());
    }
  }

  @Test
  void theMostUrgentComesFirstAndOverdueIsTold() throws Exception {
    try (AuditStore store = store()) {
      OwnListBook book = open(store);
      add(book, "later.example", null, clock.instant().plusSeconds(7200));
      add(book, "sooner.example", null, clock.instant().plusSeconds(3600));

      assertEquals(List.of("sooner.example", "later.example"), names(book.waiting()));
      assertEquals(List.of(), book.overdue());
      clock.advance(Duration.ofHours(1));
      assertEquals(List.of("sooner.example"), names(book.overdue()));
      edit(book, "remove", "sooner.example");
      assertEquals(List.of("later.example"), names(book.waiting()));
    }
  }

  @Test
  void aRemovalThatWasTakenBackLeavesItAsItWas() throws Exception {
    try (AuditStore store = store()) {
      OwnListBook book = open(store);
      add(book, "games.example", clock.instant().plusSeconds(60), clock.instant().plusSeconds(60));
      List<OwnEntry> before = book.all();
      edit(book, "remove", "games.example");
      assertEquals(List.of(), book.all());
      edit(book, "restore", "games.example");

      assertEquals(before, book.all());
    }
  }

  @Test
  void whatTheLedgerDoesNotTakeHasNotHappened() throws Exception {
    try (AuditStore store = store()) {
      OwnListBook book =
          OwnListBook.open(
              store.ledger(),
              event -> {
                throw new IllegalStateException("the disk is full");
              },
              clock);

      assertThrows(IllegalStateException.class, () -> add(book, "a.example", null, null));
      assertEquals(List.of(), book.all());
    }
  }

  /**
   * A crash in the middle of a write: what was not acknowledged is gone, all before it is there.
   */
  @Test
  void aTornTailOfTheLedgerTakesNothingElseAway() throws Exception {
    try (AuditStore store = store()) {
      OwnListBook book = open(store);
      add(book, "first.example", clock.instant().plusSeconds(60), null);
      add(book, "second.example", null, clock.instant().plusSeconds(60));
    }
    Path segment;
    try (Stream<Path> files = Files.list(folder.resolve("ledger/segments"))) {
      segment = files.sorted().reduce((a, b) -> b).orElseThrow();
    }
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      file.seek(file.length());
      file.write(new byte[] {0, 0, 1, 0, 7, 7, 7});
    }
    try (AuditStore store = store()) {
      assertEquals(List.of("first.example", "second.example"), names(open(store).all()));
    }
  }

  private static List<String> names(List<OwnEntry> entries) {
    return entries.stream().map(OwnEntry::entry).toList();
  }

  private static void refused(OwnListBook book, String entry, Person by, String because) {
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> book.ratify(BLOCKED, entry, by, "right for a school"));
    assertTrue(String.valueOf(refused.getMessage()).contains(because), String.valueOf(refused));
  }

  private static void add(
      OwnListBook book, String entry, @Nullable Instant until, @Nullable Instant ratifyBy) {
    book.record(
        new LedgerEvent.ListEdited(
            "add", BLOCKED, entry, "n.net", "played in lessons", until, ratifyBy));
  }

  private static void edit(OwnListBook book, String change, String entry) {
    book.record(new LedgerEvent.ListEdited(change, BLOCKED, entry, "n.net", "no longer played"));
  }

  private static void append(AuditStore store, LedgerEvent event) {
    store.gate().append(event).toCompletableFuture().join();
  }

  private OwnListBook open(AuditStore store) throws IOException {
    return OwnListBook.open(store.ledger(), event -> append(store, event), clock);
  }

  private AuditStore store() throws Exception {
    return AuditStore.open(folder, "urn-123", CategoryTable.builtIn(), clock, new SecureRandom());
  }
}
