package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {

  @ParameterizedTest
  @CsvSource({
    "BBC.example., bbc.example",
    "bbc.example/, bbc.example",
    "bbc.example/Games/, bbc.example/Games",
    "bbc.example/%67ames, bbc.example/games",
    "bbc.example/caf%C3%A9, bbc.example/café",
  })
  void oneSpelling(String text, String site) {
    assertEquals(site, Site.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/x",
        "https://bbc.example",
        "bbc.example/a?b=1",
        "bbc.example/a#b",
        "bbc.example/a//b",
        "bbc.example/../a",
        "bbc.example/a;b",
        "bbc.example/a%2fb",
        "bbc.example/a%2561"
      })
  void whatCannotBeHeldIsRefused(String text) {
    assertTrue(refused(text));
  }

  private static boolean refused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Site.parse(text));
    return true;
  }

  /** Whether bbc.example/games/maths surely covers a path, and whether some server may think so. */
  @ParameterizedTest(name = "{0}{1}: surely {2}, perhaps {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "bbc.example   | /games/maths           | true  | true",
        "bbc.example   | /games/maths/          | true  | true",
        "x.bbc.example | /games/maths/1         | true  | true",
        "bbc.example   | /%67ames/maths/%20     | true  | true",
        "notbbc.example | /games/maths          | false | false",
        "bbc.example   | /                      | false | false",
        "bbc.example   | /games                 | false | false",
        "bbc.example   | /games/mathsx          | false | false",
        "bbc.example   | /x/games/maths         | false | false",
        "bbc.example   | /Games/MATHS           | false | true",
        "bbc.example   | //games/maths          | false | true",
        "bbc.example   | /games//maths          | false | true",
        "bbc.example   | /a/../games/maths      | false | true",
        "bbc.example   | /games/a/../maths      | false | true",
        "bbc.example   | /games/./maths         | false | true",
        "bbc.example   | /games/maths/../x      | false | true",
        "bbc.example   | /games%2fmaths         | false | true",
        "bbc.example   | /games%5cmaths         | false | true",
        "bbc.example   | /games\\maths          | false | true",
        "bbc.example   | /games;x/maths;y       | false | true",
        "bbc.example   | /a/..;/games/maths     | false | true",
        "bbc.example   | /%2567ames/maths       | false | true",
        "bbc.example   | /%25252567ames/maths   | false | true",
        "bbc.example   | /%2e/games/maths       | false | true",
        "bbc.example   | /a%2f%2e%2e%2fgames/maths | false | true",
        "bbc.example   | /games/maths%00.html   | false | true",
        "bbc.example   | /games/maths%3fx       | false | true",
        "bbc.example   | //news/maths           | false | false",
        "bbc.example   | /news;v=1/games        | false | false",
        "bbc.example   | /maths/../games        | false | false",
      })
  void aPartOfASite(String host, String path, boolean surely, boolean perhaps) {
    Site site = Site.parse("bbc.example/games/maths");
    Target target = SmallSchool.http(host, path);
    assertEquals(surely, site.covers(target), "surely");
    assertEquals(perhaps, site.mayCover(target), "perhaps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "//x", "/a/../b", "/%2561"})
  void aWholeSiteIsNeverInDoubt(String path) {
    Site site = Site.parse("bbc.example");
    assertTrue(site.covers(SmallSchool.http("www.bbc.example", path)));
  }
}
