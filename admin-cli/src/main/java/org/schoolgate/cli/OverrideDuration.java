package org.schoolgate.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long, as people write it: {@code 30m}, {@code 2h}, {@code 1d}, {@code 2w}. */
final class OverrideDuration implements ITypeConverter<Duration> {

  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,5})([mhdw])");

  @Override
  public Duration convert(String text) {
    Matcher shape = SHAPE.matcher(text.strip());
    if (!shape.matches()) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is no duration; write a whole number and m, h, d or w, such as 30m, 2h, 14d or"
              + " 2w");
    }
    long count = Long.parseLong(shape.group(1));
    return switch (shape.group(2)) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofDays(7 * count);
    };
  }
}
