package org.schoolgate.console.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.console.TestClock;

class GuessLimiterTest {

  private static final LogOnSource HERE = LogOnSource.local("jane");
  private static final LogOnSource THERE = LogOnSource.local("root");

  private final TestClock clock = new TestClock("2026-11-17T09:00:00Z");
  private final GuessLimiter limiter = new GuessLimiter(clock);

  private long waitOf(LogOnSource source) {
    long wait = limiter.enter(source).waitMillis();
    if (wait == 0) {
      limiter.right(source);
    }
    return wait;
  }

  private void wrong(LogOnSource source, String account, int times) {
    for (int i = 0; i < times; i++) {
      clock.advance(Duration.ofMillis(waitOf(source)));
      assertEquals(0, limiter.enter(source).waitMillis());
      limiter.wrong(source, account);
    }
  }

  /** By the time of the twentieth, the first is forgotten. */
  @ParameterizedTest
  @CsvSource({"1, 0", "10, 0", "11, 1", "12, 2", "13, 4", "14, 8", "18, 128", "19, 256", "20, 256"})
  void eachWrongOneBeyondTheFreeOnesDoublesTheWait(int wrong, long seconds) {
    wrong(HERE, "a.head", wrong);

    assertEquals(seconds * 1_000, waitOf(HERE));
  }

  @Test
  void waitingIsEnoughAndIsForgotten() {
    wrong(HERE, "a.head", 12);
    assertEquals(2_000, waitOf(HERE));
    clock.advance(Duration.ofMillis(1_999));
    assertEquals(1, waitOf(HERE));
    clock.advance(Duration.ofMillis(1));
    assertEquals(0, waitOf(HERE));
    clock.advance(Duration.ofMillis(12 * GuessLimiter.FORGET_MILLIS));
    wrong(HERE, "a.head", GuessLimiter.WRONG_FREE_MAX);
    assertEquals(0, waitOf(HERE));
  }

  @Test
  void askingDuringTheWaitDoesNotMakeItLonger() {
    wrong(HERE, "a.head", 14);
    for (int second = 8; second > 0; second--) {
      assertEquals(second * 1_000L, waitOf(HERE));
      clock.advance(Duration.ofSeconds(1));
    }
    assertEquals(0, waitOf(HERE));
  }

  @Test
  void nobodyWaitsForWhatAnotherSourceDid() {
    wrong(HERE, "a.head", 200);

    assertEquals(300_000, waitOf(HERE));
    assertEquals(0, waitOf(THERE));
  }

  @Test
  void aSwarmThatGuessesAtOneAccountHasLessOfEachSource() {
    for (int i = 0; i < 30; i++) {
      wrong(LogOnSource.local("swarm-" + i), "a.head", 1);
    }
    wrong(HERE, "t.teach", 1);
    assertEquals(0, waitOf(HERE));
    wrong(HERE, "a.head", 1);
    assertEquals(GuessLimiter.ACCOUNT_WAIT_MILLIS_MAX, waitOf(HERE));
    assertEquals(0, waitOf(THERE), "the owner, who was not wrong, does not wait");
  }

  @Test
  void aRightPasswordForgivesNothing() {
    for (int i = 0; i < 12; i++) {
      wrong(HERE, "a.head", 1);
      clock.advance(Duration.ofMillis(waitOf(HERE)));
      assertEquals(0, limiter.enter(HERE).waitMillis());
      limiter.right(HERE);
    }
    wrong(HERE, "a.head", 1);
    assertEquals(4_000, waitOf(HERE));
  }

  @Test
  void thoseLookedAtAtOnceCountAsWrongUntilTheyAreNot() {
    for (int i = 0; i < GuessLimiter.WRONG_FREE_MAX; i++) {
      assertEquals(0, limiter.enter(HERE).waitMillis());
    }
    assertEquals(1_000, limiter.enter(HERE).waitMillis());
    limiter.right(HERE);
    assertEquals(0, limiter.enter(HERE).waitMillis());
  }

  @Test
  void aSpellIsSaidWhenItBeginsAndWhenItIsOver() {
    Instant start = clock.instant();
    wrong(HERE, "a.head", 8);
    for (int i = 0; i < 4; i++) {
      assertEquals(0, limiter.enter(HERE).waitMillis());
      limiter.wrong(HERE, "a.head");
      clock.advance(Duration.ofSeconds(i < 3 ? 2 : 0));
    }
    GuessLimiter.Refusals first = limiter.enter(HERE).toBeSaid();
    assertNotNull(first);
    assertEquals(1, first.count());
    clock.advance(Duration.ofSeconds(1));
    assertNull(limiter.enter(HERE).toBeSaid());
    assertNull(limiter.enter(HERE).toBeSaid());
    assertEquals(List.of(), limiter.takeOver());
    clock.advance(Duration.ofMillis(3 * GuessLimiter.FORGET_MILLIS));
    Instant refusedAt = start.plusSeconds(7);
    assertEquals(
        List.of(new GuessLimiter.Refusals(HERE, 2, refusedAt, refusedAt)), limiter.takeOver());
    assertEquals(List.of(), limiter.takeOver());
    assertEquals(List.of(), limiter.takeAll());
  }

  @Test
  void aClockThatGoesBackLocksNobodyOut() {
    wrong(HERE, "a.head", 30);
    clock.advance(Duration.ofDays(-30));
    assertEquals(GuessLimiter.WAIT_MILLIS_MAX, waitOf(HERE));
    clock.advance(Duration.ofMillis(GuessLimiter.WAIT_MILLIS_MAX));
    assertEquals(0, waitOf(HERE));
  }

  @Test
  void whatTheLedgerHasIsRemembered() {
    Instant now = clock.instant();
    for (int i = 12; i > 0; i--) {
      limiter.remember(HERE, i % 2 == 0 ? null : "a.head", now.minusSeconds(i));
    }
    limiter.remember(THERE, "a.head", now.plusSeconds(60));
    assertEquals(1_000, waitOf(HERE));
    assertEquals(0, waitOf(THERE));
  }

  @Test
  void oneIpv6NetworkIsOneSource() throws UnknownHostException {
    LogOnSource one = LogOnSource.of(InetAddress.getByName("2001:db8:1:2::1"));
    LogOnSource other = LogOnSource.of(InetAddress.getByName("2001:db8:1:2:ffff::9"));
    LogOnSource elsewhere = LogOnSource.of(InetAddress.getByName("2001:db8:1:3::1"));
    wrong(one, "a.head", 15);

    assertEquals(16_000, waitOf(other));
    assertEquals(0, waitOf(elsewhere));
  }

  @Test
  void whoeverComesFromEverywhereFillsNoMemory() {
    for (int i = 0; i < 3 * GuessLimiter.REMEMBERED_MAX; i++) {
      LogOnSource source = LogOnSource.local("u" + i);
      assertEquals(0, limiter.enter(source).waitMillis());
      limiter.wrong(source, "account-" + i);
    }
    assertEquals(2 * GuessLimiter.REMEMBERED_MAX, limiter.remembered());
    assertEquals(0, limiter.enter(HERE).waitMillis());
    limiter.wrong(HERE, "x".repeat(100_000));
    assertEquals(2 * GuessLimiter.REMEMBERED_MAX, limiter.remembered());
  }

  /** Whatever a source does in a day, it has the free guesses and then one in five minutes. */
  @Test
  void howManyGuessesADayAllows() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    long dayMillis = Duration.ofDays(1).toMillis();
    int looked = 0;
    for (long at = 0; at < dayMillis; ) {
      if (limiter.enter(HERE).waitMillis() == 0) {
        looked++;
        if (random.nextInt(5) == 0) {
          limiter.right(HERE);
          looked--;
        } else {
          limiter.wrong(HERE, "account-" + random.nextInt(50));
        }
      }
      long step = random.nextInt(10) == 0 ? random.nextInt(1_000_000) : random.nextInt(2_000);
      clock.advance(Duration.ofMillis(step));
      at += step;
    }
    // Ten are free, nine more until the wait is at its longest.
    long most = GuessLimiter.WRONG_FREE_MAX + 9 + dayMillis / GuessLimiter.FORGET_MILLIS + 1;
    assertTrue(looked <= most, "seed " + seed + ": " + looked + " of at most " + most);
    assertTrue(looked > GuessLimiter.WRONG_FREE_MAX, "seed " + seed + ": only " + looked);
  }
}
