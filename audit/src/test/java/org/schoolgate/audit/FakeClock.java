package org.schoolgate.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that stands until it is moved. */
final class FakeClock extends Clock {

  static final ZoneId LONDON = ZoneId.of("Europe/London");

  private volatile Instant now;

  FakeClock(String start) {
    this.now = Instant.parse(start);
  }

  void move(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return LONDON;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the zone is London");
  }
}
