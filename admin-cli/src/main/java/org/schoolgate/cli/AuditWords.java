package org.schoolgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.audit.RecordWords;

/** What a record that is not about a flow tells, in words for people who do not read programs. */
final class AuditWords {

  /** Who did it and what the record is stand in columns of their own. */
  private static final Set<String> ELSEWHERE = Set.of("kind", "at", "reference", "address");

  /** What was typed into a search box and stood there. */
  static final String UNFINISHED = "typed in a search box, no search had followed by then";

  private final JsonNode shown;
  private final AuditTimes times;

  private AuditWords(JsonNode shown, AuditTimes times) {
    this.shown = shown;
    this.times = times;
  }

  /** The sentence of a record of that kind; every field by its name if the kind is not known. */
  static String of(@Nullable RecordKind kind, JsonNode shown, AuditTimes times) {
    AuditWords words = new AuditWords(shown, times);
    return kind == null
        ? words.everyField()
        : RecordWords.of(kind, shown, times::text).orElseGet(() -> words.sentence(kind));
  }

  private String sentence(RecordKind kind) {
    return switch (kind) {
      case STARTED -> "the gateway started, version " + text("version") + policy("policyVersion");
      case STOPPED -> "the gateway stopped in good order (" + text("why") + ")" + runBy();
      case OVERRIDE_REQUESTED ->
          text("overrideId")
              + ": asks to open "
              + opened()
              + " for "
              + text("group")
              + " until "
              + text("until")
              + because("reason");
      case OVERRIDE_APPROVED -> text("overrideId") + ": approved" + because("note");
      case OVERRIDE_REFUSED -> text("overrideId") + ": refused" + because("note");
      case OVERRIDE_ENDED ->
          text("overrideId")
              + (text("why").equals("expired") ? ": its time is over" : ": ended early")
              + because("note");
      case POLICY_LOADED ->
          "policy "
              + text("policyVersion")
              + " came into force"
              + (has("previousVersion") ? ", before it " + text("previousVersion") : "");
      case LIST_IMPORTED ->
          "list "
              + text("source")
              + " imported: "
              + counted("taken", "entry")
              + " ("
              + text("categories")
              + "), "
              + counted("rejected", "line")
              + " rejected"
              + because("reason");
      case LIST_UPDATED -> updated();
      case LIST_REMOVED ->
          "list "
              + text("source")
              + " taken out: "
              + counted("entries", "entry")
              + " ("
              + text("categories")
              + ")"
              + because("reason");
      case LIST_EDITED ->
          text("entry")
              + switch (text("change")) {
                case "add" -> " added to ";
                case "restore" -> " put back on ";
                default -> " taken off ";
              }
              + text("category")
              + (has("until") ? " until " + text("until") : "")
              + (has("ratifyBy") ? ", to be ratified by " + text("ratifyBy") : "")
              + (has("remark") ? " (" + text("remark") + ")" : "")
              + because("reason");
      case LIST_RATIFIED ->
          text("entry") + " in " + text("category") + " was ratified" + because("reason");
      case LIST_ENTRY_ENDED ->
          text("entry") + " in " + text("category") + " ended by itself, its time is over";
      case AUTHORITY_MADE ->
          "a certificate authority was made: "
              + text("subject")
              + ", fingerprint "
              + text("fingerprint")
              + ", valid until "
              + text("validUntil");
      case AUTHORITY_EXPORTED ->
          "the certificate of the authority was handed out: fingerprint " + text("fingerprint");
      case PERSON_ADDED -> "account " + text("person") + " made: " + text("roles");
      case PERSON_REMOVED -> "account " + text("person") + " removed";
      case PASSWORD_CHANGED -> "the password of " + text("person") + " was set";
      case LOG_ON_FAILED ->
          "a wrong password was given"
              + (has("account") ? " for " + text("account") : " for no known account");
      case LOG_ON_SLOWED ->
          "passwords were not looked at, because too many wrong ones had come: " + text("count");
      case CAPTURE_OPENED ->
          "what was typed or found in " + text("opened") + " was read" + because("why");
      case RECORDS_LISTED ->
          "looked at "
              + counted("count", "record")
              + (has("person") ? " about " + text("person") : "")
              + " with "
              + text("command");
      case READING_REFUSED ->
          "was not shown "
              + (has("opened") ? text("opened") : "the records")
              + " with "
              + text("command");
      default -> everyField();
    };
  }

  private String updated() {
    StringBuilder changes = new StringBuilder();
    shown
        .path("categories")
        .properties()
        .forEach(
            each ->
                changes
                    .append(changes.isEmpty() ? ": " : ", ")
                    .append(each.getKey())
                    .append(" ")
                    .append(Counted.of(each.getValue().path("entries").asLong(), "entry"))
                    .append(" (")
                    .append(each.getValue().path("added").asLong())
                    .append(" added, ")
                    .append(each.getValue().path("removed").asLong())
                    .append(" removed)"));
    String outcome =
        switch (text("outcome")) {
          case "installed" -> "updated";
          case "staged" -> "fetched, and waits for a person to install it";
          case "unchanged" -> "can be had again, and has not changed";
          case "refused" -> "not updated: what came was refused";
          case "failed" -> "not updated";
          case "rolled-back" -> "put back to the version before";
          default -> text("outcome");
        };
    return "list " + text("source") + " " + outcome + changes + because("reason");
  }

  private String runBy() {
    if (!has("runBy")) {
      return "";
    }
    return (shown.path("service").asBoolean() ? "; it ran as a service, by " : "; it was run by ")
        + text("runBy");
  }

  private String opened() {
    return has("domain") ? text("domain") : "the category " + text("category");
  }

  private String counted(String field, String one) {
    return Counted.of(shown.path(field).asLong(), one);
  }

  private String policy(String field) {
    return has(field) ? ", policy " + text(field) : "";
  }

  private String because(String field) {
    return has(field) ? ", because: " + text(field) : "";
  }

  private boolean has(String field) {
    return !shown.path(field).isMissingNode() && !shown.path(field).isNull();
  }

  private String text(String field) {
    JsonNode value = shown.path(field);
    if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      value.forEach(item -> texts.add(item.asText()));
      return String.join(", ", texts);
    }
    return times.ifInstant(value.asText());
  }

  private String everyField() {
    List<String> parts = new ArrayList<>();
    shown
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (!ELSEWHERE.contains(field.getKey()) && !value.isObject() && !value.isNull()) {
                parts.add(name(field.getKey()) + " " + text(field.getKey()));
              }
            });
    return String.join(", ", parts);
  }

  /** What a field holds, as people read it. */
  static String value(String field, String text) {
    return field.equals("unfinished") && text.equals("true") ? UNFINISHED : text;
  }

  /** {@code policyVersion} as people read it: policy version. */
  static String name(String field) {
    return field.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }
}
