package org.schoolgate.classifier.subscription;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list could not be got, or is not what its publisher says it is. The message is a short sentence
 * with the remedy where there is one; it holds no password and no query.
 */
final class FetchFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable Duration askAgainAfter;

  FetchFailedException(String message) {
    this(message, null);
  }

  FetchFailedException(String message, @Nullable Duration askAgainAfter) {
    super(message);
    this.askAgainAfter = askAgainAfter;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  /** How long the publisher asks to be left alone. */
  Optional<Duration> askAgainAfter() {
    return Optional.ofNullable(askAgainAfter);
  }
}
