package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.Severity;

final class LedgerReaderTest {

  @TempDir private Path folder;

  private final FakeClock clock = new FakeClock("2026-11-23T09:00:00Z");

  static Stream<Arguments> queries() {
    LedgerQuery all = LedgerQuery.ALL;
    Instant start = Instant.parse("2026-11-23T09:00:00Z");
    return Stream.of(
        Arguments.of(all, List.of(6, 5, 4, 3, 2, 1, 0)),
        Arguments.of(all.ofKinds(RecordKind.BLOCKED), List.of(2, 1)),
        Arguments.of(all.ofKinds(RecordKind.STARTED, RecordKind.PERSON_ADDED), List.of(6, 5, 0)),
        Arguments.of(all.withCategory("gambling"), List.of(1)),
        Arguments.of(all.withCategory("suicide"), List.of(3)),
        Arguments.of(all.withCategory("weapons"), List.of()),
        Arguments.of(all.withSeverityMin(Severity.LOW), List.of(4, 3)),
        Arguments.of(all.withSeverityMin(Severity.CRITICAL), List.of(3)),
        Arguments.of(all.withSubject("ada.b"), List.of(3, 1)),
        Arguments.of(all.withSubject("year-5-class"), List.of(4, 2)),
        Arguments.of(all.withSubject("nobody"), List.of()),
        Arguments.of(all.withHost("bet.example"), List.of(1)),
        Arguments.of(all.withHost("Example"), List.of(2, 1)),
        Arguments.of(all.withHost("et.example"), List.of()),
        Arguments.of(all.between(start.plusSeconds(60), start.plusSeconds(180)), List.of(2, 1)),
        Arguments.of(all.between(start.plusSeconds(300), null), List.of(6, 5)),
        Arguments.of(all.between(null, start.plusSeconds(1)), List.of(0)),
        Arguments.of(
            all.withSubject("ada.b").ofKinds(RecordKind.BLOCKED).withCategory("gambling"),
            List.of(1)));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void findsWhatTheQueryAdmitsBothWays(LedgerQuery query, List<Integer> expected)
      throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      writeSevenRecords(store);
      List<Integer> found = new ArrayList<>();
      store
          .ledger()
          .search(query, 100)
          .forEach(record -> found.add((int) record.reference().index()));
      assertEquals(expected, found);
      found.clear();
      store.ledger().forward(query, record -> found.add(0, (int) record.reference().index()));
      assertEquals(expected, found);
      assertEquals(Math.min(1, expected.size()), store.ledger().search(query, 1).size());
      assertEquals(List.of(), store.ledger().search(query, 0));
    }
  }

  @Test
  void anotherProcessReadsWhileTheOwnerWrites() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      LedgerReader other = LedgerReader.open(folder, AuditStore.LEDGER);
      assertEquals(List.of(), other.tail(10));
      writeSevenRecords(store);
      assertEquals(store.ledger().tail(10), other.tail(10));
      // Somebody and a month that the other reader has not met yet.
      clock.move(Duration.ofDays(30));
      Samples.await(
          store
              .gate()
              .record(
                  Samples.block("gambling"),
                  Samples.facts(
                      new org.schoolgate.policy.Subject(
                          "new.pupil",
                          List.of("year-4"),
                          org.schoolgate.policy.Confidence.INDIVIDUAL,
                          "10.9.9.9"),
                      "bet.example",
                      "gambling")));
      assertTrue(other.tail(1).get(0).json().contains("new.pupil"));
    }
  }

  @Test
  void walksBackwardsOverManyBlocksAndSegments() throws IOException {
    int records = 6_000;
    String text = "x".repeat(1_000);
    LogLimits limits = new LogLimits(3 << 20, 10_000, 1_000, 0, 0, 3_600_000);
    try (AuditStore store =
        AuditStore.open(
            folder,
            "100000",
            Samples.CATEGORIES,
            clock,
            Samples.random(),
            new FileStorage(),
            limits,
            limits)) {
      List<java.util.concurrent.CompletionStage<Reference>> receipts = new ArrayList<>();
      for (int i = 0; i < records; i++) {
        receipts.add(store.gate().append(new LedgerEvent.Stopped(text, null, null)));
      }
      receipts.forEach(Samples::await);
      List<Long> found = new ArrayList<>();
      store.ledger().backward(LedgerQuery.ALL, record -> found.add(record.reference().index()));
      assertEquals(
          IntStream.range(0, records).mapToObj(i -> (long) records - 1 - i).toList(), found);
      for (long index : new long[] {0, 1, 2_999, 3_000, 5_999}) {
        assertEquals(
            index, store.ledger().get(new Reference(index)).orElseThrow().reference().index());
      }
      assertTrue(store.ledger().get(new Reference(records)).isEmpty());
      assertTrue(store.ledger().get(new Reference(2, 0)).isEmpty());
    }
  }

  @Test
  void aDamagedRecordIsLeftOut() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      writeSevenRecords(store);
    }
    Path segment = folder.resolve("ledger/segments/00000000000000000000.seg");
    byte[] bytes = Files.readAllBytes(segment);
    bytes[60] ^= 1;
    Files.write(segment, bytes);
    LedgerReader reader = LedgerReader.open(folder, AuditStore.LEDGER);
    assertEquals(6, reader.tail(100).size());
    assertTrue(reader.get(new Reference(0)).isEmpty());
    assertTrue(reader.get(new Reference(1)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ledger", "traffic"})
  void aFolderWithoutLogsIsAClearError(String log) {
    AuditOpenFailure failure =
        assertThrows(AuditOpenFailure.class, () -> LedgerReader.open(folder, log));
    assertEquals(AuditOpenFailure.Kind.UNREADABLE, failure.kind());
  }

  /** One a minute from nine o'clock on. */
  private void writeSevenRecords(AuditStore store) {
    AuditGate gate = store.gate();
    Samples.await(gate.append(new LedgerEvent.Started("1", "v1")));
    clock.move(Duration.ofMinutes(1));
    Samples.await(
        gate.record(
            Samples.block("gambling"), Samples.facts(Samples.PUPIL, "bet.example", "gambling")));
    clock.move(Duration.ofMinutes(1));
    Samples.await(
        gate.record(
            Samples.block("social-media"),
            Samples.facts(Samples.CLASSROOM, "chat.example", "social-media")));
    clock.move(Duration.ofMinutes(1));
    Samples.await(
        gate.record(Samples.allow(), Samples.typed(Samples.PUPIL, "suicide", "a phrase")));
    clock.move(Duration.ofMinutes(1));
    Samples.await(
        gate.record(Samples.allow(), Samples.typed(Samples.CLASSROOM, "drugs", "a phrase")));
    clock.move(Duration.ofMinutes(1));
    Samples.await(gate.append(Samples.event(1)));
    clock.move(Duration.ofMinutes(1));
    Samples.await(gate.append(Samples.event(2)));
  }
}
