package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Overrides;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Subject;

/** What is on record, in both logs, however a flow was decided: nothing illegal, nothing lost. */
final class OnRecordTest {

  private static final Subject SOMEBODY =
      new Subject("device", List.of("pupils"), Confidence.DEVICE, "10.0.0.1");
  private static final FlowEnd REFUSED = new FlowEnd(FlowEnd.Ended.REFUSED, 403, 0, 0, 1);

  @TempDir Path folder;

  private List<JsonNode> onRecord() throws IOException {
    List<JsonNode> payloads = new ArrayList<>();
    for (String log : List.of("ledger", "traffic")) {
      LedgerReader.open(folder.resolve("audit"), log)
          .forward(
              LedgerQuery.ALL, record -> payloads.add(Objects.requireNonNull(record.payload())));
    }
    return payloads;
  }

  private static IdentityResolver unproven() {
    return (client, credentials) ->
        CompletableFuture.completedFuture(
            new Identity.Unproven(
                SOMEBODY,
                new Decision.Challenge(new Reason(Reason.Kind.SIGN_IN, "Sign in.", "sign-in"), 0)));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"challenge", "not-recorded", "fault", "not-tls"})
  void nothingLeadsToIllegalContentHoweverItWasDecided(String how) throws IOException {
    boolean fault = how.equals("fault");
    try (School school = new School(folder, fault ? School.FAILING : Overrides.NONE)) {
      Pipeline pipeline = how.equals("challenge") ? school.pipeline(unproven()) : school.pipeline();
      if (how.equals("not-recorded")) {
        school.audit().close();
      }
      Asked asked =
          how.equals("not-tls")
              ? Asked.Hello.inside(PipelineTest.tunnelTo("illegal.example"), null, false, true)
              : new Asked.Request("http://illegal.example/vile", List.of());
      Decided decided =
          pipeline.decide(school.flow(School.PUPIL, asked)).toCompletableFuture().join();
      assertTrue(List.of("block", "challenge").contains(decided.decision().id()));
      pipeline.closed(decided, REFUSED);
      assertTrue(
          decided.target() == null
              || decided.categories().in(School.TABLE).toString().contains("iwf-urls"),
          "the flow knows what it is about");
    }
    List<JsonNode> all = onRecord();
    assertFalse(all.toString().contains("illegal.example"), all::toString);
    assertFalse(all.toString().contains("vile"), all::toString);
  }

  /** The target was read, and then the one who should say what it is failed. */
  @Test
  void whatCouldNotBeClassifiedHasNoTargetOnRecord() throws IOException {
    try (School school = new School(folder)) {
      Decided decided =
          school
              .failingClassifier()
              .decide(
                  school.flow(
                      School.PUPIL, new Asked.Request("http://illegal.example/vile", List.of())))
              .toCompletableFuture()
              .join();
      assertEquals("fault", decided.decision().reason().kind().id());
      school.pipeline().closed(decided, REFUSED);
    }
    List<JsonNode> all = onRecord();
    assertEquals(2, all.size());
    assertFalse(all.toString().contains("illegal.example"), all::toString);
  }

  @Test
  void illegalWordsStandInNoNeighboursExcerpt() throws IOException {
    try (School school = new School(folder)) {
      Decided search =
          school.get(
              School.PUPIL, "http://www.google.com/search?q=planted+vile+words+typed+despair");
      assertEquals("block", search.decision().id());
      school.pipeline().closed(search, REFUSED);
      Decided page = school.get(School.PUPIL, "http://anything.example/");
      try (Inspection inspection =
          school.pipeline().inspect(page, BodyFormat.of("text/html", null), Origin.SHOWN)) {
        String text = "<p>A planted phrase of despair, with vile when typed and more.</p>";
        inspection
            .accept(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
            .or(inspection::finish)
            .orElseThrow()
            .toCompletableFuture()
            .join();
      }
    }
    List<JsonNode> all = onRecord();
    assertFalse(all.toString().contains("vile"), all::toString);
    assertTrue(all.get(0).path("capture").toString().contains("typed despair"), all::toString);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"uninspectable", "found"})
  void aLaterRecordStillSaysWhatWasSearchedFor(String how) throws IOException {
    try (School school = new School(folder)) {
      Decided decided = school.get(School.PUPIL, "http://www.google.com/search?q=volcanoes");
      if (how.equals("uninspectable")) {
        school.pipeline().uninspectable(decided).toCompletableFuture().join();
      } else {
        try (Inspection inspection =
            school.pipeline().inspect(decided, BodyFormat.of("text/plain", null), Origin.SHOWN)) {
          inspection
              .accept(
                  ByteBuffer.wrap("planted phrase of despair ".getBytes(StandardCharsets.UTF_8)))
              .or(inspection::finish)
              .orElseThrow()
              .toCompletableFuture()
              .join();
        }
      }
    }
    assertEquals("volcanoes", onRecord().get(0).path("searchTerms").asText());
  }
}
