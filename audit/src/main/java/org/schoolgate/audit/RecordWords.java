package org.schoolgate.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the records about the gateway and its logs tell, in sentences for somebody who does not run
 * them: {@code audit tail} and the governors' report print the same ones.
 */
public final class RecordWords {

  /** The problem of a log that was put aside without a byte of it. */
  static final String NOTHING_LEFT = "nothing of it is left";

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private RecordWords() {}

  /**
   * The sentences for a record.
   *
   * @param time prints a time as its reader reads it
   * @return empty for a kind that needs no explaining
   */
  public static Optional<String> of(
      RecordKind kind, JsonNode payload, Function<Instant, String> time) {
    return switch (kind) {
      case INTERRUPTED -> Optional.of(interrupted(payload, time));
      case RECOVERED ->
          Optional.of(recovered(payload.path("log").asText(), payload.path("bytesCut").asLong()));
      case EPOCH_OPENED ->
          Optional.of(
              epochOpened(
                  payload.path("log").asText(),
                  payload.path("problem").asText(),
                  payload.path("oldFolder").asText()));
      case GAP -> Optional.of(gap(payload, time));
      case REFUSED_AGAIN -> Optional.of(refusedAgain(payload));
      default -> Optional.empty();
    };
  }

  private static String interrupted(JsonNode payload, Function<Instant, String> time) {
    JsonNode within = payload.path("withinSeconds");
    JsonNode down = payload.path("downSecondsMax");
    return "Filtering ended without being stopped: a crash, a kill or a power cut. It was last"
        + " known to be on at "
        + timeOf(payload, "lastAlive", time)
        + (within.isIntegralNumber()
            ? " (known to within " + duration(within.asLong()) + ")"
            : " (nobody can tell how long after that it ended)")
        + " and was on again at "
        + timeOf(payload, "backAt", time)
        + (down.isIntegralNumber()
            ? ": off for " + duration(down.asLong()) + " at most."
            : "; for how long it was off nobody can tell, because the clock was set back.");
  }

  static String recovered(String log, long bytesCut) {
    return "The gateway ended without warning while it wrote to "
        + name(log)
        + ". What it had not finished ("
        + count(bytesCut, "byte", "bytes")
        + ") was taken off; every record that was confirmed is there.";
  }

  static String epochOpened(String log, String problem, String oldFolder) {
    if (problem.equals(NOTHING_LEFT)) {
      return capital(name(log))
          + " is gone: somebody deleted it, or a disk lost it. What it held can only come from a"
          + " backup. A new one was begun"
          + (oldFolder.isEmpty() ? "." : ", and the folder " + oldFolder + " stands for the old.");
    }
    return capital(name(log))
        + " was damaged, or changed by somebody, after it was written: "
        + problem
        + ". It was put aside whole as evidence"
        + (oldFolder.isEmpty() ? "" : ", in the folder " + oldFolder)
        + ", and a new one was begun.";
  }

  private static String gap(JsonNode payload, Function<Instant, String> time) {
    String why =
        switch (payload.path("why").asText()) {
          case "busy" -> "the disk was too slow";
          case "full" -> "the disk was full";
          case "failed" -> "the disk failed";
          case "block-unrecorded" -> "what they tell of was blocked, but could not be recorded";
          case "closed" -> "the log was being closed";
          default -> payload.path("why").asText();
        };
    return count(payload.path("count").asLong(), "record is", "records are")
        + " missing from "
        + name(payload.path("log").asText())
        + (payload.has("from")
            ? ", between "
                + timeOf(payload, "from", time)
                + " and "
                + timeOf(payload, "until", time)
            : "")
        + ": "
        + why
        + ".";
  }

  private static String refusedAgain(JsonNode payload) {
    return count(
            payload.path("count").asLong(), "more malformed request", "more malformed requests")
        + " like "
        + payload.path("first").asText()
        + " ("
        + payload.path("problem").asText()
        + ") within a minute.";
  }

  /** A length of time in its two largest units, for example {@code 2 hours 5 minutes}. */
  public static String duration(long seconds) {
    if (seconds >= DAY) {
      return units(seconds, DAY, "day", HOUR, "hour");
    }
    if (seconds >= HOUR) {
      return units(seconds, HOUR, "hour", MINUTE, "minute");
    }
    if (seconds >= MINUTE) {
      return units(seconds, MINUTE, "minute", 1, "second");
    }
    return count(seconds, "second", "seconds");
  }

  private static String units(long seconds, long large, String one, long small, String other) {
    long rest = seconds % large / small;
    return count(seconds / large, one, one + "s")
        + (rest == 0 ? "" : " " + count(rest, other, other + "s"));
  }

  private static String count(long count, String one, String many) {
    return String.format(Locale.UK, "%,d ", count) + (count == 1 ? one : many);
  }

  private static String name(String log) {
    return log.equals(AuditStore.TRAFFIC) ? "the traffic log" : "the ledger";
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String timeOf(JsonNode payload, String field, Function<Instant, String> time) {
    String text = payload.path(field).asText();
    try {
      return time.apply(Instant.parse(text));
    } catch (DateTimeException none) {
      return "an unknown time";
    }
  }
}
