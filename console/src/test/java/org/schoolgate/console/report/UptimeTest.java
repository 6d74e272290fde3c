package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.schoolgate.audit.RecordKind;

class UptimeTest {

  private static final Instant NINE = Instant.parse("2026-11-18T09:00:00Z");

  private final Uptime uptime = new Uptime();

  @Test
  void oneStartIsOnTheWholeTime() {
    assertNull(take(RecordKind.STARTED, 0));
    assertNull(uptime.end());
    assertEquals(NINE, uptime.begun());
    assertEquals(0, uptime.offCount + uptime.interruptions);
    assertNull(uptime.stillOffSince());
  }

  @Test
  void aStopIsOffUntilTheNextStart() {
    take(RecordKind.STARTED, 0);
    take(RecordKind.STOPPED, 100);
    assertEquals(NINE.plusSeconds(100), uptime.stillOffSince());
    take(RecordKind.STARTED, 160);
    assertEquals(
        List.of(new Uptime.Off(NINE.plusSeconds(100), NINE.plusSeconds(160))), uptime.offs);
    assertEquals(60, uptime.offSeconds);
    assertNull(uptime.stillOffSince());
  }

  @Test
  void whatWasBeforeThePeriodCounts() {
    uptime.begin(RecordKind.STOPPED, NINE.minusSeconds(40));
    take(RecordKind.STARTED, 0);
    assertEquals(40, uptime.offSeconds);
    assertEquals(NINE.minusSeconds(40), uptime.begun());
  }

  @Test
  void anInterruptionExplainsTheSecondStart() {
    take(RecordKind.STARTED, 0);
    take(RecordKind.STARTED, 500);
    assertNull(take(RecordKind.INTERRUPTED, 501, 90L));
    assertNull(take(RecordKind.STOPPED, 600));
    assertNull(uptime.end());
    assertEquals(1, uptime.interruptions);
    assertEquals(90, uptime.interruptedSecondsMax);
    assertFalse(uptime.interruptedForUnknown);
  }

  @Test
  void anInterruptionOfUnknownLengthSaysSo() {
    take(RecordKind.STARTED, 0);
    take(RecordKind.STARTED, 500);
    take(RecordKind.INTERRUPTED, 501);
    assertTrue(uptime.interruptedForUnknown);
  }

  @Test
  void aSecondStartThatNothingExplainsIsTold() {
    uptime.begin(RecordKind.STARTED, NINE.minusSeconds(40));
    assertNull(take(RecordKind.STARTED, 0));
    assertEquals(NINE, take(RecordKind.STARTED, 500));
    assertEquals(NINE.plusSeconds(500), uptime.end());
    assertNull(uptime.end());
    assertEquals(2, uptime.interruptions);
    assertTrue(uptime.interruptedForUnknown);
  }

  private @Nullable Instant take(RecordKind kind, long second) {
    return take(kind, second, null);
  }

  private @Nullable Instant take(RecordKind kind, long second, @Nullable Long downSecondsMax) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    if (downSecondsMax != null) {
      payload.put("downSecondsMax", downSecondsMax);
    }
    return uptime.take(kind, NINE.plusSeconds(second), payload);
  }
}
