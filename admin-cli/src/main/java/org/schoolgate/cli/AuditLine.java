package org.schoolgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.audit.RecordWords;

/** One record as a row of a table: when, where it stands, what kind, who, and what in short. */
final class AuditLine {

  private static final List<String> ACTORS =
      List.of(
          "requestedBy",
          "approvedBy",
          "refusedBy",
          "endedBy",
          "importedBy",
          "editedBy",
          "addedBy",
          "removedBy",
          "changedBy",
          "openedBy",
          "unixUser",
          "loadedBy");

  /** Fields that say most, in the order in which they are read. */
  private static final List<String> TELLING =
      List.of(
          "overrideId",
          "change",
          "person",
          "account",
          "roles",
          "opened",
          "source",
          "entry",
          "domain",
          "category",
          "categories",
          "group",
          "taken",
          "rejected",
          "version",
          "policyVersion",
          "log",
          "count",
          "bytesCut",
          "problem",
          "why",
          "reason",
          "note",
          "until");

  private AuditLine() {}

  static Table table() {
    return new Table("WHEN", "REFERENCE", "KIND", "WHO", "WHAT");
  }

  /** References are the ledger's; a flow has one if something about it stands there. */
  private static String reference(LedgerRecord record, JsonNode shown) {
    return record.kind() == RecordKind.FLOW
        ? shown.path("ledgerReference").asText("-")
        : record.reference().toString();
  }

  static void add(Table table, LedgerRecord record, ObjectNode shown, AuditTimes times) {
    table.row(
        times.text(record.at()),
        reference(record, shown),
        shown.path("kind").asText("unknown"),
        who(shown),
        shown.has("unreadable")
            ? "its key was destroyed, or this version does not know it"
            : shown.has("subject") ? flow(shown) : event(record, shown, times));
  }

  private static String who(JsonNode shown) {
    JsonNode subject = shown.path("subject");
    if (subject.isObject()) {
      return subject.path("name").asText() + " (" + subject.path("confidence").asText() + ")";
    }
    for (String actor : ACTORS) {
      if (shown.path(actor).isTextual()) {
        return shown.path(actor).asText();
      }
    }
    return shown.path("address").asText("-");
  }

  private static String flow(JsonNode shown) {
    List<String> parts = new ArrayList<>();
    JsonNode target = shown.path("target");
    parts.add(address(shown, target));
    add(parts, shown, "decision");
    if (shown.has("category")) {
      add(parts, shown, "category");
    } else if (!shown.path("categories").isEmpty()) {
      parts.add(String.join(",", texts(shown.path("categories"))));
    }
    if (shown.has("severity")) {
      parts.add("violation " + shown.path("severity").asText() + " " + violations(shown));
    }
    if (shown.has("searchTerms")) {
      parts.add("searched “" + shown.path("searchTerms").asText() + "”");
    }
    if (shown.has("count")) {
      parts.add(shown.path("count").asText() + " more times after " + shown.path("first").asText());
    }
    if (shown.has("status")) {
      parts.add("status " + shown.path("status").asText());
    }
    return String.join("  ", parts);
  }

  private static String address(JsonNode shown, JsonNode target) {
    for (String field : List.of("url", "host", "opaqueId")) {
      if (target.path(field).isTextual()) {
        return target.path(field).asText();
      }
    }
    return shown.path("host").asText("no address");
  }

  private static String violations(JsonNode shown) {
    List<String> found = new ArrayList<>();
    for (JsonNode violation : shown.path("violations")) {
      String phrase = violation.path("phrase").textValue();
      found.add(
          violation.path("category").asText()
              + (violation.path("typed").asBoolean() ? " typed" : " shown")
              + (phrase == null ? "" : " “" + phrase + "”"));
    }
    return String.join(", ", found);
  }

  private static String event(LedgerRecord record, JsonNode shown, AuditTimes times) {
    RecordKind kind = record.kind();
    return kind == null
        ? fields(shown, times)
        : RecordWords.of(kind, shown, times::text).orElseGet(() -> fields(shown, times));
  }

  private static String fields(JsonNode shown, AuditTimes times) {
    List<String> parts = new ArrayList<>();
    for (String field : TELLING) {
      JsonNode value = shown.path(field);
      if (value.isArray()) {
        parts.add(field + "=" + String.join(",", texts(value)));
      } else if (value.isValueNode() && !value.isNull()) {
        parts.add(field + "=" + times.ifInstant(value.asText()));
      }
    }
    return String.join("  ", parts);
  }

  private static void add(List<String> parts, JsonNode shown, String field) {
    if (shown.path(field).isTextual()) {
      parts.add(shown.path(field).asText());
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
