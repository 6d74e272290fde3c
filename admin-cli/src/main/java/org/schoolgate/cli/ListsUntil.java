package org.schoolgate.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Until when an entry counts; without an end, if neither is given. */
final class ListsUntil {

  private static final Duration MIN = Duration.ofMinutes(1);
  private static final Duration MAX = Duration.ofDays(731);

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = OverrideDuration.class,
      description =
          "It counts for so long from now, such as 30m, 2h, 14d or 2w; then it ends by itself.")
  @Nullable Duration duration;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description =
          "It counts until then: the end of a day, written YYYY-MM-DD, or YYYY-MM-DDThh:mm.")
  @Nullable String time;

  /**
   * The first instant at which it counts no more.
   *
   * @throws CommandFailure if that is in the past, or too far away to be meant
   */
  Optional<Instant> instant(Office office) {
    Instant now = office.clock().instant();
    Duration length = duration;
    String text = time;
    Instant until;
    if (length != null) {
      until = now.plus(length);
    } else if (text != null) {
      until = new AuditTimes(office).firstToCome("--expires", text);
    } else {
      return Optional.empty();
    }
    if (!until.isAfter(now)) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          text == null
              ? "--for takes at least a minute"
              : "--expires: '" + text + "' is over already; name a time to come");
    }
    if (until.isBefore(now.plus(MIN)) || until.isAfter(now.plus(MAX))) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          (text == null ? "--for" : "--expires")
              + ": an entry that ends lasts from a minute to two years; leave it out for one that"
              + " has no end");
    }
    return Optional.of(until);
  }
}
