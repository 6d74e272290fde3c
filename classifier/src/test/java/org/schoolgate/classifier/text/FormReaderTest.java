package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Match;

class FormReaderTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "text=i+want+to+kill%20myself&x=1        ~ i want to kill myself/1",
        "a=kill&b=myself                         ~ kill/myself",
        "user=bob&password=hunter2&msg=hi        ~ bob/hi",
        "pass%77ord=hunter2&msg=hi               ~ hi",
        "user%5Bpassword%5D=hunter2&msg=hi       ~ hi",
        "newPassword=x&PIN=1234&card-number=4111&cvv=123&csrfmiddlewaretoken=x&a=b ~ b",
        "opinion=yes&shipping=home&discard=no    ~ yes/home/no",
        "just text without a name                ~ just text without a name",
        "a=b=c&=d&&e                             ~ b c/d/e",
        "a=100%&b=%zz&c=%4                       ~ 100/zz/4|4",
        "a=caf%C3%A9&b=caf%E9                    ~ cafe/cafe",
        "a={\"password\":\"x\",\"t\":\"one\"}    ~ one",
        "payload=%7B%22token%22%3A%22x%22%2C%22t%22%3A%22one%22%7D ~ one",
      })
  void valuesAreRuns(String form, String expected) {
    assertEquals(expected, TextFixtures.folded(FORM, form));
  }

  @Test
  void theCharsetOfTheHeaderCounts() {
    assertEquals(
        "привет", TextFixtures.folded(FORM + "; charset=windows-1251", "a=%EF%F0%E8%E2%E5%F2"));
  }

  @Test
  void anEndlessNameIsTextAndNotLost() {
    assertEquals("x".repeat(500) + " kill", TextFixtures.folded(FORM, "x".repeat(500) + "+kill"));
  }

  @Test
  void theOffsetIsWhereTheValueBegins() {
    PhraseBook book = TextFixtures.book(TextFixtures.phrase("suicide", 100, "kill myself"));

    Match.Phrase match =
        TextFixtures.scan(book, FORM, Fixtures.utf8("a=b&text=kill+myself")).matches().get(0);

    assertEquals(9, match.offset());
    assertEquals(11, match.length());
    assertEquals("kill myself", match.excerpt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=b&", "%61=b&&"})
  void theOffsetOfTextWithoutANameIsWhereItBegins(String before) {
    PhraseBook book = TextFixtures.book(TextFixtures.phrase("suicide", 100, "kill myself"));

    for (String after : new String[] {"", " " + "x".repeat(500), "&c=d"}) {
      Match.Phrase match =
          TextFixtures.scan(book, FORM, Fixtures.utf8(before + "kill myself" + after))
              .matches()
              .get(0);

      assertEquals(before.length(), match.offset(), before + after);
    }
  }
}
