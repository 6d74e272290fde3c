package org.schoolgate.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long, as people write it: {@code 30m}, {@code 2h}, {@code 1d}. */
final class OverrideDuration implements ITypeConverter<Duration> {

  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,5})([mhd])");

  @Override
  public Duration convert(String text) {
    Matcher shape = SHAPE.matcher(text.strip());
    if (!shape.matches()) {
      throw new TypeConversionException("'" + text + "' is no duration; write 30m, 2h or 1d");
    }
    long count = Long.parseLong(shape.group(1));
    return switch (shape.group(2)) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
