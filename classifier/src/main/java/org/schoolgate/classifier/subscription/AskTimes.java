package org.schoolgate.classifier.subscription;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a publisher is asked next: after an answer by the schedule, after a failure soon and then
 * ever later, and never to the second, so that the schools of a county do not come together.
 * Thread-safe if its random generator is.
 */
final class AskTimes {

  /** How long a source is left alone after its first failure. */
  static final Duration RETRY_FIRST = Duration.ofMinutes(5);

  /** Not at once: what ends the process would be met at each of its starts. */
  static final Duration RETRY_AFTER_START = Duration.ofMinutes(1);

  private static final Duration RETRY_MAX = Duration.ofHours(6);
  private static final Duration JITTER_MAX = Duration.ofMinutes(10);
  private static final int DOUBLINGS_MAX = 10;

  private final ZoneId zone;
  private final RandomGenerator random;

  /**
   * The times of a school.
   *
   * @param zone the school's, in which schedules are meant
   */
  AskTimes(ZoneId zone, RandomGenerator random) {
    this.zone = zone;
    this.random = random;
  }

  /** A time that no schedule can have meant was set by a clock that has been put right since. */
  boolean isDue(Subscription subscription, @Nullable Instant next, Instant now) {
    Duration longest = subscription.schedule().interval().plus(JITTER_MAX).plus(RETRY_FIRST);
    return next == null || !next.isAfter(now) || next.isAfter(now.plus(longest));
  }

  Instant afterSuccess(Subscription subscription, Instant now) {
    Schedule schedule = subscription.schedule();
    Duration tenth = schedule.interval().dividedBy(10);
    long jitterMillis = (tenth.compareTo(JITTER_MAX) < 0 ? tenth : JITTER_MAX).toMillis();
    return schedule.after(now, zone).plusMillis((long) (random.nextDouble() * jitterMillis));
  }

  /**
   * The time after so many failures in a row.
   *
   * @param askAgainAfter how long the publisher asks to be left alone; zero if it does not
   */
  Instant afterFailure(
      Subscription subscription, int failures, Duration askAgainAfter, Instant now) {
    Duration interval = subscription.schedule().interval();
    Duration longest = interval.compareTo(RETRY_MAX) < 0 ? interval : RETRY_MAX;
    Duration wait = RETRY_FIRST.multipliedBy(1L << Math.min(DOUBLINGS_MAX, failures - 1));
    if (wait.compareTo(longest) > 0) {
      wait = longest;
    }
    // From three quarters of it to all of it, so that schools do not come back together.
    wait = Duration.ofMillis((long) (wait.toMillis() * (0.75 + random.nextDouble() / 4)));
    if (askAgainAfter.compareTo(wait) > 0) {
      wait = askAgainAfter.compareTo(interval) > 0 ? interval : askAgainAfter;
    }
    return now.plus(wait);
  }
}
