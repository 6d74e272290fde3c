package org.schoolgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.console.people.Power;
import org.schoolgate.console.people.Powers;

/**
 * What one reader is shown of a record.
 *
 * <p>A record about a flow has content: what was typed, searched for or found, and the address with
 * its path. Content is only in what {@link #whole} gives, and whoever calls that has recorded the
 * reader first (S53). {@link #outline} is made from a list of fields that may be seen, not of
 * fields that may not, so that a field that is added later is hidden until somebody decides.
 */
final class AuditView {

  private static final Set<RecordKind> ABOUT_FLOWS =
      EnumSet.of(
          RecordKind.FLOW,
          RecordKind.BLOCKED,
          RecordKind.OVERRIDE_USED,
          RecordKind.VIOLATION_FOUND,
          RecordKind.REPEATS,
          RecordKind.REFUSED,
          RecordKind.REFUSED_AGAIN);

  private static final Set<String> OUTLINE_FIELDS =
      Set.of(
          "at",
          "reference",
          "kind",
          "subject",
          "address",
          "host",
          "categories",
          "decision",
          "category",
          "remedy",
          "override",
          "severity",
          "unfinished",
          "policyVersion",
          "problem",
          "status",
          "bytesUp",
          "bytesDown",
          "durationMillis",
          "ended",
          "ledgerReference",
          "first",
          "count",
          "from",
          "until");

  private final Caller reader;

  AuditView(Caller reader) {
    this.reader = reader;
  }

  /** Whether the record is about the reader, who then sees nothing of it (S61). */
  boolean isAboutReader(LedgerRecord record) {
    String subject = subject(record);
    return subject != null
        && reader.mapped().filter(person -> person.account().equals(subject)).isPresent();
  }

  /** Whether the reader may see the content of the record. */
  boolean mayOpen(LedgerRecord record) {
    String subject = subject(record);
    return reader
        .mapped()
        .filter(
            person ->
                subject == null
                    ? Powers.may(person, Power.READ_CAPTURES)
                    : Powers.mayReview(person, subject))
        .isPresent();
  }

  /** Whether there is anything in the record that {@link #outline} does not show. */
  static boolean hasContent(LedgerRecord record) {
    JsonNode payload = record.payload();
    if (payload == null || !isAboutFlow(record)) {
      return false;
    }
    return payload.has("searchTerms")
        || payload.path("target").has("url")
        || !payload.path("capture").isEmpty()
        || payload.path("violations").findValues("phrase").stream().anyMatch(JsonNode::isTextual);
  }

  /** Everything; for a reader who may, once that is on the ledger. */
  static ObjectNode whole(LedgerRecord record) {
    return record.payload() instanceof ObjectNode payload ? payload.deepCopy() : unreadable(record);
  }

  /** The record without content; {@code withheld} names what was left out. */
  ObjectNode outline(LedgerRecord record) {
    JsonNode payload = record.payload();
    if (payload == null) {
      return unreadable(record);
    }
    if (record.kind() == RecordKind.CAPTURE_OPENED && !reader.may(Power.READ_CAPTURES)) {
      return withoutWhy(record);
    }
    if (!isAboutFlow(record)) {
      return whole(record);
    }
    ObjectNode shown = Json.object();
    payload
        .properties()
        .forEach(
            field ->
                shownOf(field.getKey(), field.getValue())
                    .ifPresent(seen -> shown.set(field.getKey(), seen)));
    ArrayNode withheld = Json.array();
    payload
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!payload.get(field).equals(shown.get(field))) {
                withheld.add(field);
              }
            });
    if (!withheld.isEmpty()) {
      shown.set("withheld", withheld);
    }
    return shown;
  }

  /** Why a capture was opened may repeat what a child wrote in it. */
  private static ObjectNode withoutWhy(LedgerRecord record) {
    ObjectNode shown = whole(record);
    if (shown.path("why").isTextual()) {
      shown.remove("why");
      shown.set("withheld", Json.array().add("why"));
    }
    return shown;
  }

  /** What may be seen of a field; empty for nothing. */
  private static Optional<JsonNode> shownOf(String field, JsonNode value) {
    return switch (field) {
      case "target" -> Optional.of(part(value, List.of("host", "opaqueId")));
      case "reason" -> Optional.of(reason(value));
      case "violations" -> Optional.of(violations(value));
      case "evidence" -> Optional.of(parts(value, List.of("category", "source")));
      case "capture" -> Optional.of(parts(value, List.of("category", "weight", "origin")));
      default -> OUTLINE_FIELDS.contains(field) ? Optional.of(value.deepCopy()) : Optional.empty();
    };
  }

  /** What a phrase rule says may repeat the phrase, so of that only the kind is left. */
  private static ObjectNode reason(JsonNode reason) {
    boolean tells = reason.path("kind").asText().equals("phrase");
    return part(reason, tells ? List.of("kind") : List.of("kind", "text", "source"));
  }

  /** Of the phrase only whether there is one: a site on a list is a violation without words. */
  private static ArrayNode violations(JsonNode items) {
    ArrayNode shown = Json.array();
    items.forEach(
        item -> {
          ObjectNode part = part(item, List.of("category", "severity", "typed"));
          if (!item.path("phrase").isTextual() && !item.path("typed").asBoolean()) {
            part.put("listed", true);
          }
          shown.add(part);
        });
    return shown;
  }

  private static ArrayNode parts(JsonNode items, List<String> fields) {
    ArrayNode parts = Json.array();
    items.forEach(item -> parts.add(part(item, fields)));
    return parts;
  }

  private static ObjectNode part(JsonNode object, List<String> fields) {
    ObjectNode part = Json.object();
    fields.forEach(field -> copy(object, field, part));
    return part;
  }

  private static void copy(JsonNode from, String field, ObjectNode to) {
    if (from.has(field)) {
      to.set(field, from.get(field).deepCopy());
    }
  }

  /** A kind that this version does not know may hold anything, so it is treated as content. */
  private static boolean isAboutFlow(LedgerRecord record) {
    RecordKind kind = record.kind();
    return kind == null || ABOUT_FLOWS.contains(kind);
  }

  /** Whom the record is about; null for nobody. */
  static @Nullable String subject(LedgerRecord record) {
    JsonNode payload = record.payload();
    return payload == null ? null : payload.path("subject").path("name").textValue();
  }

  private static ObjectNode unreadable(LedgerRecord record) {
    RecordKind kind = record.kind();
    return Json.object()
        .put("at", record.at().toString())
        .put("reference", record.reference().toString())
        .put("kind", kind == null ? null : kind.id())
        .put("unreadable", true);
  }
}
