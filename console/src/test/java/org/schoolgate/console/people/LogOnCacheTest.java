package org.schoolgate.console.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.audit.AccessEvent;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.Reference;
import org.schoolgate.console.TestClock;

class LogOnCacheTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Passwords PASSWORDS = new Passwords(Passwords.COST_MIN, RANDOM);
  private static final String HASH = PASSWORDS.hash("correct horse".toCharArray());
  private static final LogOnSource HERE = LogOnSource.local("here");
  private static final LogOnSource THERE = LogOnSource.local("there");

  private final TestClock clock = new TestClock("2026-11-17T09:00:00Z");
  private final LogOnCache cache = new LogOnCache(clock, RANDOM);
  private final PeopleBook book =
      new PeopleBook(Staffroom.everybody().withPassword("t.teach", HASH), PASSWORDS);
  private final List<LedgerEvent> recorded = new ArrayList<>();
  private final LogOns logOns =
      new LogOns(
          book,
          new GuessLimiter(clock),
          cache,
          event -> {
            recorded.add(event);
            return CompletableFuture.completedFuture(new Reference(1));
          });

  private @Nullable LogOn check(String password) throws IOException {
    return logOns.check(HERE, "t.teach", password.toCharArray());
  }

  private @Nullable LogOn remembered(LogOnSource from, String account, String password) {
    return logOns.remembered(from, account, password.toCharArray()).orElse(null);
  }

  private @Nullable LogOn remembered() {
    return remembered(HERE, "t.teach", "correct horse");
  }

  @Test
  void whatWasRightIsRememberedForTheSameSourceAccountAndPassword() throws IOException {
    assertEquals(null, remembered());
    assertInstanceOf(LogOn.Known.class, check("correct horse"));

    assertInstanceOf(LogOn.Known.class, remembered());
    assertEquals(null, remembered(THERE, "t.teach", "correct horse"));
    assertEquals(null, remembered(HERE, "a.head", "correct horse"));
    assertEquals(null, remembered(HERE, "t.teach", "correct hors"));
    assertEquals(null, remembered(HERE, "t.teac", "hcorrect horse"));
  }

  @Test
  void aWrongOneThatComesAgainIsNoOtherGuess() throws IOException {
    assertInstanceOf(LogOn.Wrong.class, check("an old one"));
    for (int i = 0; i < 30; i++) {
      assertInstanceOf(LogOn.Wrong.class, remembered(HERE, "t.teach", "an old one"));
    }
    assertEquals(1, recorded.size());
    assertInstanceOf(LogOn.Known.class, check("correct horse"));
  }

  @ParameterizedTest
  @CsvSource({"PT9M59S, true", "PT10M, false", "PT-1S, false"})
  void whatIsNotUsedIsForgotten(Duration later, boolean still) throws IOException {
    assertInstanceOf(LogOn.Known.class, check("correct horse"));
    clock.advance(later);
    assertEquals(still, remembered() != null);
    assertEquals(still ? 1 : 0, cache.size());
  }

  @Test
  void whatIsUsedIsForgottenAfterAnHour() throws IOException {
    assertInstanceOf(LogOn.Known.class, check("correct horse"));
    for (int minute = 5; minute < 60; minute += 5) {
      clock.advance(Duration.ofMinutes(5));
      assertInstanceOf(LogOn.Known.class, remembered());
    }
    clock.advance(Duration.ofMinutes(5));
    assertEquals(null, remembered());
  }

  @Test
  void aChangeOfTheAccountTakesEffectAtOnce() throws IOException {
    assertInstanceOf(LogOn.Known.class, check("correct horse"));
    book.replace(book.people().with(someoneNew()));
    assertInstanceOf(LogOn.Known.class, remembered(), "another account is none of its business");
    book.replace(
        book.people().withPassword("t.teach", PASSWORDS.hash("another one".toCharArray())));
    assertEquals(null, remembered());
    assertInstanceOf(LogOn.Wrong.class, check("correct horse"));
    book.replace(book.people().withPassword("t.teach", HASH));
    assertEquals(null, remembered(), "what was wrong may be right now");
    assertInstanceOf(LogOn.Known.class, check("correct horse"));
    book.replace(book.people().without("t.teach"));
    assertEquals(null, remembered());
    assertInstanceOf(LogOn.Wrong.class, check("correct horse"));
  }

  private static Person someoneNew() {
    return new Person("n.new", "New", Staffroom.TEACHER.roles(), List.of("teachers"), null, null);
  }

  /** Else the memory could be asked instead, as often as one likes. */
  @Test
  void whoeverMustWaitIsNotAnsweredFromMemory() throws IOException {
    assertInstanceOf(LogOn.Known.class, check("correct horse"));
    for (int i = 0; i < 11; i++) {
      assertInstanceOf(LogOn.Wrong.class, check("guess " + i));
    }
    assertInstanceOf(LogOn.Slowed.class, remembered());
    assertInstanceOf(LogOn.Slowed.class, remembered());
    assertEquals(
        new AccessEvent.LogOnSlowed("here", null, 1, clock.instant(), clock.instant()),
        recorded.get(11));
    assertEquals(12, recorded.size());
    clock.advance(Duration.ofSeconds(1));
    assertInstanceOf(LogOn.Known.class, remembered());
  }

  @Test
  void neitherPasswordNorHashIsInIt() {
    char[] password = "correct horse".toCharArray();
    LogOnCache.Key key = cache.key(HERE, "t.teach", password);

    assertArrayEquals("correct horse".toCharArray(), password, "it is still needed");
    assertEquals(32, key.hash().remaining());
    assertNotEquals(key, new LogOnCache(clock, RANDOM).key(HERE, "t.teach", password));
    assertTrue(!key.toString().contains("horse"));
  }

  @Test
  void itIsBounded() {
    for (int i = 0; i < LogOnCache.ANSWERS_MAX + 100; i++) {
      LogOn unused = cache.put(cache.key(HERE, "a" + i, "x".toCharArray()), new LogOn.Wrong(null));
    }
    assertEquals(LogOnCache.ANSWERS_MAX, cache.size());
    assertEquals(Optional.empty(), cache.find(cache.key(HERE, "a0", "x".toCharArray()), null));
  }
}
