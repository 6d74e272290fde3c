package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.policy.CategorySet;

/** A disk that fills up: what is given up first, and that everything goes on by itself later. */
final class DiskRoomTest extends AuditGateFixture {

  private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);

  private AuditStore store() throws AuditOpenFailure {
    return Samples.quietStore(folder, clock, new DiskRoom(free::get));
  }

  private void leave(AuditStore store, long bytes) {
    free.set(bytes);
    clock.move(Duration.ofMinutes(2));
    store.gate().tick();
  }

  private static void flow(AuditStore store) {
    store.gate().flowClosed(Samples.flow(Samples.PUPIL, "news.example", CategorySet.EMPTY));
  }

  private static void block(AuditStore store) {
    Samples.await(
        store
            .gate()
            .record(
                Samples.block("gambling"),
                Samples.facts(Samples.PUPIL, "bet.example", "gambling")));
  }

  @Test
  void theTrafficLogGivesWayToTheLedgerAndIsCounted() throws IOException {
    try (AuditStore store = store()) {
      flow(store);
      leave(store, DiskRoom.TRAFFIC_BYTES_MIN - 1);
      flow(store);
      flow(store);
      assertTrue(store.gate().available());
      block(store);
      leave(store, DiskRoom.TRAFFIC_BYTES_MIN);
      flow(store);
    }
    assertEquals(2, payloads(AuditStore.TRAFFIC).size());
    List<JsonNode> ledger = payloads(AuditStore.LEDGER);
    assertEquals("blocked", ledger.get(0).path("kind").asText());
    assertEquals("gap", ledger.get(1).path("kind").asText());
    assertEquals("traffic", ledger.get(1).path("log").asText());
    assertEquals(2, ledger.get(1).path("count").asInt());
    assertEquals("full", ledger.get(1).path("why").asText());
  }

  @Test
  void theLedgerTakesDecisionsAgainByItselfAndSaysWhatItMissed() throws IOException {
    try (AuditStore store = store()) {
      leave(store, DiskRoom.LEDGER_BYTES_MIN - 1);
      assertFalse(store.gate().available());
      CompletionException refused = assertThrows(CompletionException.class, () -> block(store));
      assertEquals(
          AuditUnavailable.Kind.FULL,
          assertInstanceOf(AuditUnavailable.class, refused.getCause()).kind());
      store.gate().blockUnrecorded(Samples.block("gambling"));
      // What the gateway and people do has the last of the room.
      Samples.await(store.gate().append(new LedgerEvent.Stopped("signal", null, null)));
      leave(store, DiskRoom.LEDGER_BYTES_MIN);
      assertTrue(store.gate().available());
      block(store);
    }
    List<String> kinds =
        payloads(AuditStore.LEDGER).stream().map(record -> record.path("kind").asText()).toList();
    assertEquals(List.of("stopped", "gap", "blocked"), kinds);
  }

  @ParameterizedTest
  @CsvSource({
    "3000, false, ''",
    "1500, true,  '1.5 GiB left; give it more'",
    "511,  true,  'nearly full (511 MiB left)'",
    "63,   true,  'is full (63 MiB left)'",
  })
  void whatPeopleAreTold(long mebibytes, boolean warned, String words) {
    DiskRoom room = new DiskRoom(() -> mebibytes << 20);
    assertEquals(warned, room.warning().isPresent());
    assertTrue(room.warning().orElse("").contains(words), room.warning()::toString);
  }

  @Test
  void theDiskIsAsked() {
    assertTrue(DiskRoom.of(folder).freeBytes() > 0);
    assertTrue(DiskRoom.of(folder.resolve("not/yet/there")).freeBytes() < Long.MAX_VALUE);
  }
}
