package org.schoolgate.console.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.audit.Reference;

/** Writes ledger records as the ledger's reader gives them. */
final class Records {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<LedgerRecord> records = new ArrayList<>();

  /** One more, with this JSON in single quotes; gives its reference. */
  Reference add(String at, RecordKind kind, String json) {
    Reference reference = new Reference(records.size());
    try {
      records.add(
          new LedgerRecord(
              reference, Instant.parse(at), kind, JSON.readTree(json.replace('\'', '"'))));
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(json, broken);
    }
    return reference;
  }

  /** One more whose key was destroyed. */
  void addUnreadable(String at, RecordKind kind) {
    records.add(new LedgerRecord(new Reference(records.size()), Instant.parse(at), kind, null));
  }

  List<LedgerRecord> all() {
    return records;
  }
}
