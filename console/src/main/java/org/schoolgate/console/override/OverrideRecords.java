package org.schoolgate.console.override;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.console.RecordFields;

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
    return RecordFields.read(record, OverrideRecords::event);
  }

  private static @Nullable LedgerEvent event(RecordKind kind, RecordFields fields) {
    return switch (kind) {
      case OVERRIDE_REQUESTED ->
          new LedgerEvent.OverrideRequested(
              fields.text("overrideId"),
              fields.text("requestedBy"),
              fields.text("group"),
              fields.textOrNull("domain"),
              fields.textOrNull("category"),
              fields.text("reason"),
              fields.time("from"),
              fields.time("until"));
      case OVERRIDE_APPROVED ->
          new LedgerEvent.OverrideApproved(
              fields.text("overrideId"), fields.text("approvedBy"), fields.textOrNull("note"));
      case OVERRIDE_REFUSED ->
          new LedgerEvent.OverrideRefused(
              fields.text("overrideId"), fields.text("refusedBy"), fields.textOrNull("note"));
      case OVERRIDE_ENDED ->
          new LedgerEvent.OverrideEnded(
              fields.text("overrideId"),
              fields.text("why"),
              fields.textOrNull("endedBy"),
              fields.textOrNull("note"));
      default -> null;
    };
  }
}
