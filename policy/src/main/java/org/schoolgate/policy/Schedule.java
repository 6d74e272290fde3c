package org.schoolgate.policy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Designated times of the school's week (S10), to the minute, in the school's own time zone.
 *
 * @param id stable name, for example {@code lunch}
 * @param title what people read, for example "lunch break"
 * @param spans when; at least one
 */
public record Schedule(String id, String title, List<Span> spans) {

  static final int MINUTES_PER_DAY = 24 * 60;
  static final int MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY;

  /**
   * The same time on several days.
   *
   * @param days which days
   * @param from first minute that belongs to it
   * @param until first minute after it; must be later the same day
   */
  public record Span(Set<DayOfWeek> days, LocalTime from, LocalTime until) {
    /** Copies the days and checks the order. */
    public Span {
      days = Set.copyOf(days);
      if (days.isEmpty()) {
        throw new IllegalArgumentException("a schedule names at least one day");
      }
      if (!from.isBefore(until)) {
        throw new IllegalArgumentException("a schedule ends after it begins, on the same day");
      }
    }
  }

  /** Copies the spans. */
  public Schedule {
    spans = List.copyOf(spans);
    if (spans.isEmpty()) {
      throw new IllegalArgumentException("a schedule has at least one time");
    }
  }

  /** Whether that minute, counted from Monday 00:00, belongs to it. */
  boolean coversMinute(int minuteOfWeek) {
    int day = minuteOfWeek / MINUTES_PER_DAY;
    int minute = minuteOfWeek % MINUTES_PER_DAY;
    for (Span span : spans) {
      if (span.days().contains(DayOfWeek.of(day + 1))
          && minute >= minuteOf(span.from())
          && minute < minuteOf(span.until())) {
        return true;
      }
    }
    return false;
  }

  /** Marks every minute of the week at which it begins or ends. */
  void markEdges(BitSet edges) {
    for (Span span : spans) {
      for (DayOfWeek day : span.days()) {
        int midnight = (day.getValue() - 1) * MINUTES_PER_DAY;
        edges.set(midnight + minuteOf(span.from()));
        edges.set(midnight + minuteOf(span.until()));
      }
    }
  }

  private static int minuteOf(LocalTime time) {
    return time.getHour() * 60 + time.getMinute();
  }
}
