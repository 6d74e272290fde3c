package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Killed at any time, the gateway starts again by itself and has lost no acknowledged record. */
final class RecoveryTest {

  private static final int BLOCKS = 6;

  @Test
  void killed() throws Exception {
    try (School school = School.open()) {
      List<String> references = new ArrayList<>();
      try (RunningGateway gateway = school.run()) {
        for (int i = 0; i < BLOCKS; i++) {
          references.add(
              blockedReference(
                  gateway, "http://www.google.com/search?q=how+do+i+kill+myself+" + i));
        }
        gateway.kill();
      }
      try (RunningGateway again = school.run()) {
        assertTrue(blockedReference(again, "http://again.pornhub.com/").startsWith("SG-"));
        assertEquals(143, again.terminate());
      }
      assertInterruptedOnce(school);
      for (String reference : references) {
        School.Outcome shown = school.command("audit", "show", reference);
        assertEquals(0, shown.status(), () -> reference + ": " + shown);
      }
      assertVerified(school);
    }
  }

  /** What a power cut leaves: a record of which only the beginning reached the disk. */
  @Test
  void tornTail() throws Exception {
    try (School school = School.open()) {
      String reference;
      try (RunningGateway gateway = school.run()) {
        reference = blockedReference(gateway, "http://www.pornhub.com/");
        gateway.kill();
      }
      Files.write(
          lastSegment(school), new byte[] {0, 0, 1, 44, 7, 7, 7}, StandardOpenOption.APPEND);
      try (RunningGateway again = school.run()) {
        String said = again.said();
        assertTrue(said.contains("What it had not finished (7 bytes) was taken off"), said);
        assertEquals(143, again.terminate());
      }
      assertEquals(0, school.command("audit", "show", reference).status());
      assertVerified(school);
    }
  }

  /** The gap is on record between its ends, in words, and in the report; the good end is not. */
  private static void assertInterruptedOnce(School school) throws Exception {
    List<JsonNode> kinds = new ArrayList<>();
    for (String line : school.command("audit", "tail", "--json").out().lines().toList()) {
      kinds.add(new ObjectMapper().readTree(line));
    }
    List<JsonNode> told =
        kinds.stream()
            .filter(record -> record.path("kind").asText().equals("interrupted"))
            .toList();
    assertEquals(1, told.size(), kinds::toString);
    JsonNode interrupted = told.get(0);
    Instant lastAlive = Instant.parse(interrupted.path("lastAlive").asText());
    Instant backAt = Instant.parse(interrupted.path("backAt").asText());
    assertTrue(lastAlive.isBefore(backAt), interrupted::toString);
    assertEquals(10, interrupted.path("withinSeconds").asInt());
    assertEquals(
        Duration.between(lastAlive, backAt.minusNanos(1)).toSeconds() + 1,
        interrupted.path("downSecondsMax").asLong());
    assertTrue(
        school.command("audit", "tail").out().contains("Filtering ended without being stopped"));
    assertTrue(
        school
            .command("report", "governors")
            .out()
            .contains("Filtering ended without being stopped"));
  }

  private static void assertVerified(School school) throws Exception {
    School.Outcome verified = school.command("audit", "verify", school.data() + "/audit");
    assertEquals(0, verified.status(), verified::toString);
  }

  private static String blockedReference(RunningGateway gateway, String url) throws Exception {
    Curl.Answer answer = new Curl(gateway, School.YEAR_5).get(url);
    assertEquals(403, answer.status(), answer.head());
    return answer.header("schoolgate-reference").toUpperCase(Locale.ROOT);
  }

  private static Path lastSegment(School school) throws IOException {
    try (var files = Files.list(school.data().resolve("audit/ledger/segments"))) {
      return files.max(Comparator.naturalOrder()).orElseThrow();
    }
  }
}
