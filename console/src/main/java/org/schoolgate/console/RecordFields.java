package org.schoolgate.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;

/**
 * The fields of one record of the ledger, for whoever reads it back into the event that it was. As
 * thread-safe as the record.
 */
public final class RecordFields {

  private final JsonNode payload;

  private RecordFields(JsonNode payload) {
    this.payload = payload;
  }

  /**
   * The event that a record was.
   *
   * @param event makes it of the record's kind and fields, or says null to a kind that it does not
   *     read
   * @return the event; empty if the record cannot be opened, or lacks a field, or is of another
   *     kind
   */
  public static Optional<LedgerEvent> read(
      LedgerRecord record, BiFunction<RecordKind, RecordFields, @Nullable LedgerEvent> event) {
    JsonNode payload = record.payload();
    RecordKind kind = record.kind();
    if (payload == null || kind == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(event.apply(kind, new RecordFields(payload)));
    } catch (IllegalArgumentException | DateTimeException incomplete) {
      return Optional.empty();
    }
  }

  /**
   * A text that no whole record lacks.
   *
   * @throws IllegalArgumentException if this one does
   */
  public String text(String field) {
    String value = textOrNull(field);
    if (value == null) {
      throw new IllegalArgumentException("the record has no " + field);
    }
    return value;
  }

  /** A text, or null if there is none. */
  public @Nullable String textOrNull(String field) {
    JsonNode value = payload.get(field);
    return value == null ? null : value.textValue();
  }

  /**
   * A time that no whole record lacks.
   *
   * @throws IllegalArgumentException if this one does
   * @throws DateTimeException if it is none
   */
  public Instant time(String field) {
    return Instant.parse(text(field));
  }

  /**
   * A time, or null if there is none.
   *
   * @throws DateTimeException if what is there is none
   */
  public @Nullable Instant timeOrNull(String field) {
    String text = textOrNull(field);
    return text == null ? null : Instant.parse(text);
  }
}
