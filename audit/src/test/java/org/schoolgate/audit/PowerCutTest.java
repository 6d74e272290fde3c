package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.CategorySet;

/**
 * Whatever a disk does to bytes that were not forced, and whichever call fails: no record that was
 * acknowledged is lost, and no log is taken for damaged.
 */
final class PowerCutTest {

  private static final int ROUNDS = Boolean.getBoolean("schoolgate.long") ? 3_000 : 40;
  private static final int LIVES = 5;
  private static final LogLimits SMALL = new LogLimits(3_000, 1_024, 16, 0, 0, 1);
  private static final LogLimits LINGERING = new LogLimits(3_000, 1_024, 16, 1, 2, 5);

  @TempDir private Path scratch;

  /** What the callers were told: reference to person. */
  private final Map<Reference, String> acknowledged = new LinkedHashMap<>();

  private final FakeClock clock = new FakeClock("2026-11-23T20:00:00Z");
  private LogLimits limits = SMALL;
  private int appended;

  @Test
  void randomLivesLoseNothingThatWasAcknowledged() throws IOException {
    long seed = Long.getLong("schoolgate.seed", System.nanoTime());
    for (int round = 0; round < ROUNDS; round++) {
      long roundSeed = seed + round;
      Random random = new Random(roundSeed);
      Path folder = scratch.resolve("round-" + round);
      acknowledged.clear();
      for (int life = 0; life < LIVES; life++) {
        limits = random.nextInt(3) == 0 ? LINGERING : SMALL;
        FaultyStorage storage =
            new FaultyStorage(random, random.nextInt(120), random.nextBoolean());
        live(folder, storage, random);
        if (random.nextBoolean()) {
          // Killed first, and the power cut comes in the life after.
          storage = new FaultyStorage(storage, random.nextInt(120), random.nextBoolean());
          live(folder, storage, random);
        }
        storage.loseWhatWasNotForced();
        clock.move(Duration.ofMinutes(random.nextInt(90)));
        checkAll(folder, "schoolgate.seed=" + roundSeed + " life " + life);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everySingleCallMayFail(boolean forGood) throws IOException {
    long seed = Long.getLong("schoolgate.seed", System.nanoTime());
    FaultyStorage whole = new FaultyStorage(new Random(seed), 0, false);
    oneLife(scratch.resolve("whole"), whole);
    assertTrue(whole.calls() > 50, "only " + whole.calls() + " calls");
    for (long failing = 1; failing <= whole.calls(); failing++) {
      Random random = new Random(seed + failing);
      Path folder = scratch.resolve(forGood + "-" + failing);
      acknowledged.clear();
      FaultyStorage storage = new FaultyStorage(random, failing, forGood);
      oneLife(folder, storage);
      storage.loseWhatWasNotForced();
      checkAll(folder, "schoolgate.seed=" + seed + " call " + failing);
    }
  }

  private void oneLife(Path folder, Storage storage) {
    try (AuditStore store = open(folder, storage)) {
      for (int i = 0; i < 12; i++) {
        append(store, List.of(Samples.event(appended++)));
      }
    } catch (AuditOpenFailure failed) {
      assertTrue(String.valueOf(failed.getMessage()).contains("injected"), failed::toString);
    }
  }

  @Test
  void afterAFailedForceNothingMoreIsTakenOrSigned() throws IOException {
    Path folder = scratch.resolve("audit");
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      Samples.await(store.gate().append(Samples.event(0)));
    }
    byte[] checkpoint = Files.readAllBytes(folder.resolve("ledger/checkpoint"));
    // The opening forces what was there; the first append then writes and forces.
    FaultyStorage probe = new FaultyStorage(new Random(1), 0, false);
    Samples.quietStore(folder, clock, probe).close();
    FaultyStorage storage = new FaultyStorage(new Random(1), probe.calls() + 2, false);
    try (AuditStore store = Samples.quietStore(folder, clock, storage)) {
      CompletableFuture<Reference> first =
          store.gate().append(Samples.event(1)).toCompletableFuture();
      assertEquals(AuditUnavailable.Kind.FAILED, failureOf(first).kind());
      assertFalse(store.gate().available());
      CompletableFuture<Reference> second =
          store.gate().append(Samples.event(2)).toCompletableFuture();
      assertEquals(AuditUnavailable.Kind.FAILED, failureOf(second).kind());
      assertFalse(failureOf(second).retryCanHelp());
      // Blocking is the safe direction and goes on.
      assertEquals(null, store.gate().blockUnrecorded(Samples.block("gambling")).reference());
      store.gate().tick();
    }
    assertEquals(probe.calls() + 2, storage.calls(), "calls after the failed force");
    assertTrue(Arrays.equals(checkpoint, Files.readAllBytes(folder.resolve("ledger/checkpoint"))));
  }

  @Test
  void whatMayLingerIsForcedInItsTimeAndAtTheEnd() throws IOException {
    limits = new LogLimits(1 << 20, 1_024, 16, 0, 1, 3_600_000);
    try (AuditStore store = open(scratch.resolve("soon"), new FileStorage())) {
      Samples.await(store.gate().append(Samples.event(0)));
    }
    limits = new LogLimits(1 << 20, 1_024, 16, 0, 3_600_000, 3_600_000);
    CompletableFuture<Reference> owed;
    try (AuditStore store = open(scratch.resolve("at-the-end"), new FileStorage())) {
      owed = store.gate().append(Samples.event(0)).toCompletableFuture();
      assertFalse(owed.isDone());
    }
    assertTrue(owed.isDone() && !owed.isCompletedExceptionally());
  }

  private void live(Path folder, FaultyStorage storage, Random random) throws IOException {
    try (AuditStore store = open(folder, storage)) {
      int batches = random.nextInt(12);
      for (int batch = 0; batch < batches; batch++) {
        List<LedgerEvent> events = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
          events.add(Samples.event(appended++));
        }
        store.gate().flowClosed(Samples.flow(Samples.PUPIL, "news.example", CategorySet.EMPTY));
        append(store, events);
      }
      if (random.nextInt(4) > 0) {
        // Somewhere in the middle of the last batch.
        for (int i = 0; i < 3; i++) {
          CompletableFuture<Reference> receipt =
              store.gate().append(Samples.event(appended++)).toCompletableFuture();
          assertEquals(receipt, receipt);
        }
        storage.powerOff();
      }
    } catch (AuditOpenFailure failed) {
      assertEquals(AuditOpenFailure.Kind.UNREADABLE, failed.kind(), failed::toString);
    }
  }

  private void append(AuditStore store, List<LedgerEvent> events) {
    List<CompletableFuture<Reference>> receipts = new ArrayList<>();
    for (LedgerEvent event : events) {
      receipts.add(store.gate().append(event).toCompletableFuture());
    }
    for (int i = 0; i < events.size(); i++) {
      int person = appended - events.size() + i;
      receipts
          .get(i)
          .handle(
              (reference, failure) ->
                  failure == null ? acknowledged.put(reference, "person-" + person) : null)
          .join();
    }
  }

  private void checkAll(Path folder, String what) throws IOException {
    try (AuditStore store = open(folder, new UnforcedStorage())) {
      assertTrue(
          store.recoveries().stream().noneMatch(Recovery::alarm),
          () -> what + ": " + store.recoveries());
      Map<Reference, String> kept = new LinkedHashMap<>();
      store
          .ledger()
          .forward(
              LedgerQuery.ALL,
              record ->
                  kept.put(
                      record.reference(),
                      record.payload() == null
                          ? "unreadable"
                          : record.payload().path("person").asText()));
      acknowledged.forEach((reference, person) -> assertEquals(person, kept.get(reference), what));
    }
    VerificationReport report = LedgerVerifier.verify(folder, null);
    assertTrue(report.ok(), () -> what + ": " + report);
  }

  private AuditStore open(Path folder, Storage storage) throws AuditOpenFailure {
    return AuditStore.open(
        folder, "100000", Samples.CATEGORIES, clock, Samples.random(), storage, limits, limits);
  }

  private static AuditUnavailable failureOf(CompletableFuture<Reference> receipt) {
    Throwable failure = receipt.handle((reference, cause) -> cause).join();
    if (failure instanceof AuditUnavailable unavailable) {
      return unavailable;
    }
    throw new AssertionError("expected AuditUnavailable and got " + failure);
  }
}
