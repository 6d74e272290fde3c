package org.schoolgate.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a log, opened.
 *
 * @param reference where it stands
 * @param at when, as the writer stamped it; never earlier than the record before
 * @param kind what it tells; null for a kind that this version does not know
 * @param payload its JSON object; null when its key was destroyed or is not in this vault
 */
public record LedgerRecord(
    Reference reference, Instant at, @Nullable RecordKind kind, @Nullable JsonNode payload) {

  /** The record as one line of JSON, for {@code audit tail --json} and exhibits. */
  public String json() {
    return payload == null
        ? "{\"at\":\"" + at + "\",\"reference\":\"" + reference + "\",\"unreadable\":true}"
        : payload.toString();
  }
}
