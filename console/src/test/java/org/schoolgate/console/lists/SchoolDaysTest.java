package org.schoolgate.console.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchoolDaysTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/London");

  @ParameterizedTest
  @CsvSource({
    // 2026-11-23 is a Monday.
    "2026-11-23T09:00, 2026-11-24T09:00",
    "2026-11-26T23:59, 2026-11-27T23:59",
    "2026-11-27T15:30, 2026-11-30T15:30",
    "2026-11-28T00:00, 2026-12-01T00:00",
    "2026-11-29T23:59, 2026-12-01T00:00",
    "2026-12-31T10:00, 2027-01-01T10:00",
    // Clocks go back on Sunday 2026-10-25 and forward on Sunday 2027-03-28.
    "2026-10-23T15:30, 2026-10-26T15:30",
    "2027-03-26T09:15, 2027-03-29T09:15",
  })
  void aSchoolDayLaterIsTheSameTimeOnTheNextOne(LocalDateTime at, LocalDateTime later) {
    assertEquals(
        later.atZone(ZONE).toInstant(), SchoolDays.oneAfter(at.atZone(ZONE).toInstant(), ZONE));
  }
}
