package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFoldTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Kill Myself                | kill myself",
        "KILL   ..., myself!        | kill myself",
        "fÜck CAFÉ Ångström         | fuck cafe angstrom",
        "naïve Œuvre Straße         | naive oeuvre strasse",
        "Łódź Øre İstanbul          | lodz ore istanbul",
        "don't don’t don`t          | dont dont dont",
        "ｋｉｌｌ　ｍｙｓｅｌｆ１２       | kill myself12",
        "𝐤𝐢𝐥𝐥 𝓶𝔂𝓼𝓮𝓵𝓯             | kill myself",
        "Ⓚⓘⓛⓛ                       | kill",
        "ﬁnd oﬀ                     | find off",
        "word² note①                | word note",
        "Война й ё                  | война й ё",
        "ΣΊΣΥΦΟΣ                    | σισυφοσ",
        "が ガ 日本語                 | が ガ 日本語",
        "हिन्दी                      | हिन्दी",
        "한국어                       | 한국어",
        "٣٤ ६                       | 34 6",
        "قَتْل                       | قتل",
        "آ أ إ ٱ ا                   | ا ا ا ا ا",
        "أنا على مدرسة              | انا علي مدرسه",
        "أريد ﺃريد أٔريد        | اريد اريد اريد",
        "قـتـــل                     | قتل",
      })
  void spellingsAreOne(String text, String expected) {
    assertEquals(expected, TextFixtures.folded("text/plain", text));
  }

  @ParameterizedTest
  @CsvSource({
    "k\u200Bi\u200Cl\u200Dl, kill",
    "k\u00ADi\u2060ll, kill",
    "k\uFE0Fill\u0301, kill",
    "k\u202Eill, kill",
    "ki\u00A0ll, ki ll",
    "ki\u2028ll, ki ll",
    "ki\u0000ll, kill",
    "ki\u0001l\u001Fl\u007F, kill",
    "ki\u0080l\u009Fl, kill",
    "ki\u000Bll, ki ll",
    "ki\u0085ll, ki ll",
  })
  void invisibleCharactersVanishAndSpacesDivide(String text, String expected) {
    assertEquals(expected, TextFixtures.folded("text/plain", text));
  }

  @Test
  void everyCharacterFoldsToSomethingThatFoldsToItself() {
    for (int c = 0; c < 0x30000; c++) {
      String folded = TextFold.foldCodePoint(c);
      StringBuilder again = new StringBuilder();
      folded.codePoints().mapToObj(TextFold::foldCodePoint).forEach(again::append);
      assertEquals(folded, again.toString(), "U+" + Integer.toHexString(c));
    }
  }

  @Test
  void theFastWayIsTheSlowWay() {
    for (int c = 0; c < 0x10000; c++) {
      String slow = TextFold.foldCodePoint(c);
      char first = TextFold.fold((char) c);
      String rest = TextFold.rest((char) c);
      String fast = first == TextFold.NOTHING ? "" : first + (rest == null ? "" : rest);
      assertEquals(slow, fast, "U+" + Integer.toHexString(c));
    }
  }
}
