package org.schoolgate.console.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.RecordKind;

/** When filtering was on, folded from the records of starts, stops and interruptions. */
final class Uptime {

  /** The most times off that are listed; the rest are counted. */
  static final int OFFS_MAX = 100;

  /**
   * One time for which somebody had stopped the gateway.
   *
   * @param until when it started again; null if it did not
   */
  record Off(Instant from, @Nullable Instant until) {}

  final List<Off> offs = new ArrayList<>();
  long offCount;
  long offSeconds;
  long interruptions;
  long interruptedSecondsMax;
  boolean interruptedForUnknown;

  private boolean on;
  private @Nullable Instant begun;
  private @Nullable Instant stoppedAt;
  private @Nullable Instant unexplained;

  /** What was so before the first record: on, stopped at that time, or never started. */
  void begin(RecordKind lastKind, Instant lastAt) {
    on = lastKind == RecordKind.STARTED;
    stoppedAt = on ? null : lastAt;
    begun = lastAt;
  }

  /**
   * Takes a record in, oldest first.
   *
   * @return the start before which the gateway must have ended without a word, once it is certain
   *     that no record says so; else null
   */
  @Nullable Instant take(RecordKind kind, Instant at, JsonNode payload) {
    return switch (kind) {
      case STARTED -> started(at);
      case STOPPED -> stopped(at);
      case INTERRUPTED -> {
        interrupted(payload);
        yield null;
      }
      default -> null;
    };
  }

  private @Nullable Instant started(Instant at) {
    final Instant before = end();
    if (stoppedAt != null) {
      off(stoppedAt, at);
      stoppedAt = null;
    } else if (on) {
      unexplained = at;
    }
    begun = begun == null ? at : begun;
    on = true;
    return before;
  }

  private @Nullable Instant stopped(Instant at) {
    stoppedAt = stoppedAt == null ? at : stoppedAt;
    on = false;
    return end();
  }

  private void interrupted(JsonNode payload) {
    unexplained = null;
    interruptions++;
    JsonNode seconds = payload.path("downSecondsMax");
    interruptedSecondsMax += seconds.asLong(0);
    interruptedForUnknown |= !seconds.isIntegralNumber();
  }

  /** To be asked after the last record: as {@link #take} answers. */
  @Nullable Instant end() {
    Instant at = unexplained;
    if (at != null) {
      unexplained = null;
      interruptions++;
      interruptedForUnknown = true;
    }
    return at;
  }

  private void off(Instant from, Instant until) {
    offCount++;
    offSeconds += Duration.between(from, until).toSeconds();
    if (offs.size() < OFFS_MAX) {
      offs.add(new Off(from, until));
    }
  }

  /** When it was stopped, if it was not started again; null otherwise. */
  @Nullable Instant stillOffSince() {
    return stoppedAt;
  }

  /** The first start or stop that is known; null if there is none. */
  @Nullable Instant begun() {
    return begun;
  }
}
