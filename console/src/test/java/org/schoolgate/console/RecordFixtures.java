package org.schoolgate.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.audit.Reference;

/** Records as the ledger gives them back, whole or not, for tests. */
public final class RecordFixtures {

  private RecordFixtures() {}

  /**
   * A record.
   *
   * @param kind null for one that this version does not know
   * @param json its fields, with single quotes; null if it cannot be opened
   */
  public static LedgerRecord record(@Nullable RecordKind kind, @Nullable String json, Instant at)
      throws JsonProcessingException {
    return new LedgerRecord(
        new Reference(7),
        at,
        kind,
        json == null ? null : new ObjectMapper().readTree(json.replace('\'', '"')));
  }
}
