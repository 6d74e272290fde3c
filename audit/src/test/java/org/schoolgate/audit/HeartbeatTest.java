package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.CategorySet;

/** What the next start knows about how the run before ended. */
final class HeartbeatTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  @TempDir private Path folder;

  private final FakeClock clock = new FakeClock(NINE.toString());

  @Test
  void theFirstStartKnowsOfNoRunBefore() throws IOException {
    assertEquals(Optional.empty(), lastSign());
  }

  @Test
  void aRunThatStoppedLeavesNothing() throws IOException {
    run(beating -> beating.heartbeat().end());
    assertEquals(Optional.empty(), lastSign());
  }

  @Test
  void noBeatIsHeardAfterTheEnd() throws IOException {
    run(
        beating -> {
          beating.heartbeat().end();
          clock.move(Heartbeat.SPACING);
          beating.heartbeat().beat();
        });
    assertEquals(Optional.empty(), lastSign());
  }

  /** It could not listen, so it has not told yet how the run before ended. */
  @Test
  void aRunThatNeverBeatLeavesTheSignOfTheOneBefore() throws IOException {
    run(beating -> clock.move(Duration.ofSeconds(5)));
    run(failed -> failed.heartbeat().end(), false);
    assertEquals(Optional.of(new Heartbeat.LastSign(NINE, 10L)), lastSign());
  }

  @Test
  void aRunThatWasKilledIsKnownByItsLastBeat() throws IOException {
    run(
        beating -> {
          clock.move(Heartbeat.SPACING);
          beating.heartbeat().beat();
          clock.move(Duration.ofSeconds(9));
          beating.heartbeat().beat();
        });
    clock.move(Duration.ofHours(2));
    assertEquals(
        Optional.of(new Heartbeat.LastSign(NINE.plusSeconds(10), 10L)), lastSign(), "last beat");
  }

  @Test
  void aLaterRecordIsALaterSignButNotACommandsRecord() throws IOException {
    run(
        beating -> {
          clock.move(Duration.ofSeconds(3));
          Samples.await(
              beating.gate().refused(new LedgerEvent.Refused("10.0.0.1", "bare-line-feed", 400)));
          clock.move(Duration.ofSeconds(2));
          beating.gate().flowClosed(Samples.flow(Samples.PUPIL, "news.example", CategorySet.EMPTY));
        });
    clock.move(Duration.ofHours(1));
    run(store -> Samples.await(store.gate().append(Samples.event(1))), false);
    assertEquals(Optional.of(new Heartbeat.LastSign(NINE.plusSeconds(5), 10L)), lastSign());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alive", "alive yesterday", "nonsense", "missing"})
  void withoutAReadableBeatTheRecordsTell(String left) throws IOException {
    run(
        beating -> {
          Samples.await(beating.gate().append(new LedgerEvent.Started("1", "p1")));
          clock.move(Duration.ofMinutes(7));
          beating.gate().flowClosed(Samples.flow(Samples.PUPIL, "news.example", CategorySet.EMPTY));
        });
    Path file = folder.resolve("alive");
    if (left.equals("missing")) {
      Files.delete(file);
    } else {
      Files.writeString(file, left);
    }
    assertEquals(
        Optional.of(new Heartbeat.LastSign(NINE.plusSeconds(420), null)), lastSign(), left);
    run(
        store -> Samples.await(store.gate().append(new LedgerEvent.Stopped("signal", null, null))),
        false);
    assertEquals(Optional.empty(), lastSign(), "stopped after all");
  }

  @Test
  void aDiskThatTakesNoBeatIsTriedAgainAndStopsNothing() throws IOException {
    try (AuditStore store = Samples.quietStore(folder.resolve("audit"), clock)) {
      Heartbeat beating =
          new Heartbeat(
              folder.resolve("alive"),
              new FaultyStorage(new Random(1), 1, false),
              store.ledger(),
              store.traffic(),
              clock);
      beating.beat();
      clock.move(Heartbeat.SPACING);
      beating.beat();
      assertEquals(
          Optional.of(new Heartbeat.LastSign(NINE.plusSeconds(10), 10L)), beating.lastSign());
    }
  }

  @Test
  void theEventSaysForHowLongAtMost() throws IOException {
    Heartbeat.LastSign sign = new Heartbeat.LastSign(NINE, 10L);
    assertEquals(
        new LedgerEvent.Interrupted(NINE, 10L, NINE.plusMillis(2_001), 3L),
        sign.until(NINE.plusMillis(2_001)));
    assertEquals(
        new LedgerEvent.Interrupted(NINE, 10L, NINE.minusSeconds(1), null),
        sign.until(NINE.minusSeconds(1)),
        "the clock was set back");
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      Reference reference = Samples.await(store.gate().append(sign.until(NINE.plusSeconds(90))));
      JsonNode json = Objects.requireNonNull(store.ledger().get(reference).orElseThrow().payload());
      assertEquals(
          "{\"at\":\"2026-11-23T09:00:00Z\",\"reference\":\"SG-0000-5\",\"kind\":\"interrupted\","
              + "\"lastAlive\":\"2026-11-23T09:00:00Z\",\"withinSeconds\":10,"
              + "\"backAt\":\"2026-11-23T09:01:30Z\",\"downSecondsMax\":90}",
          json.toString());
    }
  }

  private interface Life {
    void live(AuditStore store);
  }

  /** A run that beats once and does not end by itself. */
  private void run(Life life) throws IOException {
    run(life, true);
  }

  private void run(Life life, boolean gateway) throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      if (gateway) {
        store.heartbeat().beat();
      }
      life.live(store);
    }
  }

  private Optional<Heartbeat.LastSign> lastSign() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      return store.heartbeat().lastSign();
    }
  }
}
