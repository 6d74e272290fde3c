package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
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

  /** A phrase is folded with the table, letter by letter as a text is. */
  @Test
  void everyCharacterIsFoldedAsInText() {
    for (int codePoint = 0; codePoint < 0x30000; codePoint++) {
      if (codePoint == '*' || Character.getType(codePoint) == Character.SURROGATE) {
        continue;
      }
      String folded = TextFold.foldCodePoint(codePoint).replace('-', ' ');
      String pattern = PhrasePattern.of("ab" + Character.toString(codePoint) + "cd").pattern();

      assertEquals(" ab" + folded + "cd ", pattern, "U+" + Integer.toHexString(codePoint));
    }
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
