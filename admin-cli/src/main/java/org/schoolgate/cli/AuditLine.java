package org.schoolgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.policy.Severity;

/** One record as a row of a table: when, where it stands, what kind, who, and what in short. */
final class AuditLine {

  private static final List<String> ACTORS =
      List.of(
          "requestedBy",
          "approvedBy",
          "refusedBy",
          "endedBy",
          "importedBy",
          "updatedBy",
          "editedBy",
          "ratifiedBy",
          "addedBy",
          "removedBy",
          "madeBy",
          "exportedBy",
          "changedBy",
          "openedBy",
          "unixUser",
          "loadedBy",
          "listedBy",
          "refusedTo");

  private AuditLine() {}

  static Table table() {
    return new Table("WHEN", "REFERENCE", "KIND", "WHO", "WHAT");
  }

  /** Of a flow the ledger's, if something about it stands there; else its own. */
  private static String reference(LedgerRecord record, JsonNode shown) {
    return record.kind() == RecordKind.FLOW
        ? shown.path("ledgerReference").asText(record.reference().toString())
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
            : shown.path("subject").isObject()
                ? flow(shown)
                : AuditWords.of(record.kind(), shown, times));
  }

  private static String who(JsonNode shown) {
    JsonNode subject = shown.path("subject");
    if (subject.isObject()) {
      return subject.path("name").asText() + " (" + subject.path("confidence").asText() + ")";
    }
    for (String actor : ACTORS) {
      if (shown.path(actor).isTextual()) {
        String who = shown.path(actor).asText();
        return actor.equals("unixUser") ? Caller.local(who) : who;
      }
    }
    return shown.path("address").asText("-");
  }

  private static String flow(JsonNode shown) {
    List<String> parts = new ArrayList<>();
    parts.add(address(shown, shown.path("target")));
    add(parts, shown, "decision");
    if (shown.has("category")) {
      parts.add("as " + shown.path("category").asText());
    } else if (!shown.path("categories").isEmpty()) {
      parts.add("in " + String.join(", ", texts(shown.path("categories"))));
    }
    if (shown.has("severity")) {
      parts.add(violations(shown));
    }
    if (shown.path("unfinished").asBoolean()) {
      parts.add(AuditWords.UNFINISHED);
    }
    if (shown.has("count")) {
      parts.add(shown.path("count").asText() + " more times, like " + shown.path("first").asText());
    }
    if (shown.has("status")) {
      parts.add("status " + shown.path("status").asText());
    }
    return String.join("; ", parts);
  }

  private static String address(JsonNode shown, JsonNode target) {
    for (String field : List.of("url", "host", "opaqueId")) {
      if (target.path(field).isTextual()) {
        return target.path(field).asText();
      }
    }
    return shown.path("host").asText("no address");
  }

  /** Each with its own severity, the most urgent first. */
  private static String violations(JsonNode shown) {
    List<JsonNode> violations = new ArrayList<>();
    shown.path("violations").forEach(violations::add);
    violations.sort(Comparator.comparing(AuditLine::severity).reversed());
    return violations.stream()
        .map(
            violation ->
                severity(violation).id()
                    + ": "
                    + violation.path("category").asText()
                    + " ("
                    + way(violation)
                    + ")")
        .collect(Collectors.joining("; "));
  }

  private static Severity severity(JsonNode violation) {
    String id = violation.path("severity").asText();
    return Arrays.stream(Severity.values())
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElse(Severity.LOW);
  }

  private static String way(JsonNode violation) {
    if (violation.path("typed").asBoolean()) {
      return "typed";
    }
    return violation.path("listed").asBoolean() ? "by its address" : "on the page";
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
