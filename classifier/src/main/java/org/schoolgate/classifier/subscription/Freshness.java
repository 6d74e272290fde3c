package org.schoolgate.classifier.subscription;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How fresh the lists of one source are (S30).
 *
 * @param source which
 * @param age how long ago the publisher last had what is here, or gave what was found good; null if
 *     it never did
 * @param limit from which age on the school is warned
 * @param installedAt when the version in force was installed; null if none was
 * @param triedAt when the publisher was last asked; null if it never was
 * @param failures how often in a row that has failed
 * @param failure why it failed last; empty if it did not
 * @param waits how long a newer version has waited for a person; null if none does
 * @param rolledBack whether a person has put back the version before the publisher's
 * @param nextAt when the publisher is asked next by schedule; null if at once
 * @param takenOut whether what was installed is there no more, because a person has taken it out
 */
public record Freshness(
    String source,
    @Nullable Duration age,
    Duration limit,
    @Nullable Instant installedAt,
    @Nullable Instant triedAt,
    int failures,
    String failure,
    @Nullable Duration waits,
    boolean rolledBack,
    @Nullable Instant nextAt,
    boolean takenOut) {

  static Freshness of(Subscription subscription, SourceState state, boolean isThere, Instant now) {
    Instant confirmed = state.confirmedAt();
    return new Freshness(
        subscription.source(),
        confirmed == null ? null : since(confirmed, now),
        subscription.staleAfter(),
        state.installedAt(),
        state.triedAt(),
        state.failures(),
        state.failure(),
        state.staged().isEmpty() ? null : since(state.stagedAt(), now),
        state.rolledBack(),
        state.nextAt(),
        state.installedAt() != null && !isThere);
  }

  /** That of a list of which nothing can be read; the school is warned. */
  static Freshness unknown(Subscription subscription, IOException unreadable) {
    return new Freshness(
        subscription.source(),
        null,
        subscription.staleAfter(),
        null,
        null,
        1,
        "its state cannot be read ("
            + unreadable.getMessage()
            + "); correct the owner of the data folder",
        null,
        false,
        null,
        false);
  }

  /** None for a time that lies ahead or that nobody knows. */
  private static Duration since(@Nullable Instant then, Instant now) {
    return then == null || then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
  }

  /** Whether a newer version waits for a person. */
  public boolean staged() {
    return waits != null;
  }

  /**
   * Whether the school is to be warned: too old, never got although it was asked for, or got and
   * put in force by nobody.
   */
  public boolean isStale() {
    Duration known = age;
    Duration waiting = waits;
    return known == null
        ? failures > 0 || (waiting != null && waiting.compareTo(limit) > 0)
        : known.compareTo(limit) > 0;
  }

  /**
   * The warning, in a sentence with what was tried last; empty if all is well.
   *
   * @param times how the school's people read a time
   */
  public Optional<String> alarm(Function<Instant, String> times) {
    if (!isStale()) {
      return Optional.empty();
    }
    return Optional.of(what() + "; " + why(times));
  }

  private String what() {
    Duration known = age;
    Duration waiting = waits;
    return known != null
        ? "the list "
            + source
            + " is "
            + words(known)
            + " old, and "
            + words(limit)
            + " is its limit"
        : waiting != null
            ? "the list " + source + " was never put in force"
            : triedAt == null
                ? "how old the list " + source + " is cannot be told"
                : "the list " + source + " was never got";
  }

  private String why(Function<Instant, String> times) {
    Duration waiting = waits;
    if (waiting != null) {
      return "a newer one has waited for "
          + words(waiting)
          + ": `schoolgate lists update "
          + source
          + " --install` puts it in force";
    }
    if (rolledBack) {
      return "a person has put back the version before, which the publisher has no more";
    }
    Instant tried = triedAt;
    if (tried == null) {
      return failure;
    }
    String at = times.apply(tried);
    return failure.isEmpty()
        ? "it was last asked for at " + at
        : "last tried at "
            + at
            + (failures > 1 ? ", " + failures + " times in a row" : "")
            + " without success: "
            + failure;
  }

  private static String words(Duration duration) {
    long hours = duration.toHours();
    return hours >= 48 ? duration.toDays() + " days" : hours + (hours == 1 ? " hour" : " hours");
  }
}
