package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchoolWeekTest {

  private static final Schedule SUNDAY_EVENING =
      new Schedule(
          "evening",
          "evening",
          List.of(
              new Schedule.Span(
                  EnumSet.of(DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.of(23, 59))));

  private final SchoolWeek week =
      new SchoolWeek(SmallSchool.LONDON, List.of(SmallSchool.LUNCH_BREAK, SUNDAY_EVENING));

  @ParameterizedTest(name = "{0}: the slot begins at minute {1} of the week")
  @CsvSource({
    // Monday 00:00 is minute 0; lunch begins at 12:00 London time and ends at 13:00
    "2026-11-16T00:00:00Z, 0",
    "2026-11-16T11:59:59Z, 0",
    "2026-11-16T12:00:00Z, 720",
    "2026-11-16T12:59:59Z, 720",
    "2026-11-16T13:00:00Z, 780",
    "2026-11-17T12:00:00Z, 2160",
    "2026-11-21T12:30:00Z, 6540",
    "2026-11-22T22:00:00Z, 9960",
    "2026-11-22T23:59:00Z, 10079",
    "2026-11-22T23:59:59Z, 10079",
    // summer time: an hour earlier by UTC, and Sunday's last hour is Monday's first
    "2026-07-13T10:59:00Z, 0",
    "2026-07-13T11:00:00Z, 720",
    "2026-07-13T12:00:00Z, 780",
    "2026-07-12T23:30:00Z, 0",
    // the hours that are skipped and repeated
    "2026-03-29T00:59:59Z, 6540",
    "2026-03-29T01:00:00Z, 6540",
    "2026-10-25T00:59:59Z, 6540",
    "2026-10-25T01:00:00Z, 6540",
  })
  void slotsBeginAndEndWithTheSchedules(Instant at, int minute) {
    assertEquals(minute, week.firstMinuteOf(week.slotAt(at)));
    assertEquals(minute, week.firstMinuteOf(week.slotAt(at)), "asked again");
  }

  @Test
  void theMinuteThatIsRememberedIsNotTakenForAnother() {
    int lunch = week.slotAt(SmallSchool.LUNCH);
    int lesson = week.slotAt(SmallSchool.LESSON);
    assertEquals(lunch, week.slotAt(SmallSchool.LUNCH));
    assertEquals(lesson, week.slotAt(SmallSchool.LESSON));
  }

  @Test
  void aWeekWithoutSchedulesIsOneSlot() {
    SchoolWeek plain = new SchoolWeek(SmallSchool.LONDON, List.of());
    assertEquals(1, plain.slots());
    assertEquals(0, plain.slotAt(SmallSchool.LUNCH));
  }
}
