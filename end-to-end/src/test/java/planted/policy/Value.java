package planted.policy;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;

/** Breaks nothing: what is passed in may be used. */
public record Value(Clock clock) {
  Instant now() {
    return Instant.now(clock);
  }

  int seeded() {
    return new Random(1).nextInt();
  }
}
