package org.schoolgate.console.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;

/**
 * Folds a {@link GuessLimiter} from the wrong passwords on the ledger, so that neither a restart of
 * the gateway nor a command that runs without one gives anybody their guesses back.
 */
public final class LogOnHistory {

  private static final Duration SPAN = Duration.ofHours(2);
  private static final int RECORDS_MAX = 1_000;

  private LogOnHistory() {}

  /**
   * A limiter that knows what was wrong lately.
   *
   * @throws IOException if the ledger cannot be read
   */
  public static GuessLimiter read(LedgerReader ledger, Clock clock) throws IOException {
    GuessLimiter limiter = new GuessLimiter(clock);
    LedgerQuery lately =
        LedgerQuery.ALL
            .ofKinds(RecordKind.LOG_ON_FAILED)
            .between(clock.instant().minus(SPAN), null);
    List<LedgerRecord> oldestFirst = new ArrayList<>(ledger.search(lately, RECORDS_MAX));
    Collections.reverse(oldestFirst);
    for (LedgerRecord record : oldestFirst) {
      JsonNode payload = record.payload();
      LogOnSource source = payload == null ? null : sourceOf(payload);
      if (payload != null && source != null) {
        limiter.remember(source, payload.path("account").textValue(), record.at());
      }
    }
    return limiter;
  }

  private static @Nullable LogOnSource sourceOf(JsonNode payload) throws IOException {
    String unixUser = payload.path("unixUser").textValue();
    String address = payload.path("address").textValue();
    if (unixUser != null) {
      return LogOnSource.local(unixUser);
    }
    // The text is an address that this program wrote, so no name is looked up.
    return address == null ? null : LogOnSource.of(InetAddress.getByName(address));
  }
}
