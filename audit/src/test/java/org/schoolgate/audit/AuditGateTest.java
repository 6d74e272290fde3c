package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.schoolgate.policy.Decision;

/** What is recorded, when, and what counts as a repeat. */
final class AuditGateTest extends AuditGateFixture {

  @Test
  void anAllowedFlowIsTheTrafficLogsAlone() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      Decision allow = Samples.allow();
      Recorded<Decision> recorded =
          Samples.await(
              store.gate().record(allow, Samples.facts(Samples.PUPIL, "bbc.co.uk", "news")));
      assertSame(allow, recorded.decision());
      assertNull(recorded.reference());
      assertEquals(List.of(), store.ledger().tail(10));
      store.gate().flowClosed(Samples.flow(Samples.PUPIL, "bbc.co.uk", categories("news")));
    }
    List<JsonNode> flows = payloads(AuditStore.TRAFFIC);
    assertEquals(1, flows.size());
    assertEquals(
        "{\"at\":\"2026-11-23T09:00:00Z\",\"reference\":\"ST-0000-A\",\"kind\":\"flow\","
            + "\"subject\":{\"name\":\"ada.b\",\"groups\":[\"year-5\"],"
            + "\"confidence\":\"individual\",\"address\":\"10.1.2.3\"},"
            + "\"target\":{\"url\":\"http://bbc.co.uk/page\",\"host\":\"bbc.co.uk\"},"
            + "\"categories\":[\"news\"],\"decision\":\"allow\","
            + "\"reason\":{\"kind\":\"policy\",\"text\":\"Acceptable.\",\"source\":\"pupils/news\"},"
            + "\"status\":200,\"bytesUp\":10,\"bytesDown\":2000,\"durationMillis\":35,"
            + "\"ended\":\"complete\"}",
        flows.get(0).toString());
  }

  @Test
  void aBlockIsHeldByTheLedgerBeforeItMayTakeEffect() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      Recorded<Decision> recorded =
          Samples.await(
              store
                  .gate()
                  .record(
                      Samples.block("gambling"),
                      Samples.facts(Samples.PUPIL, "bet.example", "gambling")));
      Reference reference = Objects.requireNonNull(recorded.reference());
      LedgerRecord record = store.ledger().get(reference).orElseThrow();
      assertEquals(
          "{\"at\":\"2026-11-23T09:00:00Z\",\"reference\":\"SG-0000-5\",\"kind\":\"blocked\","
              + "\"subject\":{\"name\":\"ada.b\",\"groups\":[\"year-5\"],"
              + "\"confidence\":\"individual\",\"address\":\"10.1.2.3\"},"
              + "\"target\":{\"url\":\"http://bet.example/page\",\"host\":\"bet.example\"},"
              + "\"categories\":[\"gambling\"],\"decision\":\"block\","
              + "\"reason\":{\"kind\":\"policy\",\"text\":\"Not for year 5.\","
              + "\"source\":\"pupils/gambling\"},\"category\":\"gambling\",\"remedy\":\"teacher\","
              + "\"violations\":[],"
              + "\"evidence\":[{\"category\":\"gambling\",\"source\":\"starter/gambling\","
              + "\"entry\":\"bet.example\"}],\"capture\":[],\"policyVersion\":\"v1\"}",
          record.json());
    }
  }

  @Test
  void aViolationOnAnAllowedFlowIsRecordedWithItsCapture() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      for (int i = 0; i < 2; i++) {
        Recorded<Decision> recorded =
            Samples.await(
                store
                    .gate()
                    .record(
                        Samples.allow(), Samples.typed(Samples.PUPIL, "suicide", "the phrase")));
        // Violations are never taken together, however alike.
        assertEquals(new Reference(i), recorded.reference());
      }
    }
    JsonNode record = payloads(AuditStore.LEDGER).get(0);
    assertEquals("violation-found", record.path("kind").asText());
    assertEquals("critical", record.path("severity").asText());
    assertEquals("words around the phrase", record.path("searchTerms").asText());
    assertEquals(
        "[{\"category\":\"suicide\",\"severity\":\"critical\",\"phrase\":\"the phrase\","
            + "\"typed\":true}]",
        record.path("violations").toString());
    assertEquals(
        "[{\"phrase\":\"the phrase\",\"category\":\"suicide\",\"weight\":100,"
            + "\"offset\":13,\"length\":10,\"origin\":\"typed\","
            + "\"excerpt\":\"words around the phrase\",\"source\":\"suicide.en\"}]",
        record.path("capture").toString());
    assertFalse(record.toString().contains("q=secret"), record::toString);
  }

  @Test
  void repeatsWithinAMinuteShareTheFirstReferenceAndAreCounted() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      AuditGate gate = store.gate();
      assertEquals(new Reference(0), block(gate, "bet.example"));
      for (int i = 0; i < 5; i++) {
        clock.move(Duration.ofSeconds(10));
        assertEquals(new Reference(0), block(gate, "bet.example"));
        gate.tick();
      }
      assertEquals(new Reference(1), block(gate, "other.example"));
      clock.move(Duration.ofSeconds(9));
      gate.tick();
      assertEquals(2, store.ledger().tail(10).size());
      clock.move(Duration.ofSeconds(1));
      gate.tick();
      gate.tick();
      // The minute is over: the next is a first one again.
      assertEquals(new Reference(3), block(gate, "bet.example"));
      LedgerRecord repeats = store.ledger().get(new Reference(2)).orElseThrow();
      assertEquals(
          "{\"at\":\"2026-11-23T09:01:00Z\",\"reference\":\"SG-0002-1\",\"kind\":\"repeats\","
              + "\"decision\":\"block\",\"first\":\"SG-0000-5\","
              + "\"subject\":{\"name\":\"ada.b\",\"groups\":[\"year-5\"],"
              + "\"confidence\":\"individual\",\"address\":\"10.1.2.3\"},"
              + "\"host\":\"bet.example\",\"category\":\"gambling\",\"count\":5,"
              + "\"from\":\"2026-11-23T09:00:10Z\",\"until\":\"2026-11-23T09:00:50Z\"}",
          repeats.json());
      block(gate, "bet.example");
    }
    // What was counted at the end is written when the store closes; other.example had no repeat.
    List<JsonNode> all = payloads(AuditStore.LEDGER);
    assertEquals(5, all.size());
    assertEquals("repeats", all.get(4).path("kind").asText());
    assertEquals(1, all.get(4).path("count").asInt());
  }

  @Test
  void aRepeatBeforeTheTickEndsTheMinuteItself() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      block(store.gate(), "bet.example");
      block(store.gate(), "bet.example");
      clock.move(Duration.ofSeconds(60));
      assertEquals(new Reference(2), block(store.gate(), "bet.example"));
      assertEquals(RecordKind.REPEATS, store.ledger().get(new Reference(1)).orElseThrow().kind());
      clock.move(Duration.ofHours(-1));
      assertEquals(new Reference(3), block(store.gate(), "bet.example"));
    }
  }

  @Test
  void whatDiffersIsNoRepeat() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      AuditGate gate = store.gate();
      Decision block = Samples.block("gambling");
      List<Recorded<Decision>> recorded = new ArrayList<>();
      for (Decision decision : List.of(block, override("ov-1"), override("ov-2"))) {
        for (var subject : List.of(Samples.PUPIL, Samples.CLASSROOM)) {
          for (String host : List.of("a.example", "b.example")) {
            recorded.add(
                Samples.await(gate.record(decision, Samples.facts(subject, host, "gambling"))));
          }
        }
      }
      for (int i = 0; i < recorded.size(); i++) {
        assertEquals(new Reference(i), recorded.get(i).reference());
      }
      assertEquals(
          "override-used",
          Objects.requireNonNull(store.ledger().tail(1).get(0).payload()).path("kind").asText());
    }
  }

  @Test
  void manyAtOnceShareOneRecordAndWaitForIt() throws Exception {
    int threads = 16;
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      CountDownLatch start = new CountDownLatch(1);
      List<CompletableFuture<Reference>> results = new ArrayList<>();
      List<Thread> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        CompletableFuture<Reference> result = new CompletableFuture<>();
        results.add(result);
        Thread thread =
            new Thread(
                () -> {
                  try {
                    start.await();
                    result.complete(block(store.gate(), "bet.example"));
                  } catch (InterruptedException | RuntimeException failed) {
                    result.completeExceptionally(failed);
                  }
                });
        thread.start();
        all.add(thread);
      }
      start.countDown();
      for (int i = 0; i < threads; i++) {
        all.get(i).join();
        assertEquals(new Reference(0), results.get(i).join());
      }
      assertEquals(1, store.ledger().tail(10).size());
    }
    assertEquals(threads - 1, payloads(AuditStore.LEDGER).get(1).path("count").asInt(), "repeats");
  }

  @Test
  void textThatJsonCannotHoldCannotStopItsOwnRecord() throws IOException {
    String broken = "a\uD800b".repeat(10_000);
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      Samples.await(
          store.gate().record(Samples.allow(), Samples.typed(Samples.PUPIL, "suicide", broken)));
      Samples.await(store.gate().append(new LedgerEvent.Stopped(broken, null, null)));
    }
    List<JsonNode> all = payloads(AuditStore.LEDGER);
    assertEquals(2, all.size());
    assertEquals(Payloads.SEARCH_TERMS_CHARS_MAX, all.get(0).path("searchTerms").asText().length());
    assertTrue(all.get(1).path("why").asText().startsWith("a\uFFFDba\uFFFDb"));
  }

  private Reference block(AuditGate gate, String host) {
    Recorded<Decision> recorded =
        Samples.await(
            gate.record(Samples.block("gambling"), Samples.facts(Samples.PUPIL, host, "gambling")));
    Reference reference = recorded.reference();
    assertNotNull(reference);
    return reference;
  }
}
