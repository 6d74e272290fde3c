package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searching the ledger: what fits is found, and what is wrong with a command is said. */
final class AuditSearchTest {

  @TempDir static Path folder;

  private static PeopleTestSchool school;

  @BeforeAll
  static void found() throws IOException {
    school = PeopleTestSchool.staffed(folder);
    try (Office office = school.office()) {
      AuditTestRecords.search(office, "p.upil", "year-5");
      AuditTestRecords.search(office, PeopleTestSchool.DSL, "senior-leaders");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "audit search --person p.upil                               | 1",
        "audit search --person nobody                               | 0",
        "audit search --host example                                | 2",
        "audit search --host SEARCH.example.                        | 2",
        "audit search --host other.example                          | 0",
        "audit search --category suicide --severity critical        | 2",
        "audit search --category gambling                           | 0",
        "audit search --kind blocked,violation-found                | 2",
        "audit search --kind started                                | 0",
        "audit search --from 2026-11-17 --to 2026-11-17             | 2",
        "audit search --from 2026-11-17T09:00 --to 2026-11-17T09:01 | 2",
        "audit search --to 2026-11-17T09:00                         | 0",
        "audit search --from 2026-11-17T10:01+01:00                 | 0",
        "audit search -n 1                                          | 1",
      })
  void searchFindsWhatFits(String line, int found) {
    assertEquals(
        found,
        school
            .runBy(PeopleTestSchool.HEAD, line + " --json")
            .expect(found == 0 ? ExitStatus.NO : ExitStatus.DONE)
            .out()
            .lines()
            .count(),
        line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "audit search --kind foo        | 2 | the kinds are started, stopped",
        "audit search --category foo    | 2 | there is no category 'foo'",
        "audit search --severity foo    | 2 | --severity",
        "audit search --host http://a/  | 2 | --host takes a name",
        "audit search --from yesterday  | 2 | 'yesterday' is no time",
        "audit search --to 2026-13-01   | 2 | is no time",
        "audit tail -n 0                | 2 | -n takes 1 to",
        "audit show SG-0000-0           | 2 | is no reference, or one of its letters",
        "audit show rubbish             | 2 | one looks like SG-00A7-6",
        "audit show                     | 2 | REFERENCE",
        "audit verify --key rubbish     | 2 | --key takes a public key",
        "audit verify src               | 2 | there is no log in src",
      })
  void whatIsWrongIsSaid(String line, int status, String complaint) {
    school.run(line).expect(status).complains(complaint);
  }
}
