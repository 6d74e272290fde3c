package org.schoolgate.console.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.console.RefusedException;

class PasswordsTest {

  private static final Passwords PASSWORDS = new Passwords(Passwords.COST_MIN, new SecureRandom());

  static Stream<String> passwordsThatAreTaken() {
    return Stream.of(
        "ten chars!",
        "x".repeat(72),
        "\u00e9".repeat(36),
        "\ud83d\ude00".repeat(10),
        " ".repeat(10));
  }

  @ParameterizedTest
  @MethodSource("passwordsThatAreTaken")
  void aHashKnowsItsPasswordAndNoOther(String password) {
    String hash = PASSWORDS.hash(password.toCharArray());

    assertTrue(Passwords.isHash(hash));
    assertTrue(PASSWORDS.matches(password.toCharArray(), hash));
    assertFalse(PASSWORDS.matches(otherLastCharacter(password), hash));
    assertFalse(PASSWORDS.matches((password + "x").toCharArray(), hash));
    assertNotEquals(hash, PASSWORDS.hash(password.toCharArray()));
  }

  static Stream<Arguments> passwordsThatAreRefused() {
    return Stream.of(
        Arguments.of("", "at least 10"),
        Arguments.of("nine char", "at least 10"),
        Arguments.of("\ud83d\ude00".repeat(9), "at least 10"),
        Arguments.of("x".repeat(73), "at most 72 bytes"),
        Arguments.of("\u00e9".repeat(37), "at most 72 bytes"),
        Arguments.of("half a pair \ud800", "must be text"));
  }

  @ParameterizedTest
  @MethodSource("passwordsThatAreRefused")
  void refusesAndWipes(String password, String because) {
    char[] given = password.toCharArray();
    RefusedException refused = assertThrows(RefusedException.class, () -> PASSWORDS.hash(given));

    assertTrue(String.valueOf(refused.getMessage()).contains(because), refused.getMessage());
    assertEquals(RefusedException.Kind.INVALID, refused.kind());
    assertArrayEquals(new char[given.length], given);
  }

  @Test
  void wipesWhatItWasGiven() {
    char[] hashed = "a good password".toCharArray();
    String hash = PASSWORDS.hash(hashed);
    char[] checked = "a good password".toCharArray();
    assertTrue(PASSWORDS.matches(checked, hash));

    assertArrayEquals(new char[hashed.length], hashed);
    assertArrayEquals(new char[checked.length], checked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a good password", "half a pair \ud800"})
  void nothingMatchesNobody(String password) {
    assertFalse(PASSWORDS.matches(password.toCharArray(), null));
  }

  @Test
  void neverCutsAPasswordShort() {
    String hash = PASSWORDS.hash("x".repeat(72).toCharArray());
    assertFalse(PASSWORDS.matches("x".repeat(73).toCharArray(), hash));
    assertFalse(PASSWORDS.matches("x".repeat(71).toCharArray(), hash));
  }

  /** A test vector that many bcrypt libraries share, in its three spellings. */
  @ParameterizedTest
  @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
  void checksHashesMadeElsewhere(String version) {
    String hash = version + "10$WvvTPHKwdBJ3uk0Z37EMR.hLA2W6N9AEBhEgrAOljy2Ae5MtaSIUi";

    assertTrue(PASSWORDS.matches("abc".toCharArray(), hash));
    assertFalse(PASSWORDS.matches("abd".toCharArray(), hash));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 9, 19, -1})
  void refusesCostsThatAreNone(int cost) {
    @Nullable String message =
        assertThrows(IllegalArgumentException.class, () -> new Passwords(cost, new SecureRandom()))
            .getMessage();
    assertEquals(
        String.format(Locale.ROOT, "the bcrypt cost must be 10 to 18, not %d", cost), message);
  }

  private static char[] otherLastCharacter(String password) {
    char[] other = password.toCharArray();
    other[other.length - 1] = (char) (other[other.length - 1] ^ 1);
    return other;
  }
}
