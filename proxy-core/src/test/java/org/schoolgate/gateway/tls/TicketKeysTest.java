package org.schoolgate.gateway.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.schoolgate.gateway.SettableClock;

class TicketKeysTest {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-17T08:30:00Z"));
  private final List<List<OpenSslSessionTicketKey>> used = new ArrayList<>();
  private final TicketKeys keys = new TicketKeys(used::add, clock, new SecureRandom());

  @Test
  void aKeyServesSixHoursAndThenOpensWhatItClosedForSixMore() {
    clock.add(TicketKeys.AGE_MAX);
    keys.renewIfOld();
    assertEquals(1, used.size(), "it was renewed early");

    clock.add(Duration.ofSeconds(1));
    keys.renewIfOld();
    keys.renewIfOld();
    assertEquals(2, used.size());
    assertEquals(2, used.get(1).size());
    assertNotSame(used.get(0).get(0), used.get(1).get(0));
    assertSame(used.get(0).get(0), used.get(1).get(1));

    clock.add(TicketKeys.AGE_MAX.plusSeconds(1));
    keys.renewIfOld();
    assertSame(used.get(1).get(0), used.get(2).get(1));
    assertEquals(2, used.get(2).size(), "the first key still opens something");
  }

  @Test
  void aClockThatIsSetBackMakesNoKeyLastLonger() {
    clock.add(Duration.ofDays(-30));
    keys.renewIfOld();
    assertEquals(2, used.size());
  }
}
