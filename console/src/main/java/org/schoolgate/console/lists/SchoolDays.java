package org.schoolgate.console.lists;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Monday to Friday, in the school's zone. Holidays are not known: what is due in them is told as
 * overdue, which is the safe direction.
 */
public final class SchoolDays {

  private SchoolDays() {}

  /**
   * A school day later: the same time of day on the next school day. What happens on a day off
   * happens at the beginning of the next school day.
   */
  public static Instant oneAfter(Instant at, ZoneId zone) {
    ZonedDateTime from = at.atZone(zone);
    if (!isOne(from)) {
      from = next(from).with(LocalTime.MIDNIGHT);
    }
    return next(from).toInstant();
  }

  private static ZonedDateTime next(ZonedDateTime from) {
    ZonedDateTime day = from.plusDays(1);
    while (!isOne(day)) {
      day = day.plusDays(1);
    }
    return day;
  }

  private static boolean isOne(ZonedDateTime day) {
    DayOfWeek weekday = day.getDayOfWeek();
    return weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY;
  }
}
