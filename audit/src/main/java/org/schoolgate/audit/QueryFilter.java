package org.schoolgate.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Severity;

/**
 * Holds one {@link LedgerQuery} against headers, which costs nothing, and then against payloads.
 */
final class QueryFilter {

  private final LedgerQuery query;
  private final boolean headerIsEnough;

  QueryFilter(LedgerQuery query) {
    this.query = query;
    this.headerIsEnough =
        query.category() == null
            && query.severityMin() == null
            && query.subject() == null
            && query.host() == null;
  }

  /** Whether this and every earlier record of the log is out of the span. */
  boolean isTooEarly(RecordHeader header) {
    Instant from = query.from();
    return from != null && header.at().isBefore(from);
  }

  /** Whether this and every later record of the log is out of the span. */
  boolean isTooLate(RecordHeader header) {
    Instant until = query.until();
    return until != null && !header.at().isBefore(until);
  }

  boolean admits(RecordHeader header) {
    if (isTooEarly(header) || isTooLate(header)) {
      return false;
    }
    RecordKind kind = RecordKind.of(header.kindCode());
    return query.kinds().isEmpty() || (kind != null && query.kinds().contains(kind));
  }

  boolean admits(@Nullable JsonNode payload) {
    if (headerIsEnough) {
      return true;
    }
    return payload != null
        && admitsSubject(payload)
        && admitsHost(payload)
        && admitsCategory(payload)
        && admitsSeverity(payload);
  }

  private boolean admitsSubject(JsonNode payload) {
    String subject = query.subject();
    return subject == null || subject.equals(payload.path("subject").path("name").asText());
  }

  private boolean admitsHost(JsonNode payload) {
    if (query.host() == null) {
      return true;
    }
    String wanted = query.host().toLowerCase(Locale.ROOT);
    String host = payload.path("target").path("host").asText(payload.path("host").asText());
    return host.equals(wanted) || host.endsWith("." + wanted);
  }

  private boolean admitsCategory(JsonNode payload) {
    String category = query.category();
    if (category == null || category.equals(payload.path("category").asText())) {
      return true;
    }
    for (JsonNode of : payload.path("categories")) {
      if (category.equals(of.asText())) {
        return true;
      }
    }
    for (JsonNode violation : payload.path("violations")) {
      if (category.equals(violation.path("category").asText())) {
        return true;
      }
    }
    return false;
  }

  private boolean admitsSeverity(JsonNode payload) {
    Severity least = query.severityMin();
    if (least == null) {
      return true;
    }
    String highest = payload.path("severity").asText();
    for (Severity severity : Severity.values()) {
      if (severity.id().equals(highest)) {
        return severity.compareTo(least) >= 0;
      }
    }
    return false;
  }
}
