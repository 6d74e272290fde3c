package org.schoolgate.console.lists;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.console.RecordFields;

/** Reads the ledger's records about the school's own lists back into the events that they were. */
final class OwnListRecords {

  /** Every record that {@link #read} understands. */
  static final LedgerQuery QUERY =
      LedgerQuery.ALL.ofKinds(
          RecordKind.LIST_EDITED, RecordKind.LIST_RATIFIED, RecordKind.LIST_ENTRY_ENDED);

  private OwnListRecords() {}

  /** The event; empty if the record cannot be opened, or lacks a field, or is of another kind. */
  static Optional<LedgerEvent> read(LedgerRecord record) {
    return RecordFields.read(record, OwnListRecords::event);
  }

  private static @Nullable LedgerEvent event(RecordKind kind, RecordFields fields) {
    return switch (kind) {
      case LIST_EDITED ->
          new LedgerEvent.ListEdited(
              fields.text("change"),
              fields.text("category"),
              fields.text("entry"),
              fields.text("editedBy"),
              fields.textOrNull("reason"),
              fields.timeOrNull("until"),
              fields.timeOrNull("ratifyBy"));
      case LIST_RATIFIED ->
          new LedgerEvent.ListRatified(
              fields.text("category"),
              fields.text("entry"),
              fields.text("ratifiedBy"),
              fields.text("reason"));
      case LIST_ENTRY_ENDED ->
          new LedgerEvent.ListEntryEnded(
              fields.text("category"), fields.text("entry"), fields.time("until"));
      default -> null;
    };
  }
}
