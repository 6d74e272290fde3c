package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LedgerVerifierTest {

  /** One more than a whole tree: the time goes with its square, and more show no other case. */
  private static final int RECORDS = 33;

  @TempDir private Path folder;

  private final FakeClock clock = new FakeClock("2026-11-23T09:00:00Z");
  private final Map<String, Checkpoint> opened = new HashMap<>();
  private Path log;
  private Path segment;
  private PublicKey key;

  @BeforeEach
  void writeALog() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      for (int i = 0; i < RECORDS; i++) {
        Samples.await(store.gate().append(new LedgerEvent.Stopped("x", null, null)));
      }
      key = LedgerVerifier.readKey(store.verifierKey());
    }
    log = folder.resolve("ledger");
    segment = log.resolve("segments/00000000000000000000.seg");
  }

  @Test
  void everyChangedByteOfASegmentNamesItsRecord() throws IOException {
    byte[] good = Files.readAllBytes(segment);
    List<Integer> starts = frameStarts(good);
    assertEquals(RECORDS, starts.size());
    int record = -1;
    for (int i = 0; i < good.length; i++) {
      if (record + 1 < RECORDS && starts.get(record + 1) == i) {
        record++;
      }
      byte[] changed = good.clone();
      changed[i] ^= (byte) (1 << i % 8);
      Files.write(segment, changed);
      assertNamesRecord(record, "byte " + i);
    }
    Files.write(segment, good);
    assertTrue(verify().faults().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tree/0", "checkpoint", "checkpoints/2026-11/2026-11-23T09Z", "log.json"})
  void everyChangedByteOfAnotherFileNamesTheFile(String name) throws IOException {
    Path file = log.resolve(name);
    byte[] good = Files.readAllBytes(file);
    for (int i = 0; i < good.length; i++) {
      byte[] changed = good.clone();
      changed[i] ^= (byte) (1 << i % 8);
      Files.write(file, changed);
      assertNamesFile(name, "byte " + i);
      if (name.startsWith("tree")) {
        assertNamesRecord(i / 32, "byte " + i);
      }
    }
    Files.delete(file);
    if (!name.startsWith("checkpoints/")) {
      assertNamesFile(name, "deleted");
    }
    Files.write(file, good);
    assertTrue(verify().faults().isEmpty());
  }

  @Test
  void everyMissingTailNamesTheFirstRecordThatIsGone() throws IOException {
    byte[] good = Files.readAllBytes(segment);
    List<Integer> starts = frameStarts(good);
    for (int length = 0; length < good.length; length++) {
      Files.write(segment, Arrays.copyOf(good, length));
      int whole = 0;
      while (whole + 1 < RECORDS && starts.get(whole + 1) <= length) {
        whole++;
      }
      assertNamesRecord(whole, "length " + length);
    }
    Files.delete(segment);
    assertNamesRecord(0, "no segment");
  }

  @Test
  void aRecordThatWasReplacedWithItsChecksumRightIsNamed() throws IOException {
    byte[] good = Files.readAllBytes(segment);
    List<Integer> starts = frameStarts(good);
    for (int record = 0; record < RECORDS; record++) {
      byte[] changed = good.clone();
      ByteBuffer bytes = ByteBuffer.wrap(changed);
      int start = starts.get(record);
      byte[] body = new byte[bytes.getInt(start)];
      bytes.get(start + Frame.PREFIX_BYTES, body);
      body[body.length - 1] ^= 1;
      bytes.putInt(start + 4, Frame.crcOf(body)).put(start + Frame.PREFIX_BYTES, body);
      Files.write(segment, changed);
      assertNamesRecord(record, "record " + record);
      assertNamesFile("checkpoint", "root");
    }
  }

  @Test
  void aRecordAndItsHashReplacedTogetherAreFoundByTheRoot() throws IOException {
    byte[] changed = Files.readAllBytes(segment);
    ByteBuffer bytes = ByteBuffer.wrap(changed);
    byte[] body = new byte[bytes.getInt(0)];
    bytes.get(Frame.PREFIX_BYTES, body);
    body[40] ^= 1;
    bytes.putInt(4, Frame.crcOf(body)).put(Frame.PREFIX_BYTES, body);
    Files.write(segment, changed);
    byte[] tree = Files.readAllBytes(log.resolve("tree/0"));
    System.arraycopy(new MerkleHasher().leaf(body), 0, tree, 0, 32);
    Files.write(log.resolve("tree/0"), tree);
    assertNamesFile("checkpoint", "root");
  }

  @Test
  void recordsSwappedDroppedOrDoubledAreFound() throws IOException {
    byte[] good = Files.readAllBytes(segment);
    List<Integer> starts = frameStarts(good);
    byte[] third = Arrays.copyOfRange(good, starts.get(3), starts.get(4));
    byte[] fourth = Arrays.copyOfRange(good, starts.get(4), starts.get(5));
    byte[] before = Arrays.copyOf(good, starts.get(3));
    byte[] after = Arrays.copyOfRange(good, starts.get(5), good.length);
    Files.write(segment, join(before, fourth, third, after));
    assertNamesRecord(3, "swapped");
    Files.write(segment, join(before, fourth, after));
    assertNamesRecord(3, "dropped");
    Files.write(segment, join(before, third, third, fourth, after));
    assertNamesRecord(4, "doubled");
    Files.write(segment, join(before, third, fourth, after));
    assertTrue(verify().faults().isEmpty());
  }

  @Test
  void aFileThatDoesNotBelongIsNamed() throws IOException {
    Files.writeString(log.resolve("segments/extra"), "x");
    assertNamesFile("segments/extra", "extra");
  }

  @Test
  void anotherLogsRecordsAndAnotherKeysCheckpointsAreFound() throws IOException {
    Path other = folder.resolve("other");
    PublicKey otherKey;
    try (AuditStore store = Samples.quietStore(other, clock)) {
      for (int i = 0; i < RECORDS; i++) {
        Samples.await(store.gate().append(new LedgerEvent.Stopped("x", null, null)));
      }
      otherKey = LedgerVerifier.readKey(store.verifierKey());
    }
    assertFalse(LedgerVerifier.verify(log, otherKey).ok());
    assertFalse(LedgerVerifier.verify(other, key).ok());
    assertTrue(LedgerVerifier.verify(other, otherKey).ok());
    Files.write(
        segment, Files.readAllBytes(other.resolve("ledger").resolve(log.relativize(segment))));
    assertNamesRecord(0, "spliced");
  }

  @Test
  void anOlderCheckpointUnderALaterHistoryIsOnlyBehind() throws IOException {
    byte[] older = Files.readAllBytes(log.resolve("checkpoint"));
    clock.move(Duration.ofMinutes(1));
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      Samples.await(store.gate().append(new LedgerEvent.Stopped("y", null, null)));
    }
    Files.write(log.resolve("checkpoint"), older);
    VerificationReport.LogReport report = verify();
    assertEquals(List.of(), report.faults());
    assertEquals(List.of("the last 1 records are behind the last checkpoint"), report.warnings());
  }

  @Test
  void theKeyInTheFolderIsTrustedWithAWarningOnly() throws IOException {
    VerificationReport report = LedgerVerifier.verify(log, null);
    assertTrue(report.ok());
    assertEquals(1, report.logs().get(0).warnings().size());
    assertTrue(report.logs().get(0).warnings().get(0).startsWith("the key that checked"));
  }

  @Test
  void whatWasKnownBeforeMustBeItsBeginning() throws IOException {
    Checkpoint known = checkpoint();
    Path older = Files.createDirectory(folder.resolve("elsewhere")).resolve("ledger");
    copy(log, older);
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      Samples.await(store.gate().append(Samples.event(1)));
    }
    Checkpoint later = checkpoint();
    assertEquals(RECORDS + 1, later.size());
    assertEquals("", faultsExpecting(folder, known));
    assertEquals("", faultsExpecting(folder, known, later));
    Checkpoint other = new Checkpoint(known.origin(), known.size() - 1, later.rootBase64());
    assertTrue(
        faultsExpecting(folder, known, other).contains("its root hash is not that of the 32"));
    Checkpoint elsewhere = new Checkpoint("schoolgate/100001/ledger", 1, known.rootBase64());
    assertTrue(faultsExpecting(folder, elsewhere).contains("no log here is schoolgate/100001"));
    // An older copy is whole and signed, and only what was written down elsewhere shows it.
    deleteAll(log);
    copy(older, log);
    deleteAll(older);
    assertEquals("", faultsExpecting(folder));
    assertEquals("", faultsExpecting(folder, known));
    String rollback = faultsExpecting(folder, later);
    assertTrue(rollback.contains("it had 34 records then and has 33 now"), rollback);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ledger", "traffic", "ledger traffic"})
  void aLogThatIsGoneIsAFault(String gone) throws IOException {
    for (String name : gone.split(" ", -1)) {
      deleteAll(folder.resolve(name));
    }
    VerificationReport report = LedgerVerifier.verify(folder, key);
    assertFalse(report.ok());
    assertEquals(2, report.logs().size());
    for (VerificationReport.LogReport each : report.logs()) {
      String name = String.valueOf(each.folder().getFileName());
      assertEquals(
          gone.contains(name) ? "[log.json: the whole log is missing]" : "[]",
          each.faults().toString());
    }
  }

  private Checkpoint checkpoint() throws IOException {
    List<String> lines = Files.readAllLines(log.resolve("checkpoint"));
    return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), lines.get(2));
  }

  private String faultsExpecting(Path in, Checkpoint... expected) throws IOException {
    StringBuilder faults = new StringBuilder();
    for (VerificationReport.LogReport each :
        LedgerVerifier.verify(in, key, List.of(expected)).logs()) {
      each.faults().forEach(fault -> faults.append(fault).append('\n'));
    }
    return faults.toString();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aFolderWithoutALogIsAnError() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThrows(IOException.class, () -> LedgerVerifier.verify(empty, null));
    assertThrows(IOException.class, () -> LedgerVerifier.verify(folder.resolve("none"), null));
  }

  @Test
  void aLogThatIsBeingWrittenVerifies() throws IOException {
    LogLimits busy = new LogLimits(20_000, 1_024, 16, 0, 0, 1);
    try (AuditStore store =
        AuditStore.open(
            folder,
            "100000",
            Samples.CATEGORIES,
            clock,
            Samples.random(),
            new FileStorage(),
            busy,
            busy)) {
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < 1_500; i++) {
                  Samples.await(store.gate().append(Samples.event(i)));
                }
              });
      writer.start();
      int rounds = 0;
      while (writer.isAlive()) {
        VerificationReport report = LedgerVerifier.verify(folder, key);
        assertTrue(report.ok(), report::toString);
        store.ledger().tail(10);
        rounds++;
      }
      assertTrue(rounds > 0);
    }
    assertTrue(LedgerVerifier.verify(folder, key).ok());
  }

  private VerificationReport.LogReport verify() throws IOException {
    return new LogVerification(new LogFolder(log), key, List.of(), this::openOnce).run();
  }

  /**
   * The real check, but once for each note: an Ed25519 signature takes longer than all the rest.
   */
  private Checkpoint openOnce(byte[] note, PublicKey with) throws SignedNote.BadNote {
    String text = new String(note, StandardCharsets.ISO_8859_1);
    Checkpoint known = opened.get(text);
    if (known == null) {
      known = SignedNote.open(note, with);
      opened.put(text, known);
    }
    return known;
  }

  private void assertNamesRecord(long record, String what) throws IOException {
    VerificationReport.LogReport report = verify();
    assertTrue(
        report.faults().stream().anyMatch(fault -> Objects.equals(fault.index(), record)),
        () -> what + " should name record " + record + ": " + report);
  }

  private void assertNamesFile(String file, String what) throws IOException {
    VerificationReport.LogReport report = verify();
    assertNotNull(report.faults());
    assertTrue(
        report.faults().stream().anyMatch(fault -> fault.file().equals(file)),
        () -> what + " should name " + file + ": " + report);
  }

  private static List<Integer> frameStarts(byte[] bytes) {
    List<Integer> starts = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    for (int at = 0; at < bytes.length; at += Frame.PREFIX_BYTES + in.getInt(at)) {
      starts.add(at);
    }
    return starts;
  }

  private static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
