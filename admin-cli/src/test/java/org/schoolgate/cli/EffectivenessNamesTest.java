package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.effectiveness.CorpusHalf;
import org.schoolgate.classifier.effectiveness.EffectivenessCase;
import org.schoolgate.classifier.effectiveness.EffectivenessCorpus;

final class EffectivenessNamesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"cy, Welsh", "ur-Latn, Urdu in Latin letters", "pt, Portuguese", "qx, qx"})
  void aLanguageHasItsName(String tag, String name) {
    assertEquals(name, EffectivenessNames.language(tag));
  }

  @Test
  void everyDisguiseOfTheCorpusIsExplained() {
    cases()
        .map(EffectivenessCase::disguise)
        .distinct()
        .forEach(
            id ->
                assertNotEquals(
                    EffectivenessNames.sentence(id), EffectivenessNames.disguise(id), id));
  }

  @Test
  void everyGroupAndCategoryOfTheCorpusHasATitle() throws Exception {
    EffectivenessNames names = new EffectivenessNames(ShippedFilter.open(folder).office().config());

    cases().forEach(one -> assertNotEquals(one.group(), names.group(one.group())));
    cases()
        .flatMap(one -> one.expected().stream())
        .forEach(id -> assertNotEquals(id, names.category(id)));
  }

  /** Of the half that may be looked at. */
  private static Stream<EffectivenessCase> cases() {
    return EffectivenessCorpus.cases(CorpusHalf.TUNING).stream();
  }
}
