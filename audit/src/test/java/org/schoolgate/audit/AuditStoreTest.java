package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.CategorySet;

final class AuditStoreTest {

  @TempDir private Path folder;

  private final FakeClock clock = new FakeClock("2026-11-23T09:00:00Z");

  @Test
  void whatIsRecordedIsReadBackAndVerifies() throws IOException {
    String key;
    try (AuditStore store = Samples.store(folder, clock)) {
      assertTrue(store.recoveries().isEmpty());
      List<CompletionStage<Reference>> receipts = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        receipts.add(store.gate().append(Samples.event(i)));
        store
            .gate()
            .flowClosed(Samples.flow(Samples.PUPIL, "host" + i + ".example", CategorySet.EMPTY));
      }
      for (int i = 0; i < receipts.size(); i++) {
        assertEquals(new Reference(i), Samples.await(receipts.get(i)));
      }
      LedgerRecord record = store.ledger().get(new Reference(417)).orElseThrow();
      assertEquals(RecordKind.PERSON_ADDED, record.kind());
      assertEquals(
          "{\"at\":\"2026-11-23T09:00:00Z\",\"reference\":\"SG-00D1-P\",\"kind\":\"person-added\","
              + "\"person\":\"person-417\",\"roles\":[\"teacher\"],\"addedBy\":\"head\"}",
          record.json());
      key = store.verifierKey();
    }
    VerificationReport report = LedgerVerifier.verify(folder, LedgerVerifier.readKey(key));
    assertTrue(report.ok(), report::toString);
    assertEquals(2, report.logs().size());
    for (VerificationReport.LogReport log : report.logs()) {
      assertEquals(1_000, log.records());
      assertEquals(1_000, log.checkpointSize());
      assertEquals(List.of(), log.warnings());
    }
  }

  @Test
  void aSecondOpenerIsToldThatTheFolderIsInUse() throws IOException {
    try (AuditStore store = Samples.store(folder, clock)) {
      AuditOpenFailure failure =
          assertThrows(AuditOpenFailure.class, () -> Samples.store(folder, clock).close());
      assertEquals(AuditOpenFailure.Kind.LOCKED, failure.kind());
      assertTrue(store.gate().available());
    }
    Samples.store(folder, clock).close();
  }

  @Test
  void itGoesOnWhereItStopped() throws IOException {
    for (int run = 0; run < 5; run++) {
      try (AuditStore store = Samples.store(folder, clock)) {
        assertEquals(new Reference(run), Samples.await(store.gate().append(Samples.event(run))));
        assertTrue(store.recoveries().isEmpty());
      }
    }
    assertTrue(LedgerVerifier.verify(folder, null).ok());
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "missing", "short"})
  void aMasterKeyThatDoesNotFitIsRefusedAndNothingIsTouched(String how) throws IOException {
    try (AuditStore store = Samples.store(folder, clock)) {
      Samples.await(store.gate().append(Samples.event(1)));
    }
    Path master = folder.resolve("vault/master.key");
    byte[] key = Files.readAllBytes(master);
    switch (how) {
      case "changed" -> Files.write(master, new byte[key.length]);
      case "missing" -> Files.delete(master);
      default -> Files.write(master, new byte[5]);
    }
    AuditOpenFailure failure =
        assertThrows(AuditOpenFailure.class, () -> Samples.store(folder, clock).close());
    assertEquals(AuditOpenFailure.Kind.MASTER_KEY, failure.kind());
    AuditOpenFailure reading =
        assertThrows(AuditOpenFailure.class, () -> LedgerReader.open(folder, AuditStore.LEDGER));
    assertEquals(AuditOpenFailure.Kind.MASTER_KEY, reading.kind());
    Files.write(master, key);
    try (AuditStore store = Samples.store(folder, clock)) {
      assertEquals(1, store.ledger().tail(5).size());
      assertTrue(store.recoveries().isEmpty());
    }
  }

  @Test
  void secretsAreTheOwnersAlone() throws IOException {
    Samples.store(folder, clock).close();
    Path master = folder.resolve("vault/master.key");
    for (String secret : List.of("master.key", "signing.key", "opaque.key")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(folder.resolve("vault").resolve(secret))));
    }
    Files.setPosixFilePermissions(master, PosixFilePermissions.fromString("rw-r--r--"));
    Samples.store(folder, clock).close();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(master)));
  }

  @Test
  void afterClosingNothingIsTaken() throws IOException {
    AuditStore store = Samples.store(folder, clock);
    store.close();
    CompletionException failure =
        assertThrows(
            CompletionException.class, () -> Samples.await(store.gate().append(Samples.event(1))));
    AuditUnavailable cause = assertInstanceOf(AuditUnavailable.class, failure.getCause());
    assertEquals(AuditUnavailable.Kind.CLOSED, cause.kind());
    assertFalse(cause.retryCanHelp());
    assertFalse(store.gate().available());
  }

  @Test
  void timeNeverGoesBackAndTheClockIsToldWhereItDid() throws IOException {
    try (AuditStore store = Samples.store(folder, clock)) {
      Samples.await(store.gate().append(Samples.event(1)));
      clock.move(Duration.ofHours(-2));
      Samples.await(store.gate().append(Samples.event(2)));
    }
    clock.move(Duration.ofMinutes(30));
    try (AuditStore store = Samples.store(folder, clock)) {
      Samples.await(store.gate().append(Samples.event(3)));
      clock.move(Duration.ofHours(2));
      Samples.await(store.gate().append(Samples.event(4)));
      List<String> times = new ArrayList<>();
      store
          .ledger()
          .forward(
              LedgerQuery.ALL,
              record -> {
                assertTrue(record.payload() != null);
                times.add(
                    record.at()
                        + (record.payload() == null
                            ? ""
                            : record.payload().path("clock").asText("")));
              });
      assertEquals(
          List.of(
              "2026-11-23T09:00:00Z",
              "2026-11-23T09:00:00Z2026-11-23T07:00:00Z",
              "2026-11-23T09:00:00Z2026-11-23T07:30:00Z",
              "2026-11-23T09:30:00Z"),
          times);
    }
    assertTrue(LedgerVerifier.verify(folder, null).ok());
  }

  @Test
  void aNewDayInTheSchoolsZoneIsANewSegment() throws IOException {
    FakeClock summer = new FakeClock("2026-07-01T22:58:00Z");
    try (AuditStore store = Samples.quietStore(folder, summer)) {
      for (int i = 0; i < 6; i++) {
        Samples.await(store.gate().append(Samples.event(i)));
        summer.move(Duration.ofMinutes(1));
      }
    }
    // Midnight in London is 23:00 UTC in summer.
    assertEquals(
        List.of("00000000000000000000.seg", "00000000000000000002.seg"), segments("ledger"));
    assertTrue(LedgerVerifier.verify(folder, null).ok());
    try (AuditStore store = Samples.quietStore(folder, summer)) {
      Samples.await(store.gate().append(Samples.event(6)));
      assertEquals(7, store.ledger().tail(100).size());
      assertEquals(2, segments("ledger").size());
      summer.move(Duration.ofDays(1));
      Samples.await(store.gate().append(Samples.event(7)));
      assertEquals(3, segments("ledger").size());
      assertTrue(store.ledger().get(new Reference(1)).isPresent());
      assertTrue(store.ledger().get(new Reference(2)).isPresent());
      assertTrue(store.ledger().get(new Reference(8)).isEmpty());
    }
    assertTrue(LedgerVerifier.verify(folder, null).ok());
  }

  @Test
  void aFullSegmentIsRolled() throws IOException {
    LogLimits small = new LogLimits(2_000, 1_024, 64, 0, 0, 3_600_000);
    try (AuditStore store =
        AuditStore.open(
            folder,
            "100000",
            Samples.CATEGORIES,
            clock,
            Samples.random(),
            new FileStorage(),
            small,
            small)) {
      for (int i = 0; i < 100; i++) {
        Samples.await(store.gate().append(Samples.event(i)));
      }
      assertEquals(100, store.ledger().tail(1_000).size());
    }
    for (String segment : segments("ledger")) {
      assertTrue(Files.size(folder.resolve("ledger/segments").resolve(segment)) <= 2_000);
    }
    assertTrue(segments("ledger").size() > 10);
    assertTrue(LedgerVerifier.verify(folder, null).ok());
  }

  @Test
  void anHourlyCheckpointStays() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      Samples.await(store.gate().append(Samples.event(1)));
    }
    clock.move(Duration.ofMinutes(61));
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      Samples.await(store.gate().append(Samples.event(2)));
    }
    assertTrue(Files.exists(folder.resolve("ledger/checkpoints/2026-11/2026-11-23T09Z")));
    assertTrue(Files.exists(folder.resolve("ledger/checkpoints/2026-11/2026-11-23T10Z")));
    assertTrue(LedgerVerifier.verify(folder, null).ok());
  }

  @Test
  void aDestroyedKeyShredsItsRecordsAndVerificationStillHolds() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      Samples.await(store.gate().append(Samples.event(1)));
      Samples.await(
          store
              .gate()
              .record(
                  Samples.block("gambling"),
                  Samples.facts(Samples.PUPIL, "bet.example", "gambling")));
      Samples.await(
          store
              .gate()
              .record(
                  Samples.block("gambling"),
                  Samples.facts(Samples.CLASSROOM, "bet.example", "gambling")));
    }
    try (var subjects = Files.list(folder.resolve("vault/subjects"))) {
      // Only the individual has a secret of its own.
      List<Path> secrets = subjects.toList();
      assertEquals(1, secrets.size());
      Files.delete(secrets.get(0));
    }
    assertEquals(List.of(true, false, true), readable());
    Files.delete(folder.resolve("vault/period/monitoring-202611.key"));
    assertEquals(List.of(true, false, false), readable());
    assertTrue(LedgerVerifier.verify(folder, null).ok());
  }

  private List<Boolean> readable() throws IOException {
    List<Boolean> readable = new ArrayList<>();
    LedgerReader.open(folder, AuditStore.LEDGER)
        .forward(LedgerQuery.ALL, record -> readable.add(record.payload() != null));
    return readable;
  }

  private List<String> segments(String log) throws IOException {
    try (var files = Files.list(folder.resolve(log).resolve("segments"))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
