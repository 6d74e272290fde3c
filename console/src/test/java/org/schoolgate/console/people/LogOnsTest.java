package org.schoolgate.console.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.audit.AccessEvent;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.audit.Reference;
import org.schoolgate.console.TestClock;
import org.schoolgate.policy.CategoryTable;

class LogOnsTest {

  private static final Passwords PASSWORDS = new Passwords(Passwords.COST_MIN, new SecureRandom());
  private static final PeopleBook BOOK =
      new PeopleBook(
          Staffroom.everybody()
              .withPassword("t.teach", PASSWORDS.hash("correct horse".toCharArray())),
          PASSWORDS);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final LogOnSource ROOT = LogOnSource.local("root");

  @TempDir Path folder;

  private final TestClock clock = new TestClock("2026-11-17T09:00:00Z");
  private final List<LedgerEvent> recorded = new ArrayList<>();
  private final LogOns logOns =
      new LogOns(BOOK, new GuessLimiter(clock), new LogOnCache(clock, RANDOM), this::append);

  private CompletionStage<Reference> append(LedgerEvent event) {
    recorded.add(event);
    return CompletableFuture.completedFuture(new Reference(1));
  }

  private LogOn wrong(String account) throws IOException {
    return logOns.check(ROOT, account, "a guess".toCharArray());
  }

  @Test
  void aRightPasswordIsKnownAndLeavesNoTrace() throws IOException {
    char[] password = "correct horse".toCharArray();
    LogOn answer = logOns.check(ROOT, "t.teach", password);

    assertEquals("t.teach", assertInstanceOf(LogOn.Known.class, answer).person().account());
    assertArrayEquals(new char[password.length], password);
    assertEquals(List.of(), recorded);
  }

  @Test
  void aWrongOneIsOnRecordWithoutWhatMayBeAPassword() throws IOException {
    LogOnSource client = LogOnSource.of(InetAddress.getByName("10.1.2.3"));

    assertInstanceOf(LogOn.Wrong.class, wrong("t.teach"));
    assertInstanceOf(LogOn.Wrong.class, wrong("my-secret"));
    assertInstanceOf(LogOn.Wrong.class, logOns.check(client, "a.head", "x".toCharArray()));
    assertEquals(
        List.of(
            new AccessEvent.LogOnFailed("t.teach", "root", null),
            new AccessEvent.LogOnFailed(null, "root", null),
            new AccessEvent.LogOnFailed("a.head", null, "10.1.2.3")),
        recorded);
  }

  /** Known with a password, known without one, and unknown: nothing tells them apart. */
  @ParameterizedTest
  @ValueSource(strings = {"t.teach", "a.head", "no.body"})
  void everyAccountIsSlowedInTheSameWay(String account) throws IOException {
    for (int i = 0; i < 11; i++) {
      assertInstanceOf(LogOn.Wrong.class, wrong(account));
    }
    LogOn.Slowed slowed = assertInstanceOf(LogOn.Slowed.class, wrong(account));

    assertEquals(
        "too many wrong passwords came from the local user root; try again in 1 second",
        slowed.sentence());
    assertInstanceOf(
        LogOn.Slowed.class,
        logOns.check(ROOT, "t.teach", "correct horse".toCharArray()),
        "not even the right one is looked at");
    clock.advance(slowed.left());
    assertInstanceOf(LogOn.Wrong.class, wrong(account));
  }

  @Test
  void aSpellIsTwoRecordsHoweverLongItIs() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      assertTrue(!(wrong("t.teach") instanceof LogOn.Known));
    }
    assertEquals(12, recorded.size());
    assertEquals(
        new AccessEvent.LogOnSlowed("root", null, 1, clock.instant(), clock.instant()),
        recorded.get(11));
    logOns.tick();
    assertEquals(12, recorded.size());
    var refusedAt = clock.instant();
    clock.advance(Duration.ofHours(1));
    logOns.tick();
    logOns.finish();
    assertEquals(13, recorded.size());
    assertEquals(
        new AccessEvent.LogOnSlowed("root", null, 988, refusedAt, refusedAt), recorded.get(12));
  }

  @Test
  void whatCannotBePutOnRecordIsNoAnswer() {
    LogOns unrecorded =
        new LogOns(
            BOOK,
            new GuessLimiter(clock),
            new LogOnCache(clock, RANDOM),
            event -> CompletableFuture.failedFuture(new IllegalStateException("closed")));

    for (int i = 0; i < 12; i++) {
      IOException failed =
          assertThrows(
              IOException.class, () -> unrecorded.check(ROOT, "t.teach", "x".toCharArray()));
      assertEquals("the ledger takes no records, so nobody can log on now", failed.getMessage());
    }
  }

  @Test
  void theLedgerRemembersForALimiterThatIsNew() throws IOException, UnknownHostException {
    InetAddress client = InetAddress.getByName("10.1.2.3");
    try (AuditStore store =
        AuditStore.open(folder, "100000", CategoryTable.builtIn(), clock, new SecureRandom())) {
      LogOns before =
          new LogOns(
              BOOK, new GuessLimiter(clock), new LogOnCache(clock, RANDOM), store.gate()::append);
      for (int i = 0; i < 13; i++) {
        LogOn answer = before.check(LogOnSource.of(client), "t.teach", "x".toCharArray());
        clock.advance(
            answer instanceof LogOn.Slowed slowed ? slowed.left() : Duration.ofMillis(10));
      }
      assertEquals(
          12, store.ledger().search(LedgerQuery.ALL.ofKinds(RecordKind.LOG_ON_FAILED), 100).size());

      GuessLimiter after = LogOnHistory.read(store.ledger(), clock);
      long wait = after.enter(LogOnSource.of(client)).waitMillis();
      assertTrue(wait > 1_000 && wait <= 2_000, "waits " + wait);
      assertEquals(0, after.enter(ROOT).waitMillis());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.001S, 1 second",
    "PT1.5S, 2 seconds",
    "PT1M59S, 119 seconds",
    "PT1M59.2S, 2 minutes",
    "PT4M1S, 5 minutes"
  })
  void saysHowLongToWait(Duration left, String words) {
    assertEquals(
        "too many wrong passwords came from here; try again in " + words,
        new LogOn.Slowed("here", left).sentence());
  }
}
