package org.schoolgate.policy;

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
      value = {
        "/                          | /",
        "''                         | /",
        "/a/b                       | /a/b",
        "/a/b/                      | /a/b/",
        "/A/Bc                      | /a/bc",
        "/a/./b                     | /a/b",
        "/a/../b                    | /b",
        "/a/b/../../../c            | /c",
        "/a/..                      | /",
        "/a/b/..                    | /a",
        "/a//b///c                  | /a/b/c",
        "/a\\b\\..\\c               | /a/c",
        "/%61%2Fb                   | /a/b",
        "/%2525252561               | /a",
        "/a/%2e%2E/b                | /b",
        "/a%zz%4                    | /a%zz%4",
        "/a#b                       | /a",
        "/a;x/b                     | /a;x/b",
        "/caf%C3%A9                 | /café",
        "/CAFÉ                      | /café",
      })
  void everySpellingIsOne(String path, String expected) {
    assertEquals(expected, CanonicalPath.of(path));
  }

  @ParameterizedTest
  @CsvSource({
    "/a;x/b, /a/b",
    "/a/..;x/b, /b",
    "/;/b, /b",
    "/a%3bx/b, /a/b",
    "/a%00x/b, /a/b",
    "/a/b;, /a/b",
    "/a/b, /a/b",
  })
  void aServletContainerLeavesOutParameters(String path, String expected) {
    assertEquals(expected, CanonicalPath.withoutParameters(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/                | false",
        "''               | false",
        "/a/b             | false",
        "/a/b/            | false",
        "/A/.well-known/x | false",
        "/a...b/...       | false",
        "/%61%20%C3%A9    | false",
        "/é               | false",
        "/a+b,c:d@e       | false",
        "//a              | true",
        "/a//             | true",
        "/a//b            | true",
        "/./a             | true",
        "/a/.             | true",
        "/a/..            | true",
        "/a/../b          | true",
        "/a/%2e%2e/b      | true",
        "/a/.%2E/b        | true",
        "/a%2fb           | true",
        "/a%5Cb           | true",
        "/a\\b            | true",
        "/a;b             | true",
        "/a%3bb           | true",
        "/a%3fb           | true",
        "/a%23b           | true",
        "/a%2561          | true",
        "/a%zz            | true",
        "/a%              | true",
        "/a%00            | true",
        "/a%0a            | true",
      })
  void doubtfulIsWhatServersReadDifferently(String path, boolean doubtful) {
    assertEquals(doubtful, CanonicalPath.isDoubtful(path));
  }

  @ParameterizedTest
  @CsvSource({"V=%41%2541, v=aa", "q=a+b, q=a+b", "q=a%20b, q=a+b", "q=%2B, q=+", "q=#x, q="})
  void aParameterHasOneSpellingToo(String parameter, String expected) {
    assertEquals(expected, CanonicalPath.ofParameter(parameter));
  }

  @Test
  void hostilePathsCostLittle() {
    String dots = "/x/..".repeat(20_000) + "/a";
    String percents = "%" + "25".repeat(30_000) + "61";

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertEquals("/a", CanonicalPath.of(dots));
          assertEquals("/", CanonicalPath.of(percents).substring(0, 1));
        });
  }
}
