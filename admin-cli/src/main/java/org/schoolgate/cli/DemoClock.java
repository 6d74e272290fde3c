package org.schoolgate.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that begins on a school morning, runs as time does, and can be put forward. */
final class DemoClock extends Clock {

  private final Clock real;
  private final ZoneId zone;
  private final AtomicReference<Duration> ahead;

  DemoClock(Clock real, Instant morning) {
    this(real, real.getZone(), new AtomicReference<>(Duration.between(real.instant(), morning)));
  }

  private DemoClock(Clock real, ZoneId zone, AtomicReference<Duration> ahead) {
    this.real = real;
    this.zone = zone;
    this.ahead = ahead;
  }

  void putForward(Duration by) {
    ahead.updateAndGet(now -> now.plus(by));
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new DemoClock(real, other, ahead);
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead.get());
  }
}
