package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Category;

class CategoryNamesTest {

  @ParameterizedTest
  @CsvSource({
    "adult, pornography",
    "agressif, violence",
    "mixed_adult, adult-content",
    "sexual_education, learning",
    "drogue, drugs",
    "phishing, malware",
    "warez, piracy",
    "doh, filter-bypass",
    "publicite, advertising",
    "mail, webmail",
    "sex/education, learning",
    "BL/x/porn, pornography",
    "social-media, social-media",
    "sect, none",
    "translation, none",
    "'', none",
  })
  void foreignNamesAreFound(String folder, String expected) throws Exception {
    CategoryNames names = new CategoryNames(Fixtures.CATEGORIES, Map.of());

    assertEquals(expected, names.find(folder).map(Category::id).orElse("none"));
  }

  @Test
  void theCallerGoesFirst() throws Exception {
    CategoryNames names =
        new CategoryNames(Fixtures.CATEGORIES, Map.of("sect", "extremism", "adult", "health"));

    assertEquals("extremism", names.find("sect").orElseThrow().id());
    assertEquals("health", names.find("adult").orElseThrow().id());
  }

  @Test
  void aMappingToNothingIsRefused() {
    assertThrows(
        ListRefusedException.class,
        () -> new CategoryNames(Fixtures.CATEGORIES, Map.of("sect", "cults")));
  }

  @Test
  void everyBuiltInNameLeadsToACategory() throws Exception {
    for (String name : CategoryNames.builtIn().keySet()) {
      assertEquals(
          CategoryNames.builtIn().get(name),
          new CategoryNames(Fixtures.CATEGORIES, Map.of()).find(name).orElseThrow().id());
    }
  }
}
