package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.schoolgate.classifier.source.Fixtures.category;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

class KeywordFilterTest {

  private @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "where is weed sold   | 40",
        "WEED                 | 40",
        "weed, weed           | 60",
        "weed weed weed weed  | 70",
        "seaweed              | 0",
        "w e e d              | 0",
        "w33d                 | 0",
        "we<b>e</b>d          | 0",
        "weed killer          | 10",
        "two joints           | 25",
        "joint                | 25",
        "adjoint              | 0",
        "                     | 0",
      })
  void onlyWhatStandsThereIsFound(String text, int sum) throws Exception {
    TextFindings found = filter().scan(text == null ? "" : text, Origin.SHOWN);

    assertEquals(sum, found.weights().getOrDefault(category("drugs"), 0));
  }

  @Test
  void typedPhrasesCountWhereTheyAreTyped() throws Exception {
    TextFindings typed = filter().scan("plug nearby", Origin.TYPED);

    assertEquals(60, typed.weights().get(category("drugs")));
    assertEquals(List.of("plug"), TextFixtures.phrases(typed));
    assertEquals(0, filter().scan("plug nearby", Origin.SHOWN).weights().size());
  }

  @Test
  void wrongFilesAreRefused() throws Exception {
    Fixtures.write(folder, "bad.phrases", "40 weed");

    assertThrows(
        PhraseFileException.class, () -> KeywordFilter.read(List.of(folder), Fixtures.CATEGORIES));
  }

  private KeywordFilter filter() throws Exception {
    Fixtures.write(
        folder,
        "drugs.en.phrases",
        "category: drugs",
        "language: en",
        "40 Weed",
        "25 joint*",
        "-30 weed killer",
        "typed 60 plug");
    return KeywordFilter.read(List.of(folder), Fixtures.CATEGORIES);
  }
}
