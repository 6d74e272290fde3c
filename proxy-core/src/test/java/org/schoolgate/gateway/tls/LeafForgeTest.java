package org.schoolgate.gateway.tls;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.gateway.SettableClock;
import org.schoolgate.policy.HostName;

class LeafForgeTest {

  private static final Instant MORNING = Instant.parse("2026-11-17T08:30:00Z");
  private static final HostName HOST = HostName.parse("www.example.org");

  private final SecureRandom random = new SecureRandom();
  private final SettableClock clock = new SettableClock(MORNING);
  private final CertificateAuthority authority =
      CertificateAuthority.create("Hillside", MORNING.minus(Duration.ofDays(400)), random);
  private final LeafForge forge = new LeafForge(authority, clock, random, 100);

  @AfterEach
  void close() {
    forge.close();
  }

  @Test
  void aLeafIsMadeOnceADayForEachHost() {
    Leaf first = forge.leafOf(HOST).join();
    clock.add(Duration.ofHours(15));
    assertEquals(first, forge.leafOf(HOST).join());
    assertNotEquals(first, forge.leafOf(HostName.parse("example.org")).join());
    assertEquals(2, forge.made());
  }

  /** Whatever happens to the clock, no client is shown a leaf that is not valid by it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 29, 31, 300, -1, -29, -300})
  void aLeafIsValidOnEachDayOnWhichItIsShown(long daysLater) {
    Leaf before = forge.leafOf(HOST).join();
    clock.add(Duration.ofDays(daysLater));
    Leaf leaf = forge.leafOf(HOST).join();
    assertNotEquals(before, leaf);
    Date now = Date.from(clock.instant());
    assertDoesNotThrow(() -> leaf.certificate().checkValidity(now));
    clock.add(Duration.ofDays(1));
    assertDoesNotThrow(() -> leaf.certificate().checkValidity(Date.from(clock.instant())));
  }
}
