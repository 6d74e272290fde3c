package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportPeriodTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  @Test
  void goesFromMidnightToMidnightWhereTheSchoolIs() {
    ReportPeriod october = period("2026-10-01", "2026-10-31");

    assertEquals(Instant.parse("2026-09-30T23:00:00Z"), october.from());
    assertEquals(Instant.parse("2026-11-01T00:00:00Z"), october.until());
    assertEquals("1 October 2026 to 31 October 2026", october.title());
  }

  @Test
  void comparesWithAsManyDaysBefore() {
    assertEquals(period("2026-08-31", "2026-09-30"), period("2026-10-01", "2026-10-31").previous());
    assertEquals(
        period("2026-10-01", "2026-10-31").from(),
        period("2026-10-01", "2026-10-31").previous().until());
  }

  @Test
  void itsWeeksBeginOnMondays() {
    assertEquals(
        List.of(LocalDate.parse("2026-11-16"), LocalDate.parse("2026-11-23")),
        period("2026-11-18", "2026-11-23").weeks());
    assertEquals(
        LocalDate.parse("2026-11-16"),
        period("2026-11-18", "2026-11-23").weekOf(Instant.parse("2026-11-22T23:59:59Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01, 2026-01-01, true",
    "2026-01-02, 2026-01-01, false",
    "2026-01-01, 2027-02-04, true",
    "2026-01-01, 2027-02-05, false"
  })
  void hasALimit(String first, String last, boolean taken) {
    if (taken) {
      assertEquals(first, period(first, last).first().toString());
    } else {
      assertThrows(IllegalArgumentException.class, () -> period(first, last));
    }
  }

  private static ReportPeriod period(String first, String last) {
    return new ReportPeriod(LocalDate.parse(first), LocalDate.parse(last), LONDON);
  }
}
