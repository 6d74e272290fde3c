package org.schoolgate.audit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records that one log should hold and does not, until a {@link LedgerEvent.Gap} can
 * tell of them. Thread-safe.
 */
final class GapCounter {

  /** A log that stays down is told of once in this time. */
  static final Duration SPACING = Duration.ofMinutes(1);

  private final String log;
  private long count;
  private @Nullable Instant from;
  private @Nullable Instant until;
  private @Nullable Instant lastTaken;
  private String why = "";

  GapCounter(String log) {
    this.log = log;
  }

  synchronized void count(Instant now, String cause) {
    from = from == null ? now : from;
    until = now;
    why = cause;
    count++;
  }

  /** What is due now, which it forgets; null for nothing. */
  synchronized LedgerEvent.@Nullable Gap take(Instant now, boolean evenIfEarly) {
    if (from == null || until == null) {
      return null;
    }
    if (!evenIfEarly
        && lastTaken != null
        && !now.isBefore(lastTaken)
        && now.isBefore(lastTaken.plus(SPACING))) {
      return null;
    }
    LedgerEvent.Gap gap = new LedgerEvent.Gap(log, count, from, until, why);
    count = 0;
    from = null;
    until = null;
    lastTaken = now;
    return gap;
  }

  /** Counts again what could not be written after all. */
  synchronized void putBack(LedgerEvent.Gap gap) {
    count += gap.count();
    from = gap.from();
    until = until == null ? gap.until() : until;
    why = gap.why();
  }
}
