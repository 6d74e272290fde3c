package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasePatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kill myself      | ` kill myself `",
        "Kill, MYSELF!    | ` kill myself `",
        "self-harm        | ` self harm `",
        "don't            | ` dont `",
        "suicid*          | ` suicid`",
        "*cide            | `cide `",
        "*porn*           | `porn`",
        "自殺              | `自殺`",
        "自殺 help         | `自殺 help `",
        "kms              | ` kms `",
      })
  void phrasesBecomePatterns(String phrase, String expected) {
    PhrasePattern pattern = PhrasePattern.of(phrase);

    assertNull(pattern.problem());
    assertEquals(expected, pattern.pattern());
  }

  @ParameterizedTest
  @CsvSource({"*", "**", "...", "a", "a*", "*ab", "kill * myself", "ki*ll"})
  void uselessPhrasesAreRefused(String phrase) {
    assertNotNull(PhrasePattern.of(phrase).problem());
  }

  @ParameterizedTest
  @CsvSource({"120, true", "121, false"})
  void lengthIsBounded(int length, boolean good) {
    assertEquals(good, PhrasePattern.of("x".repeat(length)).problem() == null);
  }
}
