package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a request for an override is said, with what to do; nothing is asked for. */
final class OverrideUsageTest {

  @TempDir static Path folder;

  private static PeopleTestSchool school;

  @BeforeAll
  static void found() throws IOException {
    school = PeopleTestSchool.staffed(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.example --group year-5 --for 30x --reason 'long enough'  | 2 | '30x' is no duration;"
            + " write a whole number and m, h, d or w",
        "a.example --group year-5 --for 8d --reason 'long enough'   | 2 | from a minute to 7 days",
        "a.example --group year-5 --for 0m --reason 'long enough'   | 2 | from a minute to 7 days",
        "a.example --group year-55 --for 1h --reason 'long enough'  | 2 | there is no group"
            + " 'year-55'",
        "a.example --group year-5 --for 1h --reason no              | 2 | say why in 5 to 500",
        "http://a.example/x --group year-5 --for 1h --reason 'long enough' | 2 | the site's name"
            + " alone",
        "co.uk --group year-5 --for 1h --reason 'long enough'       | 2 | not one site but all"
            + " sites",
        "--category nope --group year-5 --for 1h --reason 'long enough' | 2 | no category 'nope'",
        "--category iwf-urls --group year-5 --for 1h --reason 'long enough' | 2 | never be opened",
        "--group year-5 --for 1h --reason 'long enough'             | 2 | SITE",
        "a.example --category games --group year-5 --for 1h --reason 'long enough' | 2 | given"
            + " together",
      })
  void whatIsWrongIsSaid(String rest, int status, String complaint) {
    school
        .runBy(PeopleTestSchool.TEACHER, "override request " + rest)
        .expect(status)
        .complains(complaint);
    school.run("override ls --all").says("no overrides");
  }
}
