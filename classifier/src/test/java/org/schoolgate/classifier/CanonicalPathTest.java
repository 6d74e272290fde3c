package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalPathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "/                          | -               | /",
        "''                         | -               | /",
        "/a/b                       | -               | /a/b",
        "/a/b/                      | -               | /a/b/",
        "/A/Bc                      | Q=X             | /a/bc?q=x",
        "/a/./b                     | -               | /a/b",
        "/a/../b                    | -               | /b",
        "/a/b/../../../c            | -               | /c",
        "/a/..                      | -               | /",
        "/a/b/..                    | -               | /a",
        "/a//b///c                  | -               | /a/b/c",
        "/a\\b\\..\\c               | -               | /a/c",
        "/%61%2Fb                   | -               | /a/b",
        "/%2525252561               | -               | /a",
        "/a/%2e%2E/b                | -               | /b",
        "/a%zz%4                    | -               | /a%zz%4",
        "/a#b                       | -               | /a",
        "/a                         | b=1#c           | /a?b=1",
        "/a                         | ''              | /a",
        "/a                         | x=%41&y=/../    | /a?x=a&y=/../",
        "/caf%C3%A9                 | -               | /café",
        "/café                      | -               | /café",
      })
  void everySpellingIsOne(String path, String query, String expected) {
    assertEquals(expected, CanonicalPath.textOf(path, query));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a/b/           | /a/b",
        "/               | ''",
        "''              | ''",
        "?q=x            | /?q=x",
        "/search?q=      | /search?q",
        "/a/b?           | /a/b",
        "/a/../B//       | /b",
      })
  void anEntryNeverEndsInASeparator(String entry, String expected) {
    assertEquals(expected, CanonicalPath.ofEntry(entry));
  }

  @Test
  void hostilePathsCostLittle() {
    String dots = "/x/..".repeat(20_000) + "/a";
    String percents = "%" + "25".repeat(30_000) + "61";

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertEquals("/a", CanonicalPath.textOf(dots, null));
          assertEquals("/", CanonicalPath.textOf(percents, null).substring(0, 1));
        });
  }
}
