package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.schoolgate.policy.CategorySet;

/** What could not be recorded is told as a gap. */
final class AuditGateGapTest extends AuditGateFixture {

  @Test
  void aFullTrafficQueueIsToldAsAGapAndNobodyWaits() throws IOException {
    // The writer lingers for an hour, so that what does not fit into the queue is dropped.
    LogLimits tiny = new LogLimits(1 << 20, 4, 4, 3_600_000, 0, 3_600_000);
    LogLimits quiet = new LogLimits(1 << 20, 1_024, 64, 0, 0, 3_600_000);
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
}
