package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log of six records of which a checkpoint covers three, as a crash would leave it. */
final class LogRecoveryTest {

  private static final int COVERED = 3;
  private static final int RECORDS = 6;

  @TempDir private Path scratch;

  private final FakeClock clock = new FakeClock("2026-11-23T09:00:00Z");
  private Path folder;
  private LedgerKeys keys;

  @BeforeEach
  void crashWithATail() throws IOException {
    Path original = scratch.resolve("original");
    LedgerEvent event = new LedgerEvent.Stopped("x", null, null);
    folder = scratch.resolve("audit");
    try (AuditStore store = Samples.quietStore(original, clock)) {
      for (int i = 0; i < COVERED; i++) {
        Samples.await(store.gate().append(event));
      }
    }
    try (AuditStore store = Samples.quietStore(original, clock)) {
      for (int i = COVERED; i < RECORDS; i++) {
        Samples.await(store.gate().append(event));
      }
      copy(original, folder);
    }
    keys =
        LedgerKeys.open(Vault.open(folder.resolve("vault"), new FileStorage(), Samples.random()));
  }

  @Test
  void aWholeTailIsKept() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      assertEquals(List.of(), store.recoveries());
      assertEquals(RECORDS, store.ledger().tail(100).size());
      assertEquals(
          new Reference(RECORDS), Samples.await(store.gate().append(Samples.event(RECORDS))));
    }
    assertTrue(LedgerVerifier.verify(folder, null).ok());
  }

  @Test
  void everyLengthOfTheTailRecoversOrRefuses() throws IOException {
    byte[] whole = Files.readAllBytes(segment(folder));
    List<Integer> ends = frameEnds(whole);
    for (int length = whole.length; length >= 0; length--) {
      int records = (int) countUpTo(ends, length);
      boolean torn = length != (records == 0 ? 0 : ends.get(records - 1));
      Path copy = scratch.resolve("length-" + length);
      copy(folder.resolve("ledger"), copy.resolve("ledger"));
      Files.write(segment(copy), Arrays.copyOf(whole, length));
      LogOpener.Result result = openLedger(copy);
      String what = "length " + length;
      if (records >= COVERED) {
        assertEquals(records, result.opened().frontier().size(), what);
        assertEquals(torn, result.first() instanceof LedgerEvent.Recovered, what);
        assertEquals(torn ? length - ends.get(records - 1) : 0, result.opened().bytesCut(), what);
        assertFalse(result.recovery() != null && result.recovery().alarm(), what);
        assertEquals(records == 0 ? 0 : ends.get(records - 1), Files.size(segment(copy)), what);
      } else {
        assertPutAside(result, copy, what);
      }
    }
  }

  @Test
  void everyChangedByteBelowTheCheckpointRefusesAndAboveItIsCut() throws IOException {
    byte[] whole = Files.readAllBytes(segment(folder));
    List<Integer> ends = frameEnds(whole);
    for (int i = 0; i < whole.length; i++) {
      int record = (int) countUpTo(ends, i);
      Path copy = scratch.resolve("byte-" + i);
      copy(folder.resolve("ledger"), copy.resolve("ledger"));
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 << i % 8);
      Files.write(segment(copy), changed);
      LogOpener.Result result = openLedger(copy);
      String what = "byte " + i;
      if (record < COVERED) {
        assertPutAside(result, copy, what);
      } else {
        assertEquals(record, result.opened().frontier().size(), what);
        assertTrue(result.first() instanceof LedgerEvent.Recovered, what);
      }
    }
  }

  @Test
  void aTornTailIsToldInTheLogAndToPeople() throws IOException {
    Files.write(segment(folder), new byte[] {0, 0, 1}, StandardOpenOption.APPEND);
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      assertEquals(1, store.recoveries().size());
      Recovery recovery = store.recoveries().get(0);
      assertFalse(recovery.alarm());
      assertEquals("ledger", recovery.log());
      assertTrue(recovery.text().contains("3 bytes"), recovery.text());
      assertEquals(
          new Reference(RECORDS + 1), Samples.await(store.gate().append(Samples.event(99))));
      LedgerRecord told = store.ledger().get(new Reference(RECORDS)).orElseThrow();
      assertEquals(RecordKind.RECOVERED, told.kind());
      assertTrue(told.json().contains("\"bytesCut\":3"), told.json());
    }
    assertTrue(LedgerVerifier.verify(folder, null).ok());
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      assertEquals(List.of(), store.recoveries());
    }
  }

  @Test
  void aDamagedLogIsPutAsideAndANewEpochNamesIt() throws IOException {
    byte[] whole = Files.readAllBytes(segment(folder));
    whole[100] ^= 1;
    Files.write(segment(folder), whole);
    Checkpoint last = checkpoint(folder);
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      assertEquals(1, store.recoveries().size());
      assertTrue(store.recoveries().get(0).alarm());
      assertEquals(new Reference(2, 1), Samples.await(store.gate().append(Samples.event(99))));
      LedgerRecord first = store.ledger().get(new Reference(2, 0)).orElseThrow();
      assertEquals(RecordKind.EPOCH_OPENED, first.kind());
      assertNotNull(first.payload());
      String json = first.json();
      assertTrue(json.contains("\"oldOrigin\":\"schoolgate/100000/ledger\""), json);
      assertTrue(json.contains("\"oldSize\":3"), json);
      assertTrue(json.contains("\"oldRoot\":\"" + last.rootBase64() + "\""), json);
      assertTrue(json.contains("\"oldFolder\":\"ledger.epoch-1\""), json);
      assertTrue(json.contains("record 0: its checksum is wrong"), json);
      // What is still whole in the old one can be read.
      assertTrue(store.ledger().get(new Reference(4)).isPresent());
      assertEquals(RECORDS - 1 + 2, store.ledger().tail(100).size());
      assertEquals(new Reference(2, 1), store.ledger().tail(1).get(0).reference());
      assertEquals("schoolgate/100000/ledger#2", store.checkpoints().get(0).origin());
    }
    assertTrue(LedgerVerifier.verify(folder.resolve("ledger"), null).ok());
    assertFalse(LedgerVerifier.verify(folder.resolve("ledger.epoch-1"), null).ok());
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      assertEquals(List.of(), store.recoveries());
      assertEquals(new Reference(2, 2), Samples.await(store.gate().append(Samples.event(100))));
    }
    // A second disaster is a third epoch.
    Files.delete(segment(folder));
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      assertTrue(store.recoveries().get(0).alarm());
      assertEquals(new Reference(3, 1), Samples.await(store.gate().append(Samples.event(101))));
    }
    assertTrue(Files.isDirectory(folder.resolve("ledger.epoch-2")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ledger", "traffic"})
  void aLogOfWhichNothingIsLeftIsDamageAndNoFirstStart(String log) throws IOException {
    deleteAll(folder.resolve(log));
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      assertEquals(1, store.recoveries().size());
      assertTrue(store.recoveries().get(0).alarm());
      assertEquals(log, store.recoveries().get(0).log());
      assertTrue(store.recoveries().get(0).text().contains("is gone"), log);
      assertEquals(
          "schoolgate/100000/" + log + "#2",
          store.checkpoints().get(log.equals("ledger") ? 0 : 1).origin());
      assertEquals(1, store.putAside().size());
      assertTrue(store.putAside().get(0).contains(log + ".epoch-1"), store.putAside()::toString);
      if (log.equals("ledger")) {
        assertEquals(new Reference(2, 1), Samples.await(store.gate().append(Samples.event(9))));
      }
    }
    assertFalse(LedgerVerifier.verify(folder, null).ok());
    // Whoever has looked into it moves it away, and nothing is forgotten by that.
    deleteAll(folder.resolve(log + ".epoch-1"));
    assertTrue(LedgerVerifier.verify(folder, null).ok());
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      assertEquals(List.of(), store.recoveries());
      assertEquals(List.of(), store.putAside());
    }
    Files.delete(folder.resolve(log).resolve("log.json"));
    Files.delete(folder.resolve(log).resolve("checkpoint"));
    Samples.quietStore(folder, clock).close();
    assertTrue(Files.isDirectory(folder.resolve(log + ".epoch-1")));
  }

  @Test
  void anEpochIsNotBegunTwiceUnderOneName() throws IOException {
    damage();
    Samples.quietStore(folder, clock).close();
    deleteAll(folder.resolve("ledger.epoch-1"));
    damage();
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      assertEquals("schoolgate/100000/ledger#3", store.checkpoints().get(0).origin());
    }
    assertTrue(Files.isDirectory(folder.resolve("ledger.epoch-2")));
  }

  @Test
  void aCrashBetweenTwoEpochsIsNotTakenForADeletedLog() throws IOException {
    damage();
    LogOpener.Result result = openLedger(folder);
    assertNotNull(result.first());
    // As it is when the crash comes before the new log is there.
    deleteAll(folder.resolve("ledger"));
    Files.delete(folder.resolve("ledger.epoch-1/followed-by.txt"));
    LogOpener.Result again = openLedger(folder);
    assertEquals(result.first(), again.first());
    assertEquals("schoolgate/100000/ledger#2", again.opened().description().origin());
  }

  private void damage() throws IOException {
    byte[] whole = Files.readAllBytes(segment(folder));
    whole[100] ^= 1;
    Files.write(segment(folder), whole);
  }

  private static void deleteAll(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkpoint", "log.json", "segments/00000000000000000000.seg"})
  void aMissingFileIsNoReasonToBeginAgainUnderTheSameName(String file) throws IOException {
    Files.delete(folder.resolve("ledger").resolve(file));
    LogOpener.Result result = openLedger(folder);
    assertNotNull(result.recovery());
    assertTrue(result.recovery().alarm());
    assertEquals("schoolgate/100000/ledger#2", result.opened().description().origin());
  }

  @Test
  void anOlderStateOfTheSegmentsIsARollback() throws IOException {
    Path later = scratch.resolve("later");
    copy(folder, later);
    Samples.quietStore(later, clock).close();
    byte[] whole = Files.readAllBytes(segment(later));
    Files.write(segment(later), Arrays.copyOf(whole, frameEnds(whole).get(RECORDS - 2)));
    LogOpener.Result result = openLedger(later);
    assertNotNull(result.recovery());
    assertTrue(result.recovery().text().contains("record 5: it is missing"), result::toString);
  }

  @Test
  void theTreeIsRebuiltFromTheSegmentsHoweverItWasDamaged() throws IOException {
    // The copy may lack the last hash, which the writer adds when the receipts are out.
    openLedger(folder);
    Path tree = folder.resolve("ledger/tree/0");
    byte[] good = Files.readAllBytes(tree);
    assertEquals(RECORDS * 32, good.length);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      Path copy = scratch.resolve("tree-" + round);
      copy(folder.resolve("ledger"), copy.resolve("ledger"));
      byte[] bad = Arrays.copyOf(good, round % 3 == 0 ? random.nextInt(good.length) : good.length);
      if (round % 3 != 0) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(copy.resolve("ledger/tree/0"), bad);
      LogOpener.Result result = openLedger(copy);
      assertEquals(null, result.recovery(), "seed " + seed + " round " + round);
      assertTrue(
          Arrays.equals(good, Files.readAllBytes(copy.resolve("ledger/tree/0"))),
          "seed " + seed + " round " + round);
    }
    Files.delete(tree);
    assertEquals(null, openLedger(folder).recovery());
    assertTrue(Arrays.equals(good, Files.readAllBytes(tree)));
  }

  @Test
  void aLogOfANewerFormatIsLeftAlone() throws IOException {
    Path description = folder.resolve("ledger/log.json");
    String text = Files.readString(description);
    Files.writeString(description, text.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"));
    AuditOpenFailure failure =
        assertThrows(AuditOpenFailure.class, () -> Samples.quietStore(folder, clock).close());
    assertEquals(AuditOpenFailure.Kind.UNREADABLE, failure.kind());
    assertFalse(Files.exists(folder.resolve("ledger.epoch-1")));
  }

  private void assertPutAside(LogOpener.Result result, Path copy, String what) {
    assertEquals(0, result.opened().frontier().size(), what);
    LedgerEvent.EpochOpened first = (LedgerEvent.EpochOpened) result.first();
    assertNotNull(first, what);
    assertEquals(COVERED, first.oldSize(), what);
    assertNotNull(result.recovery(), what);
    assertTrue(result.recovery().alarm(), what);
    assertTrue(Files.isDirectory(copy.resolve("ledger.epoch-1")), what);
  }

  private LogOpener.Result openLedger(Path in) throws IOException {
    LogOpener.Result result =
        new LogOpener(in, "ledger", "100000", keys.signing(), true, new UnforcedStorage()).open();
    result.opened().segment().close();
    result.opened().tree().close();
    return result;
  }

  private static Checkpoint checkpoint(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("ledger/checkpoint"));
    return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), lines.get(2));
  }

  private static Path segment(Path folder) {
    return folder.resolve("ledger/segments/00000000000000000000.seg");
  }

  private static long countUpTo(List<Integer> ends, int offset) {
    return ends.stream().filter(end -> end <= offset).count();
  }

  private static List<Integer> frameEnds(byte[] bytes) {
    List<Integer> ends = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int at = 0;
    while (at < bytes.length) {
      at += Frame.PREFIX_BYTES + in.getInt(at);
      ends.add(at);
    }
    return ends;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!file.endsWith("lock")) {
          Files.copy(file, target);
        }
      }
    }
  }
}
