package planted.gateway;

import java.time.Instant;

/** Breaks clock-and-chance-are-passed-in. */
final class ReadsTheClock {
  Instant now() {
    return Instant.now();
  }
}
