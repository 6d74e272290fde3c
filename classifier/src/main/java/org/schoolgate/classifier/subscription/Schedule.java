package org.schoolgate.classifier.subscription;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When a publisher is asked whether there is a newer list. */
public sealed interface Schedule {

  /** The first time after one at which the publisher is to be asked, before any jitter. */
  Instant after(Instant last, ZoneId zone);

  /** About how long it is from one time to the next. */
  Duration interval();

  /** Again and again, so long after the last time. */
  record Every(Duration interval) implements Schedule {
    @Override
    public Instant after(Instant last, ZoneId zone) {
      return last.plus(interval);
    }
  }

  /** Once a day at that time of the school's clock, also on the days when clocks are changed. */
  record DailyAt(LocalTime time) implements Schedule {
    @Override
    public Instant after(Instant last, ZoneId zone) {
      ZonedDateTime then = last.atZone(zone);
      Instant sameDay = then.toLocalDate().atTime(time).atZone(zone).toInstant();
      return sameDay.isAfter(last)
          ? sameDay
          : then.toLocalDate().plusDays(1).atTime(time).atZone(zone).toInstant();
    }

    @Override
    public Duration interval() {
      return Duration.ofDays(1);
    }
  }
}
