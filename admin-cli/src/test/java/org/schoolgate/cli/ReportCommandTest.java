package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The governors' report on the command line. */
final class ReportCommandTest {

  @TempDir Path folder;

  @Test
  void theReportIsOnePageOnStandardOutput() throws IOException {
    PeopleTestSchool school = PeopleTestSchool.empty(folder);
    school.run("lists add games.example.com --reason 'too loud'").expect(ExitStatus.DONE);

    PeopleTestSchool.Result report = school.run("report governors").expect(ExitStatus.DONE);

    assertTrue(report.out().startsWith("<!"), report::out);
    report.says("</html>", "1 September 2026 to 17 November 2026", "games.example.com", "too loud");
    report.doesNotSay("Pages that come over HTTPS are filtered by their site's name");
    assertEquals("", report.err());
    school
        .run("report governors --from 2026-11-01 --to 2026-11-16")
        .expect(ExitStatus.DONE)
        .says("1 November 2026 to 16 November 2026")
        .doesNotSay("games.example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "report governors                                     | 1 | nothing has been recorded"
            + " there",
        "report governors --from soon                         | 2 | 'soon' is no day; write"
            + " 2026-09-01",
        "report governors --from 2026-09-01 --to 2026-08-01   | 2 | the last not before the first",
        "report governors --from 2020-09-01                   | 2 | 1 to 400 days",
        "report governors --from 2027-01-01 --to 2027-02-01   | 2 | the last one is today",
        "report governors --to 2026-11-18                     | 2 | the last one is today",
        "report                                               | 2 | a command is missing",
      })
  void whatIsWrongIsSaid(String line, int status, String complaint) throws IOException {
    PeopleTestSchool.empty(folder).run(line).expect(status).complains(complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-01, 2026-09-01",
    "2026-12-31, 2026-09-01",
    "2026-08-31, 2026-04-16",
    "2026-04-16, 2026-04-16",
    "2026-04-15, 2026-01-01",
    "2026-01-01, 2026-01-01",
  })
  void everyDayIsInATerm(LocalDate day, LocalDate first) {
    assertEquals(first, ReportTerm.firstDay(day));
  }
}
