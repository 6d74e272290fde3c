package org.schoolgate.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Times as people at the school write and read them: in the school's own zone. */
final class AuditTimes {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private static final Pattern INSTANT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}Z");

  private static final int EXAMPLE_DAYS = 14;

  private final Clock clock;
  private final ZoneId zone;

  AuditTimes(Office office) {
    this.clock = office.clock();
    this.zone = office.config().gateway().school().zone();
  }

  String text(Instant at) {
    return SECONDS.format(at.atZone(zone));
  }

  /** The text of a JSON field: a time in the school's zone where it is one, else as it stands. */
  String ifInstant(String value) {
    if (!INSTANT.matcher(value).matches()) {
      return value;
    }
    try {
      return text(Instant.parse(value));
    } catch (DateTimeException onlyLooksLikeOne) {
      return value;
    }
  }

  /**
   * The first instant that somebody means by {@code 2026-11-17} or {@code 2026-11-17T09:00}.
   *
   * @throws CommandFailure if it is neither
   */
  Instant first(String option, String text) {
    return read(option, text, 0);
  }

  /** The first instant after: a day given without a time is meant with all its hours. */
  Instant firstAfter(String option, String text) {
    return read(option, text, 1);
  }

  /** The same of a time that lies ahead: what is written as an example does, too. */
  Instant firstToCome(String option, String text) {
    LocalDate soon = LocalDate.ofInstant(clock.instant(), zone).plusDays(EXAMPLE_DAYS);
    return read(option, text, 1, soon + " or " + soon + "T15:30");
  }

  private Instant read(String option, String text, int daysAfter) {
    return read(option, text, daysAfter, "2026-11-17 or 2026-11-17T09:00");
  }

  private Instant read(String option, String text, int daysAfter, String example) {
    try {
      if (text.indexOf('T') < 0) {
        return LocalDate.parse(text).plusDays(daysAfter).atStartOfDay(zone).toInstant();
      }
      boolean hasOffset = text.endsWith("Z") || text.lastIndexOf('+') > 0;
      return hasOffset
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException neither) {
      throw new CommandFailure(
          ExitStatus.USAGE, option + ": '" + text + "' is no time; write " + example, neither);
    }
  }
}
