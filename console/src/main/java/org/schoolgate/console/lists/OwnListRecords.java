package org.schoolgate.console.lists;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;

/** Reads the ledger's records about the school's own lists back into the events that they were. */
final class OwnListRecords {

  /** Every record that {@link #read} understands. */
  static final LedgerQuery QUERY =
      LedgerQuery.ALL.ofKinds(
          RecordKind.LIST_EDITED, RecordKind.LIST_RATIFIED, RecordKind.LIST_ENTRY_ENDED);

  private OwnListRecords() {}

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
      case LIST_EDITED ->
          new LedgerEvent.ListEdited(
              text(payload, "change"),
              text(payload, "category"),
              text(payload, "entry"),
              text(payload, "editedBy"),
              textOrNull(payload, "reason"),
              timeOrNull(payload, "until"),
              timeOrNull(payload, "ratifyBy"));
      case LIST_RATIFIED ->
          new LedgerEvent.ListRatified(
              text(payload, "category"),
              text(payload, "entry"),
              text(payload, "ratifiedBy"),
              text(payload, "reason"));
      case LIST_ENTRY_ENDED ->
          new LedgerEvent.ListEntryEnded(
              text(payload, "category"),
              text(payload, "entry"),
              Instant.parse(text(payload, "until")));
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

  private static @Nullable Instant timeOrNull(JsonNode payload, String field) {
    String text = textOrNull(payload, field);
    return text == null ? null : Instant.parse(text);
  }
}
