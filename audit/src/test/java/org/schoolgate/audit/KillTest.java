package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at a random moment, again and again on the same folders. */
final class KillTest {

  private static final int ROUNDS = Boolean.getBoolean("schoolgate.long") ? 300 : 4;
  private static final int LINES_MAX = 1_500;

  /** All of a folder is read after each round, so one that only grew would take the time of all. */
  private static final int ROUNDS_A_FOLDER = 20;

  @TempDir private Path scratch;

  private final Map<Long, String> acknowledged = new HashMap<>();
  private Path folder = Path.of("");

  @Test
  void nothingThatWasAcknowledgedIsLost() throws Exception {
    long seed = Long.getLong("schoolgate.seed", System.nanoTime());
    Random random = new Random(seed);
    boolean torn = false;
    long records = 0;
    for (int round = 0; round < ROUNDS; round++) {
      if (round % ROUNDS_A_FOLDER == 0) {
        folder = scratch.resolve("folder-" + round);
        acknowledged.clear();
        torn = false;
      }
      String what = "schoolgate.seed=" + seed + " round " + round;
      String recoveries = runAndKill(1 + random.nextInt(LINES_MAX), round * 1_000_000);
      assertTrue(!torn || recoveries.contains("had not finished"), what + ": " + recoveries);
      assertFalse(recoveries.contains("alarm=true"), what + ": " + recoveries);
      check(what);
      records += acknowledged.size();
      // A kill leaves whole writes behind; what a power cut leaves is added here.
      torn = random.nextInt(3) > 0;
      if (torn) {
        tear(random);
      }
    }
    assertTrue(records > ROUNDS, "only " + records + " records");
  }

  private String runAndKill(int lines, int firstNumber) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KillChild.class.getName(),
                folder.toString(),
                Integer.toString(firstNumber))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
      String recoveries = out.readLine();
      assertNotNull(recoveries, "the child did not start");
      for (int i = 0; i < lines; i++) {
        take(out.readLine());
      }
      // Through the handle: the process itself would close the pipe that is still to be read.
      assertTrue(child.toHandle().destroyForcibly());
      // What it had printed and we had not read was acknowledged too, except a line cut in half.
      StringBuilder rest = new StringBuilder();
      for (int c = out.read(); c >= 0; c = out.read()) {
        rest.append((char) c);
      }
      rest.substring(0, rest.lastIndexOf("\n") + 1).lines().forEach(this::take);
      return recoveries;
    } finally {
      child.destroyForcibly();
      child.waitFor();
    }
  }

  private void take(String line) {
    assertNotNull(line, "the child ended by itself");
    int space = line.indexOf(' ');
    acknowledged.put(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
  }

  private void check(String what) throws IOException {
    VerificationReport report = LedgerVerifier.verify(folder, null);
    assertTrue(report.ok(), () -> what + ": " + report);
    Map<Long, String> kept = new HashMap<>();
    LedgerReader.open(folder, AuditStore.LEDGER)
        .forward(
            LedgerQuery.ALL,
            record ->
                kept.put(
                    record.reference().index(),
                    record.payload() == null
                        ? "unreadable"
                        : record.payload().path("person").asText()));
    acknowledged.forEach(
        (index, person) -> assertEquals(person, kept.get(index), what + " index " + index));
  }

  private void tear(Random random) throws IOException {
    Path last = new LogFolder(folder.resolve("ledger")).listSegments().lastEntry().getValue();
    byte[] tail = new byte[1 + random.nextInt(400)];
    if (random.nextBoolean()) {
      random.nextBytes(tail);
    }
    Files.write(last, tail, StandardOpenOption.APPEND);
  }
}
