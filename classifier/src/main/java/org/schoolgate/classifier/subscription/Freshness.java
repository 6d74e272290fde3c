package org.schoolgate.classifier.subscription;

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
 * @param staged whether a newer version waits for a person
 * @param rolledBack whether a person has put back the version before the publisher's
 */
public record Freshness(
    String source,
    @Nullable Duration age,
    Duration limit,
    @Nullable Instant installedAt,
    @Nullable Instant triedAt,
    int failures,
    String failure,
    boolean staged,
    boolean rolledBack) {

  static Freshness of(Subscription subscription, SourceState state, Instant now) {
    Instant confirmed = state.confirmedAt();
    Duration since = confirmed == null ? null : Duration.between(confirmed, now);
    return new Freshness(
        subscription.source(),
        since != null && since.isNegative() ? Duration.ZERO : since,
        subscription.staleAfter(),
        state.installedAt(),
        state.triedAt(),
        state.failures(),
        state.failure(),
        !state.staged().isEmpty(),
        state.rolledBack());
  }

  /** Whether the school is to be warned: too old, or never got although it was asked for. */
  public boolean isStale() {
    Duration known = age;
    return known == null ? failures > 0 : known.compareTo(limit) > 0;
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
    Duration known = age;
    String what =
        known == null
            ? "the list " + source + " was never got"
            : "the list "
                + source
                + " is "
                + words(known)
                + " old, and "
                + words(limit)
                + " is its limit";
    Instant tried = triedAt;
    String at = tried == null ? "no time" : times.apply(tried);
    String why =
        failure.isEmpty()
            ? "it was last asked for at " + at
            : "last tried at "
                + at
                + (failures > 1 ? ", " + failures + " times in a row" : "")
                + " without success: "
                + failure;
    return Optional.of(what + "; " + why);
  }

  private static String words(Duration duration) {
    long hours = duration.toHours();
    return hours >= 48 ? duration.toDays() + " days" : hours + (hours == 1 ? " hour" : " hours");
  }
}
