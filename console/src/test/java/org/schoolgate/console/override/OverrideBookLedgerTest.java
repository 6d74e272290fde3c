package org.schoolgate.console.override;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.TestClock;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Staffroom;
import org.schoolgate.policy.CategoryTable;

/** The book on a real ledger: what was recorded is what holds after a restart. */
class OverrideBookLedgerTest {

  private static final CategoryTable TABLE = CategoryTable.builtIn();

  @TempDir Path folder;

  private final TestClock clock = new TestClock("2026-11-23T09:00:00Z");

  @Test
  void aRestartChangesNothing() throws Exception {
    List<OverrideEntry> before;
    try (AuditStore store = store()) {
      OverrideBook book = open(store);
      done(book.request(Staffroom.TEACHER, site("waiting.example", Duration.ofDays(1))));
      String active = requested(book, site("active.example", Duration.ofDays(1)));
      done(book.approve(active, Staffroom.HEAD, "for the topic"));
      String category = done(book.request(Staffroom.TEACHER, video())).id();
      done(book.approve(category, Staffroom.DEPUTY, "for the topic"));
      String refused = requested(book, site("refused.example", Duration.ofDays(1)));
      done(book.refuse(refused, Staffroom.HEAD, "not in school"));
      String revoked = requested(book, site("revoked.example", Duration.ofDays(1)));
      done(book.approve(revoked, Staffroom.HEAD, "for the topic"));
      done(book.revoke(revoked, Staffroom.TEACHER, "no longer needed"));
      String expired = requested(book, site("expired.example", Duration.ofMinutes(5)));
      done(book.approve(expired, Staffroom.HEAD, "for the topic"));
      clock.advance(Duration.ofMinutes(6));
      book.tick();
      before = book.list();
      assertEquals(2, book.approved().size());
    }

    try (AuditStore store = store()) {
      OverrideBook book = open(store);
      assertEquals(before, book.list());
      assertEquals(
          List.of("active.example", "video"),
          book.approved().stream()
              .map(o -> o.domain() == null ? String.valueOf(o.category()) : o.domain())
              .toList());
      assertEquals(before, OverrideHistory.before(clock.instant(), store.ledger(), TABLE));
    }
  }

  @Test
  void whatExpiredWhileTheGatewayWasDownIsEnded() throws Exception {
    try (AuditStore store = store()) {
      OverrideBook book = open(store);
      String id = requested(book, site("bbc.co.uk", Duration.ofHours(1)));
      done(book.approve(id, Staffroom.HEAD, "for the topic"));
    }
    clock.advance(Duration.ofHours(2));
    try (AuditStore store = store()) {
      OverrideBook book = open(store);
      assertEquals(OverrideState.EXPIRED, book.list().get(0).state());
      assertTrue(book.approved().stream().noneMatch(o -> o.holdsAt(clock.instant())));
      book.tick();
    }
    try (AuditStore store = store()) {
      assertEquals(
          1, store.ledger().search(LedgerQuery.ALL.ofKinds(RecordKind.OVERRIDE_ENDED), 10).size());
    }
  }

  @RepeatedTest(10)
  void ofTwoThreadsThatDecideOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (AuditStore store = store()) {
      OverrideBook book = open(store);
      String id = requested(book, site("bbc.co.uk", Duration.ofHours(1)));
      CyclicBarrier start = new CyclicBarrier(2);
      List<Future<Boolean>> deciders = new ArrayList<>();
      for (Person decider : List.of(Staffroom.HEAD, Staffroom.DEPUTY)) {
        deciders.add(
            threads.submit(
                () -> {
                  start.await(10, TimeUnit.SECONDS);
                  return wins(
                      decider.equals(Staffroom.HEAD)
                          ? book.approve(id, decider, "for the topic")
                          : book.refuse(id, decider, "for the topic"));
                }));
      }
      boolean approved = deciders.get(0).get(10, TimeUnit.SECONDS);
      boolean refused = deciders.get(1).get(10, TimeUnit.SECONDS);

      assertTrue(approved ^ refused);
      assertEquals(approved ? 1 : 0, book.approved().size());
      assertEquals(
          1,
          store
              .ledger()
              .search(
                  LedgerQuery.ALL.ofKinds(
                      RecordKind.OVERRIDE_APPROVED, RecordKind.OVERRIDE_REFUSED),
                  10)
              .size());
    } finally {
      threads.shutdown();
    }
  }

  private static boolean wins(CompletionStage<OverrideEntry> decision) {
    try {
      decision.toCompletableFuture().join();
      return true;
    } catch (CompletionException failed) {
      assertTrue(
          failed.getCause() instanceof RefusedException refused
              && refused.kind() == RefusedException.Kind.CONFLICT,
          String.valueOf(failed.getCause()));
      return false;
    }
  }

  private AuditStore store() throws Exception {
    return AuditStore.open(folder, "urn-123", TABLE, clock, new SecureRandom());
  }

  private OverrideBook open(AuditStore store) throws Exception {
    return OverrideBook.open(
        store.ledger(), store.gate(), TABLE, group -> true, clock, new SecureRandom());
  }

  private static String requested(OverrideBook book, OverrideRequest what) throws Exception {
    return done(book.request(Staffroom.TEACHER, what)).id();
  }

  private static OverrideRequest site(String site, Duration duration) {
    return OverrideRequest.forSite("year-5", site, "for a lesson", duration);
  }

  private static OverrideRequest video() {
    return OverrideRequest.forCategory(
        "year-5", "video", TABLE, "for a lesson", Duration.ofDays(7));
  }

  private static OverrideEntry done(CompletionStage<OverrideEntry> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
