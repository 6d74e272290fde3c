package org.schoolgate.console.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.schoolgate.audit.Reference;
import org.schoolgate.policy.Severity;

/**
 * The fields of a record about a decision that a report counts; whatever names somebody is not read
 * at all.
 *
 * @param groups the groups of the subject
 * @param category the blocking category's id; empty if the policy named none
 * @param overrideId the override that allowed it; empty if none did
 * @param violations what monitoring found
 */
record DecisionRecord(
    List<String> groups,
    Optional<String> category,
    Optional<String> overrideId,
    List<Found> violations) {

  /** One violation. */
  record Found(String category, Severity severity) {}

  static DecisionRecord of(JsonNode payload) {
    List<String> groups = new ArrayList<>();
    payload.path("subject").path("groups").forEach(group -> groups.add(group.asText()));
    List<Found> violations = new ArrayList<>();
    for (JsonNode violation : payload.path("violations")) {
      severity(violation.path("severity").asText())
          .ifPresent(
              severity -> violations.add(new Found(violation.path("category").asText(), severity)));
    }
    return new DecisionRecord(
        groups, text(payload, "category"), overrideId(payload), List.copyOf(violations));
  }

  /** The first record that a record of repeats points to. */
  static Optional<Reference> firstOf(JsonNode repeats) {
    return text(repeats, "first").flatMap(Reference::parse);
  }

  private static Optional<String> overrideId(JsonNode payload) {
    return text(payload.path("override"), "id");
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.ofNullable(node.path(field).textValue());
  }

  private static Optional<Severity> severity(String id) {
    for (Severity severity : Severity.values()) {
      if (severity.id().equals(id.toLowerCase(Locale.ROOT))) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }
}
