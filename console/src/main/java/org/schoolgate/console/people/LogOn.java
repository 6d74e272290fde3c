package org.schoolgate.console.people;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of an account and a password that somebody gave. */
public sealed interface LogOn {

  /** The password is that account's. */
  record Known(Person person) implements LogOn {}

  /**
   * It is not, or there is no such account; which of the two is for nobody to know.
   *
   * @param person whose account was meant; null if there is none of that name
   */
  record Wrong(@Nullable Person person) implements LogOn {}

  /**
   * The password was not looked at, because too many wrong ones came before it.
   *
   * @param where they came from, for a sentence: {@code the local user jane}
   * @param left until the next one is looked at, more than zero
   */
  record Slowed(String where, Duration left) implements LogOn {

    /** One sentence without its full stop, for whoever gave the password. */
    public String sentence() {
      return "too many wrong passwords came from %s; try again in %s"
          .formatted(where, inWords(left));
    }

    /** Rounded up, so that whoever waits that long has waited long enough. */
    private static String inWords(Duration wait) {
      long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
      if (seconds < 120) {
        return seconds == 1 ? "1 second" : seconds + " seconds";
      }
      return (seconds + 59) / 60 + " minutes";
    }
  }
}
