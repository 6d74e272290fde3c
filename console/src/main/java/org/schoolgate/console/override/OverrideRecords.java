package org.schoolgate.console.override;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;

/** Reads the ledger's records about overrides back into the events that they were. */
final class OverrideRecords {

  /** Every record that {@link #read} understands. */
  static final LedgerQuery QUERY =
      LedgerQuery.ALL.ofKinds(
          RecordKind.OVERRIDE_REQUESTED,
          RecordKind.OVERRIDE_APPROVED,
          RecordKind.OVERRIDE_REFUSED,
          RecordKind.OVERRIDE_ENDED);

  private OverrideRecords() {}

  /** The event; empty if the record cannot be opened, or lacks a field, or is of another kind. */
  static Optional<LedgerEvent> read(LedgerRecord record) {
    JsonNode payload = record.payload();
    if (payload == null || record.kind() == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(read(record.kind(), payload));
    } catch (IllegalArgumentException | DateTimeException incomplete) {
      return Optional.empty();
    }
  }

  private static @Nullable LedgerEvent read(RecordKind kind, JsonNode payload) {
    return switch (kind) {
      case OVERRIDE_REQUESTED ->
          new LedgerEvent.OverrideRequested(
              text(payload, "overrideId"),
              text(payload, "requestedBy"),
              text(payload, "group"),
              textOrNull(payload, "domain"),
              textOrNull(payload, "category"),
              text(payload, "reason"),
              Instant.parse(text(payload, "from")),
              Instant.parse(text(payload, "until")));
      case OVERRIDE_APPROVED ->
          new LedgerEvent.OverrideApproved(
              text(payload, "overrideId"),
              text(payload, "approvedBy"),
              textOrNull(payload, "note"));
      case OVERRIDE_REFUSED ->
          new LedgerEvent.OverrideRefused(
              text(payload, "overrideId"), text(payload, "refusedBy"), textOrNull(payload, "note"));
      case OVERRIDE_ENDED ->
          new LedgerEvent.OverrideEnded(
              text(payload, "overrideId"),
              text(payload, "why"),
              textOrNull(payload, "endedBy"),
              textOrNull(payload, "note"));
      default -> null;
    };
  }

  private static String text(JsonNode payload, String field) {
    String value = textOrNull(payload, field);
    if (value == null) {
      throw new IllegalArgumentException("the record has no " + field);
    }
    return value;
  }

  private static @Nullable String textOrNull(JsonNode payload, String field) {
    JsonNode value = payload.get(field);
    return value == null ? null : value.textValue();
  }
}
