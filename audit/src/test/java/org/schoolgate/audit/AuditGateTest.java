package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.ApprovedOverride;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.Violation;

final class AuditGateTest {

  @TempDir private Path folder;

  private final FakeClock clock = new FakeClock("2026-11-23T09:00:00Z");

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
        "{\"at\":\"2026-11-23T09:00:00Z\",\"reference\":\"SG-0000-5\",\"kind\":\"flow\","
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
        "[{\"phrase\":\"the phrase\",\"category\":\"suicide\",\"weight\":100,\"origin\":\"typed\","
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

  @ParameterizedTest
  @ValueSource(
      strings = {"listed", "typed", "shown", "blocked", "mandatory", "override", "flow", "repeats"})
  void nothingIllegalIsEverWrittenDown(String how) throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      AuditGate gate = store.gate();
      var target = Samples.target("vile-host.example", "/vile-path", "vile-query");
      var entry =
          new Match.Listed(Samples.category("iwf-urls"), "vile-host.example/vile-path", "iwf");
      var legal = new Match.Listed(Samples.category("pornography"), "vile-host.example", "ut1");
      var phrase =
          new Match.Phrase(
              Samples.category("drugs"),
              "vile-phrase",
              "drugs.en",
              100,
              0,
              11,
              Origin.TYPED,
              "vile-excerpt");
      var legalViolation =
          new Violation(Samples.category("drugs"), Severity.MEDIUM, "vile-phrase", Origin.TYPED);
      var keywords =
          new Violation(
              Samples.category("iwf-keywords"), Severity.CRITICAL, "vile-word", Origin.TYPED);
      var uncategorised = Classification.UNCATEGORISED;
      var listed = Classification.of(List.of(entry, legal));
      var justLegal = Classification.of(List.of(legal));
      var reason = new Reason(Reason.Kind.POLICY, "vile-text", "vile-source");
      switch (how) {
        case "listed", "repeats" -> {
          var facts =
              new DecisionFacts(
                  Samples.PUPIL, target, listed, "vile-terms", List.of(), List.of(phrase), "v1");
          var block = new Decision.Block(reason, null, Remedy.NOBODY);
          Samples.await(gate.record(block, facts));
          Samples.await(gate.record(block, facts));
        }
        case "typed" ->
            Samples.await(
                gate.record(
                    new Decision.Allow(reason),
                    new DecisionFacts(
                        Samples.PUPIL,
                        target,
                        justLegal,
                        "vile-terms",
                        List.of(legalViolation, keywords),
                        List.of(phrase),
                        "v1")));
        case "shown" ->
            Samples.await(
                gate.record(
                    new Decision.Inspect(reason),
                    new DecisionFacts(
                        Samples.PUPIL,
                        target,
                        uncategorised,
                        null,
                        List.of(legalViolation),
                        List.of(
                            phrase,
                            new Match.Phrase(
                                Samples.category("iwf-keywords"),
                                "vile-word",
                                "vile-file",
                                100,
                                0,
                                9,
                                Origin.SHOWN,
                                "vile-excerpt")),
                        "v1")));
        case "blocked", "mandatory" -> {
          boolean mandatory = how.equals("mandatory");
          Samples.await(
              gate.record(
                  new Decision.Block(
                      new Reason(
                          mandatory ? Reason.Kind.MANDATORY : Reason.Kind.POLICY,
                          "vile-text",
                          "vile-source"),
                      mandatory ? null : Samples.category("iwf-urls"),
                      Remedy.NOBODY),
                  new DecisionFacts(
                      Samples.PUPIL,
                      target,
                      justLegal,
                      "vile-terms",
                      List.of(legalViolation),
                      List.of(phrase),
                      "v1")));
        }
        case "override" ->
            Samples.await(
                gate.record(
                    override("ov-1"),
                    new DecisionFacts(
                        Samples.PUPIL, target, listed, "vile-terms", List.of(), List.of(), "v1")));
        default -> {
          for (boolean mandatory : new boolean[] {true, false}) {
            gate.flowClosed(
                new FlowFacts(
                    Samples.PUPIL,
                    target,
                    "vile-terms",
                    "block",
                    new Reason(
                        mandatory ? Reason.Kind.MANDATORY : Reason.Kind.POLICY,
                        "vile-text",
                        "vile-source"),
                    mandatory ? CategorySet.EMPTY : categories("iwf-keywords"),
                    403,
                    0,
                    0,
                    1,
                    "complete",
                    null));
          }
        }
      }
      Samples.await(
          gate.append(
              new LedgerEvent.ListEdited(
                  "add", "iwf-urls", "vile-host.example", "head", "vile-reason")));
    }
    List<JsonNode> all = payloads(AuditStore.LEDGER);
    all.addAll(payloads(AuditStore.TRAFFIC));
    assertTrue(all.size() >= 2, all::toString);
    assertFalse(all.toString().contains("vile"), all::toString);
    JsonNode first = how.equals("flow") ? all.get(1) : all.get(0);
    assertTrue(
        first.path("target").path("opaqueId").asText().matches("[0-9a-f]{16}"), all::toString);
  }

  @Test
  void oneIllegalTargetAlwaysHasTheSameOpaqueIdAndAnotherSchoolAnotherOne() throws IOException {
    List<String> ids = new ArrayList<>();
    for (String school : List.of("a", "a", "b")) {
      try (AuditStore store = Samples.quietStore(folder.resolve(school), clock)) {
        store.gate().flowClosed(Samples.flow(Samples.PUPIL, "x.example", categories("iwf-urls")));
      }
      LedgerReader.open(folder.resolve(school), AuditStore.TRAFFIC)
          .backward(
              LedgerQuery.ALL,
              record -> {
                ids.add(
                    Objects.requireNonNull(record.payload())
                        .path("target")
                        .path("opaqueId")
                        .asText());
                return false;
              });
    }
    assertEquals(ids.get(0), ids.get(1));
    assertNotEquals(ids.get(0), ids.get(2));
  }

  @Test
  void textThatJsonCannotHoldCannotStopItsOwnRecord() throws IOException {
    String broken = "a\uD800b".repeat(10_000);
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      Samples.await(
          store.gate().record(Samples.allow(), Samples.typed(Samples.PUPIL, "suicide", broken)));
      Samples.await(store.gate().append(new LedgerEvent.Stopped(broken)));
    }
    List<JsonNode> all = payloads(AuditStore.LEDGER);
    assertEquals(2, all.size());
    assertEquals(Payloads.SEARCH_TERMS_CHARS_MAX, all.get(0).path("searchTerms").asText().length());
    assertTrue(all.get(1).path("why").asText().startsWith("a\uFFFDba\uFFFDb"));
  }

  @Test
  void aFullTrafficQueueIsToldAsAGapAndNobodyWaits() throws IOException {
    // The writer lingers for an hour, so that what does not fit into the queue is dropped.
    LogLimits tiny = new LogLimits(1 << 20, 4, 4, 3_600_000, 3_600_000);
    LogLimits quiet = new LogLimits(1 << 20, 1_024, 64, 0, 3_600_000);
    int flows = 50;
    Instant start = clock.instant();
    try (AuditStore store =
        AuditStore.open(
            folder,
            "100000",
            Samples.CATEGORIES,
            clock,
            Samples.random(),
            new FileStorage(),
            quiet,
            tiny)) {
      for (int i = 0; i < flows; i++) {
        store.gate().flowClosed(Samples.flow(Samples.PUPIL, "news.example", CategorySet.EMPTY));
      }
      clock.move(Duration.ofSeconds(5));
    }
    int kept = payloads(AuditStore.TRAFFIC).size();
    List<JsonNode> ledger = payloads(AuditStore.LEDGER);
    if (kept < flows) {
      assertEquals(1, ledger.size());
      JsonNode gap = ledger.get(0);
      assertEquals("gap", gap.path("kind").asText());
      assertEquals("traffic", gap.path("log").asText());
      assertEquals(flows - kept, gap.path("count").asInt());
      assertEquals(start.toString(), gap.path("from").asText());
      assertEquals("busy", gap.path("why").asText());
    }
    assertTrue(kept < flows, "the queue held everything");
  }

  @Test
  void aBlockWithoutARecordIsToldAsAGapAtOnceAndThenOnceAMinute() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      AuditGate gate = store.gate();
      for (int i = 0; i < 3; i++) {
        assertNull(gate.blockUnrecorded(Samples.block("gambling")).reference());
        clock.move(Duration.ofSeconds(1));
      }
      gate.tick();
      gate.blockUnrecorded(Samples.block("gambling"));
      clock.move(Duration.ofSeconds(30));
      gate.tick();
      clock.move(Duration.ofSeconds(30));
      gate.tick();
      gate.tick();
    }
    List<JsonNode> all = payloads(AuditStore.LEDGER);
    assertEquals(2, all.size());
    assertEquals(3, all.get(0).path("count").asInt());
    assertEquals("2026-11-23T09:00:00Z", all.get(0).path("from").asText());
    assertEquals("2026-11-23T09:00:02Z", all.get(0).path("until").asText());
    assertEquals(1, all.get(1).path("count").asInt());
  }

  private Reference block(AuditGate gate, String host) {
    Recorded<Decision> recorded =
        Samples.await(
            gate.record(Samples.block("gambling"), Samples.facts(Samples.PUPIL, host, "gambling")));
    Reference reference = recorded.reference();
    assertNotNull(reference);
    return reference;
  }

  private static Decision override(String id) {
    return new Decision.AllowByOverride(
        new Reason(Reason.Kind.OVERRIDE, "Approved.", id),
        new ApprovedOverride(
            id,
            "year-5",
            null,
            Samples.category("gambling"),
            "teacher",
            "head",
            "probability lesson",
            Instant.parse("2026-11-23T08:00:00Z"),
            Instant.parse("2026-11-23T10:00:00Z")));
  }

  private static CategorySet categories(String id) {
    return CategorySet.of(List.of(Samples.category(id)));
  }

  private List<JsonNode> payloads(String log) throws IOException {
    List<JsonNode> payloads = new ArrayList<>();
    LedgerReader.open(folder, log)
        .forward(LedgerQuery.ALL, record -> payloads.add(Objects.requireNonNull(record.payload())));
    return payloads;
  }
}
