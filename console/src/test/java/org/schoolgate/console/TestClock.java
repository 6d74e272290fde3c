package org.schoolgate.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class TestClock extends Clock {

  private static final ZoneId ZONE = ZoneId.of("Europe/London");

  private volatile Instant now;

  /** Starts at that time. */
  public TestClock(String start) {
    this.now = Instant.parse(start);
  }

  /** Moves on. */
  public void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZONE;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(now, zone);
  }
}
