package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every governor can read the report, whatever they read it on. */
@InTheBrowserSchool
final class GovernorsReportTest {

  /** So many that the report names what they were; of the list that ships, so each is a record. */
  private static final List<String> NOT_TOO_FEW =
      List.of(
          "bet365.com",
          "williamhill.com",
          "ladbrokes.com",
          "coral.co.uk",
          "paddypower.com",
          "betfair.com",
          "betfred.com",
          "skybet.com");

  private final BrowserSchool school;

  GovernorsReportTest(BrowserSchool school) {
    this.school = school;
  }

  @Test
  void axeFindsNothingAndNothingIsCutOff() throws Exception {
    Page pupil = school.page(School.YEAR_5);
    for (String site : NOT_TOO_FEW) {
      pupil.navigate("http://www." + site + "/");
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
