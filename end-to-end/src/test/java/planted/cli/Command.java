package planted.cli;

import java.security.SecureRandom;
import java.time.Clock;
import planted.gateway.Pipeline;

/** Breaks nothing: the composition root may read the clock, print, and wire the gateway. */
public final class Command {
  Pipeline wire() {
    System.out.println(Clock.systemUTC().instant() + " " + new SecureRandom().nextInt());
    return new Pipeline();
  }
}
