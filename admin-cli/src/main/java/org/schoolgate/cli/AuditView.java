package org.schoolgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
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
          RecordKind.REFUSED);

  private static final List<String> OUTLINE_FIELDS =
      List.of(
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
  static ObjectNode outline(LedgerRecord record) {
    JsonNode payload = record.payload();
    if (payload == null) {
      return unreadable(record);
    }
    if (!isAboutFlow(record)) {
      return whole(record);
    }
    ObjectNode shown = Json.object();
    for (String field : OUTLINE_FIELDS) {
      if (payload.has(field)) {
        shown.set(field, payload.get(field).deepCopy());
      }
    }
    target(payload.path("target"), shown);
    reason(payload.path("reason"), shown);
    without(payload, "violations", List.of("category", "severity", "typed"), shown);
    without(payload, "evidence", List.of("category", "source"), shown);
    without(payload, "capture", List.of("category", "weight", "origin"), shown);
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

  private static void target(JsonNode target, ObjectNode shown) {
    if (target.isObject()) {
      ObjectNode site = shown.putObject("target");
      copy(target, "host", site);
      copy(target, "opaqueId", site);
    }
  }

  /** What a phrase rule says may repeat the phrase, so of that only the kind is left. */
  private static void reason(JsonNode reason, ObjectNode shown) {
    if (reason.isObject()) {
      ObjectNode why = shown.putObject("reason");
      copy(reason, "kind", why);
      if (!reason.path("kind").asText().equals("phrase")) {
        copy(reason, "text", why);
        copy(reason, "source", why);
      }
    }
  }

  private static void without(
      JsonNode payload, String list, List<String> fields, ObjectNode shown) {
    if (payload.path(list).isArray()) {
      ArrayNode items = shown.putArray(list);
      for (JsonNode item : payload.get(list)) {
        ObjectNode rest = items.addObject();
        fields.forEach(field -> copy(item, field, rest));
      }
    }
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

  private static @Nullable String subject(LedgerRecord record) {
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
