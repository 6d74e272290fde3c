package org.schoolgate.console.report;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.console.lists.OwnListHistory;
import org.schoolgate.console.override.OverrideHistory;

/**
 * Makes the governors' report (S35-S40): one HTML page without script or anything to load, to be
 * read on a screen, printed, or read aloud. Staff are named where they decided something; pupils
 * never are, and small counts are not printed.
 */
public final class GovernorsReport {

  private GovernorsReport() {}

  /**
   * The report's page. Reads the ledger of the period and of the one before it, so it may take a
   * while: not for the request path.
   *
   * @param clock says when the report was made
   * @throws IOException if the ledger cannot be read
   */
  public static String html(LedgerReader ledger, ReportSetting setting, Clock clock)
      throws IOException {
    ReportPeriod period = setting.period();
    Instant now = clock.instant();
    // What is open today is open still, although its time may be over by tonight.
    Instant seen = now.isBefore(period.until()) ? now : period.until();
    return new GovernorsPage(
            setting,
            ReportFacts.of(ledger, period, setting.categories()),
            ReportFacts.of(ledger, period.previous(), setting.categories()),
            OverrideHistory.before(period.until(), seen, ledger, setting.categories()),
            OwnListHistory.before(period.until(), ledger).stream()
                .filter(entry -> entry.waitsAt(seen))
                .toList(),
            seen,
            now)
        .html();
  }
}
