package org.schoolgate.console.override;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.policy.CategoryTable;

/** Every override that the ledger tells of, for reports; it needs no running gateway. */
public final class OverrideHistory {

  private OverrideHistory() {}

  /**
   * All that were asked for before that time, as they stood then, the latest request first.
   *
   * @throws IOException if the ledger cannot be read
   */
  public static List<OverrideEntry> before(
      Instant until, LedgerReader ledger, CategoryTable categories) throws IOException {
    return before(until, until, ledger, categories);
  }

  /**
   * All that were asked for before that time, the latest request first.
   *
   * @param seenAt the moment at which they are looked at: what has not ended by then is open
   * @throws IOException if the ledger cannot be read
   */
  public static List<OverrideEntry> before(
      Instant until, Instant seenAt, LedgerReader ledger, CategoryTable categories)
      throws IOException {
    OverrideEntries entries = new OverrideEntries(categories);
    ledger.forward(
        OverrideRecords.QUERY.between(null, until),
        record ->
            OverrideRecords.read(record).ifPresent(event -> entries.apply(event, record.at())));
    return entries.all(seenAt);
  }
}
