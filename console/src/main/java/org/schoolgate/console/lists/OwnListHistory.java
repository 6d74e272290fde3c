package org.schoolgate.console.lists;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.schoolgate.audit.LedgerReader;

/** The school's own lists as the ledger tells of them, for reports; it needs no running gateway. */
public final class OwnListHistory {

  private OwnListHistory() {}

  /**
   * The entries that had been added by then and not taken off.
   *
   * @throws IOException if the ledger cannot be read
   */
  public static List<OwnEntry> before(Instant until, LedgerReader ledger) throws IOException {
    OwnEntries entries = new OwnEntries();
    ledger.forward(
        OwnListRecords.QUERY.between(null, until),
        record ->
            OwnListRecords.read(record).ifPresent(event -> entries.apply(event, record.at())));
    return entries.all();
  }
}
