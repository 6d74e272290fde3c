package org.schoolgate.cli;

import java.time.LocalDate;
import java.time.Month;

/**
 * School terms as far as a report needs them: it is written for a meeting of governors, who meet
 * each term. The holidays count to the term before them, so that every day is in a report.
 */
final class ReportTerm {

  private static final int SUMMER_DAY = 16;

  private ReportTerm() {}

  /** The first day of the term of that day: 1 September, 1 January or 16 April. */
  static LocalDate firstDay(LocalDate day) {
    LocalDate autumn = LocalDate.of(day.getYear(), Month.SEPTEMBER, 1);
    if (!day.isBefore(autumn)) {
      return autumn;
    }
    LocalDate summer = LocalDate.of(day.getYear(), Month.APRIL, SUMMER_DAY);
    return day.isBefore(summer) ? LocalDate.of(day.getYear(), Month.JANUARY, 1) : summer;
  }
}
