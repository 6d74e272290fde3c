package org.schoolgate.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A day, written {@code 2026-09-01}. */
final class ReportDate implements ITypeConverter<LocalDate> {

  @Override
  public LocalDate convert(String text) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException noDay) {
      throw new TypeConversionException("'" + text + "' is no day; write 2026-09-01");
    }
  }
}
