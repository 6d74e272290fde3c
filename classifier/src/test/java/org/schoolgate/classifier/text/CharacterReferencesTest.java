package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterReferencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "&amp;&lt;&gt;&quot;&apos;  ~ &<>\"'",
        "&eacute;&Eacute;           ~ éÉ",
        "&eacutex                   ~ éx",
        "&notit;                    ~ ¬it;",
        "&mdash x                   ~ &mdash x",
        "&mdash;                    ~ —",
        "&#65;&#x42;&#X43;D         ~ ABCD",
        "&#65B                      ~ AB",
        "&#128;&#150;               ~ €–",
        "&#x1F600;                  ~ 😀",
        "&#xD800;&#0;               ~ \uFFFD\uFFFD",
        "&#;&#x;&#xg;               ~ &#;&#x;&#xg;",
        "&;& & &&amp;               ~ &;& & &&",
        "&nosuchname;               ~ &nosuchname;",
        "&amp#65;                   ~ &#65;",
      })
  void referencesAreDecodedAsBrowsersDo(String text, String expected) {
    assertEquals(expected, decode(text));
  }

  @Test
  void endlessReferencesAreText() {
    String endless = "&" + "a".repeat(100_000);

    assertEquals(endless, decode(endless));
    assertEquals("\uFFFD", decode("&#x11000000000000;"));
  }

  private static String decode(String text) {
    StringBuilder out = new StringBuilder();
    CharacterReferences references = new CharacterReferences();
    for (int i = 0; i < text.length(); i++) {
      references.accept(text.charAt(i), i, (c, offset) -> out.append(c));
    }
    references.flush((c, offset) -> out.append(c));
    return out.toString();
  }
}
