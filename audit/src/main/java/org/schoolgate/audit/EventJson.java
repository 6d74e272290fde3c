package org.schoolgate.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Instant;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Subject;

/** The JSON of events: {@code kind}, then the record's components under their own names. */
final class EventJson {

  private static final int TEXT_CHARS_MAX = 2_000;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
          .registerModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addSerializer(Reference.class, ToStringSerializer.instance)
                  .addSerializer(String.class, new CleanText())
                  .addSerializer(Subject.class, new SubjectJson()));

  private final CategoryTable categories;
  private final LedgerKeys keys;

  EventJson(CategoryTable categories, LedgerKeys keys) {
    this.categories = categories;
    this.keys = keys;
  }

  byte[] of(LedgerEvent event) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", event.kind());
    json.setAll((ObjectNode) JSON.valueToTree(withoutIllegal(event)));
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree in memory is always JSON", impossible);
    }
  }

  /** An entry of an illegal category is kept as an opaque id, whoever wrote the event (S62). */
  private LedgerEvent withoutIllegal(LedgerEvent event) {
    if (event instanceof LedgerEvent.ListEdited edited && isIllegal(edited.category())) {
      return new LedgerEvent.ListEdited(
          edited.change(),
          edited.category(),
          keys.opaqueId(edited.entry()),
          edited.editedBy(),
          null,
          edited.until(),
          edited.ratifyBy());
    } else if (event instanceof LedgerEvent.ListRatified ratified
        && isIllegal(ratified.category())) {
      return new LedgerEvent.ListRatified(
          ratified.category(), keys.opaqueId(ratified.entry()), ratified.ratifiedBy(), "");
    } else if (event instanceof LedgerEvent.ListEntryEnded ended && isIllegal(ended.category())) {
      return new LedgerEvent.ListEntryEnded(
          ended.category(), keys.opaqueId(ended.entry()), ended.until());
    }
    return event;
  }

  private boolean isIllegal(String category) {
    return categories.find(category).filter(Category::illegal).isPresent();
  }

  private static final class CleanText extends StdSerializer<String> {
    private static final long serialVersionUID = 1L;

    CleanText() {
      super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(Text.clean(text, TEXT_CHARS_MAX));
    }
  }

  private static final class SubjectJson extends StdSerializer<Subject> {
    private static final long serialVersionUID = 1L;

    SubjectJson() {
      super(Subject.class);
    }

    @Override
    public void serialize(Subject subject, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      Payloads.subjectFields(json, subject);
      json.writeEndObject();
    }
  }
}
