package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every governor can read the report, whatever they read it on. */
@InTheBrowserSchool
final class GovernorsReportTest {

  /** So many that the report names what they were. */
  private static final int NOT_TOO_FEW = 8;

  private final BrowserSchool school;

  GovernorsReportTest(BrowserSchool school) {
    this.school = school;
  }

  @Test
  void axeFindsNothingAndNothingIsCutOff() throws Exception {
    Page pupil = school.page(School.YEAR_5);
    for (int i = 0; i < NOT_TOO_FEW; i++) {
      pupil.navigate(school.url("http", i + "." + BrowserSchool.BETS, "/"));
    }
    School.Outcome report = school.command("report", "governors");
    assertEquals(0, report.status(), report::toString);
    assertTrue(report.out().contains("Gambling"), report::out);
    Page page = school.page(School.TEACHER);
    page.setContent(report.out());
    for (Look look : Look.values()) {
      look.take(page);
      Chromium.picture(page, "report-" + look.word());
      assertEquals(List.of(), look.findings(page), look::word);
    }
  }
}
