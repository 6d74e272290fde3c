package org.schoolgate.gateway.enforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Reference;
import org.schoolgate.gateway.enforce.Page.SupportLine;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Reason;

/**
 * Writes a notice as one JSON object, for an API call. The names of its fields are stable. Every
 * character outside ASCII is escaped, so that no charset can be guessed wrongly.
 */
final class JsonForm {

  private final ObjectMapper json =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  String block(BlockNotice notice, String ask, List<SupportLine> lines) {
    ObjectNode object = json.createObjectNode();
    object.put("decision", "block");
    object.put("reference", notice.reference());
    ObjectNode reason = object.putObject("reason");
    reason.put("kind", notice.illegal() ? Reason.Kind.MANDATORY.id() : notice.reason().kind().id());
    reason.put("text", notice.illegal() ? IllegalWords.WHY : BlockWords.why(notice));
    Category category = notice.category();
    object.put("category", category == null ? null : category.id());
    object.put("categoryTitle", category == null ? null : category.title());
    object.put("target", plain(notice.address()));
    object.put("group", notice.group());
    object.put("remedy", notice.remedy().id());
    object.put("ask", ask);
    support(object, lines);
    return written(object);
  }

  String fault(FaultNotice notice) {
    Fault fault = notice.fault();
    Reference reference = notice.reference();
    ObjectNode object = json.createObjectNode();
    object.put("error", fault.id());
    object.put("reference", reference == null ? null : reference.toString());
    object.put("side", fault.side().id());
    object.put("retry", fault.retryHelps());
    object.put("text", Escape.controls(notice.why()));
    object.put("host", plain(notice.host()));
    return written(object);
  }

  String signIn(SignInNotice notice) {
    ObjectNode object = json.createObjectNode();
    object.put("decision", "challenge");
    ObjectNode reason = object.putObject("reason");
    reason.put("kind", Reason.Kind.SIGN_IN.id());
    reason.put("text", notice.why());
    object.put("waitSeconds", notice.waitSeconds());
    return written(object);
  }

  private static void support(ObjectNode object, List<SupportLine> lines) {
    ArrayNode array = object.putArray("support");
    for (SupportLine line : lines) {
      array.addObject().put("name", line.name()).put("how", line.how()).put("url", line.url());
    }
  }

  private static @Nullable String plain(@Nullable String text) {
    return text == null ? null : Escape.controls(text);
  }

  private String written(ObjectNode object) {
    try {
      return json.writeValueAsString(object) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings can always be written", e);
    }
  }
}
