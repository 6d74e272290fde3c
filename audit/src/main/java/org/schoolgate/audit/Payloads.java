package org.schoolgate.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.ApprovedOverride;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.MandatoryBlocklist;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Violation;

/**
 * The JSON of decisions and flows. The writer puts {@code at} and {@code reference} in front.
 *
 * <p>Two rules stand above the rest. A URL is kept without its query, since queries carry passwords
 * and names; search terms stand apart. And a record that touches an illegal category holds nothing
 * that could lead back to the content (S62): no URL, host, phrase, excerpt or search terms, of any
 * category, since a harmless phrase's excerpt may hold the other's words; only an opaque id of the
 * target and the list that named it. The second rule is applied here, whatever the caller did.
 */
final class Payloads {

  static final int URL_CHARS_MAX = 2_048;
  static final int SEARCH_TERMS_CHARS_MAX = 512;
  static final int TEXT_CHARS_MAX = 500;
  static final int NAME_CHARS_MAX = 200;
  static final int CAPTURES_MAX = 50;
  static final int VIOLATIONS_MAX = 50;
  static final int EVIDENCE_MAX = 50;
  static final int GROUPS_MAX = 50;

  private static final JsonFactory JSON = new JsonFactory();

  private final CategoryTable categories;
  private final LedgerKeys keys;
  private final CategorySet illegal;

  Payloads(CategoryTable categories, LedgerKeys keys) {
    this.categories = categories;
    this.keys = keys;
    this.illegal = CategorySet.of(categories.all().stream().filter(Category::illegal).toList());
  }

  /** A decision and what it was made of. */
  byte[] decision(RecordKind kind, Decision decision, DecisionFacts facts) {
    boolean opaque = isIllegal(decision, facts);
    return write(
        json -> {
          json.writeStringField("kind", kind.id());
          subject(json, facts.subject());
          target(json, facts.target(), opaque);
          categories(json, facts.classification().categories());
          json.writeStringField("decision", decision.id());
          reason(json, decision.reason(), opaque);
          if (decision instanceof Decision.Block block) {
            block(json, block);
          } else if (decision instanceof Decision.AllowByOverride allowed) {
            override(json, allowed.override(), opaque);
          }
          violations(json, facts.violations(), opaque);
          if (!opaque && facts.searchTerms() != null) {
            text(json, "searchTerms", facts.searchTerms(), SEARCH_TERMS_CHARS_MAX);
          }
          if (facts.unfinished()) {
            json.writeBooleanField("unfinished", true);
          }
          evidence(json, facts.classification().evidence(), opaque);
          if (!opaque) {
            capture(json, facts.capture());
          }
          text(json, "policyVersion", facts.policyVersion(), NAME_CHARS_MAX);
        });
  }

  /** How a flow went. */
  byte[] flow(FlowFacts facts) {
    boolean opaque =
        facts.categories().intersects(illegal) || facts.reason().kind() == Reason.Kind.MANDATORY;
    return write(
        json -> {
          json.writeStringField("kind", RecordKind.FLOW.id());
          subject(json, facts.subject());
          target(json, facts.target(), opaque);
          categories(json, facts.categories());
          text(json, "decision", facts.decision(), NAME_CHARS_MAX);
          reason(json, facts.reason(), opaque);
          if (!opaque && facts.searchTerms() != null) {
            text(json, "searchTerms", facts.searchTerms(), SEARCH_TERMS_CHARS_MAX);
          }
          json.writeNumberField("status", facts.status());
          json.writeNumberField("bytesUp", facts.bytesUp());
          json.writeNumberField("bytesDown", facts.bytesDown());
          json.writeNumberField("durationMillis", facts.durationMillis());
          text(json, "ended", facts.ended(), NAME_CHARS_MAX);
          if (facts.reference() != null) {
            json.writeStringField("ledgerReference", facts.reference().toString());
          }
        });
  }

  /** Whether anything about it is illegal, so that it must be recorded opaquely. */
  boolean isIllegal(Decision decision, DecisionFacts facts) {
    Category blocking = decision instanceof Decision.Block block ? block.category() : null;
    return decision.reason().kind() == Reason.Kind.MANDATORY
        || (blocking != null && blocking.illegal())
        || facts.classification().categories().intersects(illegal)
        || facts.classification().evidence().stream().anyMatch(match -> match.category().illegal())
        || facts.violations().stream().anyMatch(violation -> violation.category().illegal())
        || facts.capture().stream().anyMatch(phrase -> phrase.category().illegal());
  }

  private void target(JsonGenerator json, @Nullable Target target, boolean opaque)
      throws IOException {
    if (target == null) {
      return;
    }
    json.writeObjectFieldStart("target");
    if (opaque) {
      String query = target.query() == null ? "" : "?" + target.query();
      json.writeStringField("opaqueId", keys.opaqueId(target.withoutQuery() + query));
    } else {
      text(json, "url", target.withoutQuery(), URL_CHARS_MAX);
      text(json, "host", target.host().text(), URL_CHARS_MAX);
    }
    json.writeEndObject();
  }

  private void categories(JsonGenerator json, CategorySet set) throws IOException {
    json.writeArrayFieldStart("categories");
    for (Category category : set.in(categories)) {
      json.writeString(category.id());
    }
    json.writeEndArray();
  }

  private static void subject(JsonGenerator json, Subject subject) throws IOException {
    json.writeObjectFieldStart("subject");
    subjectFields(json, subject);
    json.writeEndObject();
  }

  /** The identity, and beside it always how sure it is (S50). */
  static void subjectFields(JsonGenerator json, Subject subject) throws IOException {
    text(json, "name", subject.name(), NAME_CHARS_MAX);
    json.writeArrayFieldStart("groups");
    for (String group : first(subject.groups(), GROUPS_MAX)) {
      json.writeString(Text.clean(group, NAME_CHARS_MAX));
    }
    json.writeEndArray();
    json.writeStringField("confidence", subject.confidence().id());
    text(json, "address", subject.address(), NAME_CHARS_MAX);
  }

  private static void reason(JsonGenerator json, Reason reason, boolean opaque) throws IOException {
    json.writeObjectFieldStart("reason");
    json.writeStringField("kind", reason.kind().id());
    text(json, "text", opaque ? MandatoryBlocklist.SENTENCE : reason.text(), TEXT_CHARS_MAX);
    if (!opaque) {
      text(json, "source", reason.source(), TEXT_CHARS_MAX);
    }
    json.writeEndObject();
  }

  private static void block(JsonGenerator json, Decision.Block block) throws IOException {
    if (block.category() != null) {
      json.writeStringField("category", block.category().id());
    }
    json.writeStringField("remedy", block.remedy().id());
  }

  private static void override(JsonGenerator json, ApprovedOverride override, boolean opaque)
      throws IOException {
    json.writeObjectFieldStart("override");
    text(json, "id", override.id(), NAME_CHARS_MAX);
    text(json, "group", override.group(), NAME_CHARS_MAX);
    text(json, "requestedBy", override.requestedBy(), NAME_CHARS_MAX);
    text(json, "approvedBy", override.approvedBy(), NAME_CHARS_MAX);
    if (!opaque) {
      text(json, "reason", override.reason(), TEXT_CHARS_MAX);
    }
    json.writeStringField("until", override.until().toString());
    json.writeEndObject();
  }

  private static void violations(JsonGenerator json, List<Violation> violations, boolean opaque)
      throws IOException {
    Severity highest = null;
    json.writeArrayFieldStart("violations");
    for (Violation violation : first(violations, VIOLATIONS_MAX)) {
      json.writeStartObject();
      json.writeStringField("category", violation.category().id());
      json.writeStringField("severity", violation.severity().id());
      if (opaque || violation.phrase() == null) {
        json.writeNullField("phrase");
      } else {
        text(json, "phrase", violation.phrase(), NAME_CHARS_MAX);
      }
      json.writeBooleanField("typed", violation.origin() == Origin.TYPED);
      json.writeEndObject();
    }
    json.writeEndArray();
    for (Violation violation : violations) {
      if (highest == null || violation.severity().compareTo(highest) > 0) {
        highest = violation.severity();
      }
    }
    if (highest != null) {
      json.writeStringField("severity", highest.id());
    }
  }

  private static void evidence(JsonGenerator json, List<Match.Listed> evidence, boolean opaque)
      throws IOException {
    json.writeArrayFieldStart("evidence");
    for (Match.Listed match : first(evidence, EVIDENCE_MAX)) {
      json.writeStartObject();
      json.writeStringField("category", match.category().id());
      text(json, "source", match.source(), NAME_CHARS_MAX);
      if (!opaque) {
        text(json, "entry", match.entry(), NAME_CHARS_MAX);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void capture(JsonGenerator json, List<Match.Phrase> capture) throws IOException {
    json.writeArrayFieldStart("capture");
    for (Match.Phrase match : weightiest(capture)) {
      json.writeStartObject();
      text(json, "phrase", match.phrase(), NAME_CHARS_MAX);
      json.writeStringField("category", match.category().id());
      json.writeNumberField("weight", match.weight());
      json.writeNumberField("offset", match.offset());
      json.writeNumberField("length", match.length());
      json.writeStringField("origin", match.origin().id());
      text(json, "excerpt", match.excerpt(), Match.Phrase.EXCERPT_MAX);
      text(json, "source", match.source(), NAME_CHARS_MAX);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** In the order of the text; of too many those that count most, so that none is lost that led. */
  private static List<Match.Phrase> weightiest(List<Match.Phrase> capture) {
    if (capture.size() <= CAPTURES_MAX) {
      return capture;
    }
    List<Match.Phrase> byWeight = new ArrayList<>(capture);
    byWeight.sort(
        Comparator.<Match.Phrase>comparingInt(match -> -match.counting().decided())
            .thenComparingInt(match -> -match.weight())
            .thenComparingLong(Match.Phrase::offset));
    List<Match.Phrase> kept = new ArrayList<>(byWeight.subList(0, CAPTURES_MAX));
    kept.sort(Comparator.comparingLong(Match.Phrase::offset));
    return kept;
  }

  private static <T> List<T> first(List<T> all, int max) {
    return all.size() <= max ? all : all.subList(0, max);
  }

  private static void text(JsonGenerator json, String name, String text, int charsMax)
      throws IOException {
    json.writeStringField(name, Text.clean(text, charsMax));
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] write(Fields fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new IllegalStateException("an array in memory takes every byte", impossible);
    }
    return out.toByteArray();
  }
}
