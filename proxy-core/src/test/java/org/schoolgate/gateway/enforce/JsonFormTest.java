package org.schoolgate.gateway.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;

class JsonFormTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aBlock() throws Exception {
    JsonNode object = block(Notices.blocked(Audience.PUPIL, "self-harm"));
    assertEquals("block", object.path("decision").asText());
    assertEquals("SG-00A7-6", object.path("reference").asText());
    assertEquals("policy", object.path("reason").path("kind").asText());
    assertEquals(
        "The reason is \u201csecret phrase\u201d.", object.path("reason").path("text").asText());
    assertEquals("self-harm", object.path("category").asText());
    assertEquals("Self-harm", object.path("categoryTitle").asText());
    assertEquals("http://www.example.org/the/path", object.path("target").asText());
    assertEquals("Year 5", object.path("group").asText());
    assertEquals("headteacher", object.path("remedy").asText());
    assertTrue(object.path("ask").asText().contains("ask your teacher"));
    assertEquals("Childline", object.path("support").path(0).path("name").asText());
  }

  @Test
  void aFault() throws Exception {
    String text = Notices.PAGES.fault(Notices.fault(Audience.ADULT, 504), BlockForm.JSON).text();
    JsonNode object = JSON.readTree(text);
    assertEquals("upstream-slow", object.path("error").asText());
    assertEquals("upstream", object.path("side").asText());
    assertTrue(object.path("retry").asBoolean());
    assertEquals("What failed.", object.path("text").asText());
    assertEquals("www.example.org", object.path("host").asText());
    assertEquals("SG-00A7-6", object.path("reference").asText());
  }

  @Test
  void illegalContentHasNullsWhereItsNamesWouldBe() throws Exception {
    JsonNode object = block(Notices.illegal(Audience.ADULT));
    for (String field : new String[] {"category", "categoryTitle", "target"}) {
      assertTrue(object.has(field) && object.get(field).isNull(), field);
    }
    assertEquals("mandatory", object.path("reason").path("kind").asText());
  }

  @Test
  void whateverComesInIsEscaped() throws Exception {
    BlockNotice notice =
        new BlockNotice(
            Audience.ADULT,
            Notices.NASTY,
            "http://x.example/" + Notices.NASTY,
            null,
            Set.of(),
            new Reason(Reason.Kind.POLICY, Notices.NASTY, "x"),
            Remedy.TEACHER,
            false,
            null,
            false);
    String text = Notices.PAGES.block(notice, BlockForm.JSON).text();
    assertTrue(text.matches("[\\x20-\\x7e]+\n"), text);
    JsonNode object = JSON.readTree(text);
    assertEquals(Notices.NASTY, object.path("group").asText());
    assertFalse(object.path("target").asText().contains("\u202e"));
  }

  private static JsonNode block(BlockNotice notice) throws Exception {
    return JSON.readTree(Notices.PAGES.block(notice, BlockForm.JSON).text());
  }
}
