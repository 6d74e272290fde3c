package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;

class ExcerptMarksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "so I kill myself now            ~ kill myself        ~ so I »kill myself« now",
        "Kill  MYSELF                    ~ kill myself        ~ »Kill  MYSELF«",
        "kill myself, kill myself        ~ kill myself        ~ »kill myself«, »kill myself«",
        "skill myself                    ~ kill myself        ~ skill myself",
        "k\u00ADill-myse\u200Blf         ~ kill myself        ~ »k\u00ADill-myse\u200Blf«",
        "a gardener's weed               ~ garden*;weed       ~ a »garden«er's »weed«",
        "we smoke weed                   ~ smoke weed;weed    ~ we »smoke weed«",
        "the weed and the knife          ~ weed … knife     ~ the »weed« and the »knife«",
        "I smoke w33d now                ~ weed               ~ I smoke »w33d« now",
        "I smoke w e e d now             ~ weed               ~ I smoke »w e e d« now",
        "nothing of it                   ~ weed               ~ nothing of it",
        "ｗｅｅｄ                          ~ weed               ~ »ｗｅｅｄ«",
      })
  void phrasesAreMarkedWhereTheyStand(String excerpt, String phrases, String expected) {
    assertEquals(
        expected,
        ExcerptMarks.mark(excerpt, List.of(phrases.split(";", -1)), Fixtures.category("drugs")));
  }
}
