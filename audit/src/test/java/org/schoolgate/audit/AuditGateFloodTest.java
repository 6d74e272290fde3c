package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Counting;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Violation;

/** Nobody fills the ledger: what one pupil does again and again is counted, and nothing is lost. */
final class AuditGateFloodTest extends AuditGateFixture {

  private static final int REQUESTS = 500;

  /** A blocked site that is a violation by itself, without a word that anybody typed or saw. */
  private static DecisionFacts visit(
      Subject subject, String host, String entry, Severity severity) {
    return new DecisionFacts(
        subject,
        Samples.target(host, "/page", null),
        Classification.of(
            List.of(new Match.Listed(Samples.category("gambling"), entry, "starter/gambling"))),
        null,
        List.of(new Violation(Samples.category("gambling"), severity, null, Origin.SHOWN)),
        List.of(),
        "v1");
  }

  private static Reference record(AuditGate gate, Decision decision, DecisionFacts facts) {
    Reference reference = Samples.await(gate.record(decision, facts)).reference();
    assertNotNull(reference);
    return reference;
  }

  /** Each record of the ledger counts for itself, and a count for as many as it says. */
  private static long toldOf(List<JsonNode> ledger) {
    return ledger.stream()
        .mapToLong(record -> record.has("count") ? record.path("count").asLong() : 1)
        .sum();
  }

  @Test
  void aSiteThatIsAViolationIsOneRecordAndACountWhateverItsHostIsCalled() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      for (int i = 0; i < REQUESTS; i++) {
        DecisionFacts facts =
            visit(Samples.PUPIL, "r" + i + ".bets.example", "bets.example", Severity.MEDIUM);
        assertEquals(new Reference(0), record(store.gate(), Samples.block("gambling"), facts));
      }
    }
    List<JsonNode> ledger = payloads(AuditStore.LEDGER);
    assertEquals(2, ledger.size());
    assertEquals(REQUESTS, toldOf(ledger));
    assertEquals("bets.example", ledger.get(1).path("host").asText());
  }

  @Test
  void aWorseViolationIsNeverARepeat() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      for (Severity severity : List.of(Severity.LOW, Severity.MEDIUM, Severity.CRITICAL)) {
        DecisionFacts facts = visit(Samples.PUPIL, "bets.example", "bets.example", severity);
        record(store.gate(), Samples.block("gambling"), facts);
      }
      assertEquals(3, store.ledger().tail(10).size());
    }
  }

  @Test
  void manySitesAreCountedByCategoryOnceTheyAreTooMany() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      for (int i = 0; i < REQUESTS; i++) {
        String host = "site" + i + ".example";
        record(
            store.gate(),
            Samples.block("gambling"),
            visit(Samples.PUPIL, host, host, Severity.MEDIUM));
      }
      String another = "site.example";
      record(
          store.gate(),
          Samples.block("gambling"),
          visit(Samples.CLASSROOM, another, another, Severity.MEDIUM));
      int before = store.ledger().tail(REQUESTS).size();
      assertTrue(before < 70, () -> before + " records");
      clock.move(Duration.ofMinutes(1));
      store.gate().tick();
      // The next minute is a new one.
      record(
          store.gate(),
          Samples.block("gambling"),
          visit(Samples.PUPIL, "last.example", "last.example", Severity.MEDIUM));
      assertEquals(
          "blocked",
          Objects.requireNonNull(store.ledger().tail(1).get(0).payload()).path("kind").asText());
    }
    List<JsonNode> ledger = payloads(AuditStore.LEDGER);
    assertEquals(REQUESTS + 2, toldOf(ledger));
    JsonNode counted =
        ledger.stream().filter(record -> record.has("count")).findFirst().orElseThrow();
    assertEquals("gambling", counted.path("category").asText());
    assertTrue(counted.path("host").isMissingNode(), counted::toString);
  }

  @Test
  void aFloodOfTheSameWordsIsCountedAndNewWordsAreNever() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      AuditGate gate = store.gate();
      for (int i = 0; i < REQUESTS; i++) {
        record(gate, Samples.allow(), Samples.typed(Samples.PUPIL, "bullying", "the same words"));
      }
      int flooded = store.ledger().tail(REQUESTS).size();
      assertTrue(flooded < 70, () -> flooded + " records");
      for (int i = 0; i < 100; i++) {
        record(gate, Samples.allow(), Samples.typed(Samples.PUPIL, "bullying", "words " + i));
      }
      assertEquals(flooded + 100, store.ledger().tail(2 * REQUESTS).size());
      record(gate, Samples.allow(), Samples.typed(Samples.PUPIL, "suicide", "the same words"));
      assertEquals(flooded + 101, store.ledger().tail(2 * REQUESTS).size());
    }
    assertEquals(REQUESTS + 101, toldOf(payloads(AuditStore.LEDGER)));
  }

  @Test
  void wordsOfWhichNoneIsListedAreNewOnceForEachCategory() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      for (int i = 0; i < REQUESTS; i++) {
        record(store.gate(), Samples.allow(), clues("bullying", "nobody \u2026 word" + i));
      }
      int flooded = store.ledger().tail(REQUESTS).size();
      assertTrue(flooded < 70, () -> flooded + " records");
      record(store.gate(), Samples.allow(), clues("suicide", "nobody \u2026 word"));
      record(store.gate(), Samples.allow(), Samples.typed(Samples.PUPIL, "bullying", "listed"));
      assertEquals(flooded + 2, store.ledger().tail(REQUESTS).size());
    }
    assertEquals(REQUESTS + 2, toldOf(payloads(AuditStore.LEDGER)));
  }

  /** What single words tell, as {@code clues} do. */
  private static DecisionFacts clues(String category, String words) {
    DecisionFacts facts = Samples.typed(Samples.PUPIL, category, words);
    Match.Phrase match = facts.capture().get(0);
    return new DecisionFacts(
        facts.subject(),
        facts.target(),
        facts.classification(),
        facts.searchTerms(),
        facts.violations(),
        List.of(
            new Match.Phrase(
                match.category(),
                words,
                "clues",
                match.weight(),
                match.offset(),
                match.length(),
                match.origin(),
                match.excerpt(),
                new Counting(100, 0, Set.of(), Set.of(Counting.Why.CLUES)))),
        facts.policyVersion());
  }

  @Test
  void anUnlistedHostIsItsOwnSite() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      for (String host : List.of("a.example", "b.example", "a.example")) {
        record(
            store.gate(),
            Samples.block("gambling"),
            new DecisionFacts(
                Samples.PUPIL,
                Samples.target(host, "/", null),
                Classification.UNCATEGORISED,
                null,
                List.of(),
                List.of(),
                "v1"));
      }
      assertEquals(2, store.ledger().tail(10).size());
    }
  }
}
