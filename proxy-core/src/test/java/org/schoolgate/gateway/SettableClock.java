package org.schoolgate.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test sets it. */
public final class SettableClock extends Clock {

  private volatile Instant now;

  /** A clock that shows an instant. */
  public SettableClock(Instant now) {
    this.now = now;
  }

  /** Sets it on. */
  public void add(Duration by) {
    now = now.plus(by);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("tests need one zone");
  }

  @Override
  public Instant instant() {
    return now;
  }
}
