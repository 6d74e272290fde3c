package org.schoolgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.schoolgate.classifier.text.ExcerptMarks;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;

/** A record whose excerpts show each phrase that was found in them. */
final class MarkedCapture {

  private MarkedCapture() {}

  /** Marks the phrases in the excerpts of a record, in place. */
  static ObjectNode mark(ObjectNode record, CategoryTable categories) {
    JsonNode capture = record.path("capture");
    List<String> phrases = new ArrayList<>();
    capture.forEach(found -> phrases.add(found.path("phrase").asText()));
    for (JsonNode found : capture) {
      Optional<Category> category = categories.find(found.path("category").asText());
      if (found instanceof ObjectNode item && item.has("excerpt") && category.isPresent()) {
        item.put(
            "excerpt", ExcerptMarks.mark(item.path("excerpt").asText(), phrases, category.get()));
      }
    }
    return record;
  }
}
