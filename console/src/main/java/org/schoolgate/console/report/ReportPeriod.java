package org.schoolgate.console.report;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;

/**
 * The days that a report is about.
 *
 * @param first the first day
 * @param last the last day, included
 * @param zone whose midnights count
 */
public record ReportPeriod(LocalDate first, LocalDate last, ZoneId zone) {

  /** The most days: a school year and some. */
  public static final int DAYS_MAX = 400;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.UK);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

  /**
   * Checks the order and the length.
   *
   * @throws IllegalArgumentException if the last day is before the first, or it is too long
   */
  public ReportPeriod {
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    if (days < 1 || days > DAYS_MAX) {
      throw new IllegalArgumentException(
          "a report is about 1 to %d days, the last not before the first".formatted(DAYS_MAX));
    }
  }

  /** A time as it stands in a report, for example {@code 5 Oct 2026, 09:30}. */
  String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  /** First instant. */
  public Instant from() {
    return first.atStartOfDay(zone).toInstant();
  }

  /** First instant after. */
  public Instant until() {
    return last.plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** As many days just before it, to compare with. */
  public ReportPeriod previous() {
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    return new ReportPeriod(first.minusDays(days), first.minusDays(1), zone);
  }

  /** For example {@code 1 September 2026 to 20 December 2026}. */
  public String title() {
    return DAY.format(first) + " to " + DAY.format(last);
  }

  /** The Mondays of its weeks, the first one perhaps before its first day. */
  List<LocalDate> weeks() {
    return weekOf(first).datesUntil(last.plusDays(1), Period.ofWeeks(1)).toList();
  }

  /** The Monday of the week of that instant. */
  LocalDate weekOf(Instant at) {
    return weekOf(at.atZone(zone).toLocalDate());
  }

  private static LocalDate weekOf(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
