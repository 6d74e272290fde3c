package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextTest {

  @ParameterizedTest
  @CsvSource({
    "abc, 5, abc",
    "abcdef, 5, abcde",
    "'', 5, ''",
    "a\uD83D\uDE00b, 5, a\uD83D\uDE00b",
    "a\uD83D\uDE00b, 2, a",
    "a\uD83D\uDE00b, 3, a\uD83D\uDE00",
    "a\uD83Db, 5, a\uFFFDb",
    "a\uDE00b, 5, a\uFFFDb",
    "\uDE00\uD83D, 5, \uFFFD\uFFFD",
    "abc, 0, ''",
  })
  void keepsWhatJsonCanHold(String text, int charsMax, String kept) {
    assertEquals(kept, Text.clean(text, charsMax));
  }
}
