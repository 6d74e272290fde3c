package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.classifier.text.TextStream;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.School;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Trace;

/**
 * What suffices for a block is read on: wire, ledger and {@code explain} name the same, however the
 * words are spread and whoever goes away meanwhile.
 */
final class ReadOnTest {

  private static final String LIGHT = "such nasty words here and ";
  private static final String WORSE = " the planted phrase of despair.";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
  private static final int READ_ON_BYTES_MAX = 20_000;

  @TempDir Path folder;

  private WireSchool school(int readOnMillis) throws Exception {
    return new WireSchool(
        folder,
        EdgeFixture.SETTINGS.with(
            new HttpSettings.Bodies(
                30_000, 65_536, 32 << 20, 4_096, 50, READ_ON_BYTES_MAX, readOnMillis, 65_536)),
        20_000);
  }

  private static String post(int length) {
    return "POST http://site.test:8080/ HTTP/1.1\r\nHost: site.test:8080\r\n"
        + FORM
        + "Content-Length: "
        + length
        + "\r\n\r\n";
  }

  /** The one block on record. */
  private static JsonNode record(WireSchool wire) throws Exception {
    List<JsonNode> blocks = wire.stopAndRead(RecordKind.BLOCKED);
    assertEquals(1, blocks.size(), blocks::toString);
    return blocks.get(0);
  }

  private static Set<String> violations(JsonNode record) {
    return StreamSupport.stream(record.path("violations").spliterator(), false)
        .map(violation -> violation.path("category").asText())
        .collect(Collectors.toSet());
  }

  /** The reason that the whole text gets when nobody waits for any of it. */
  private static String explained(School school, String text) {
    try (TextStream stream =
        school
            .assessor()
            .open(BodyFormat.of("application/x-www-form-urlencoded", null), Origin.TYPED)) {
      stream.accept(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      stream.finish();
      return school
          .assessor()
          .assessText(
              new Subject("year-5-class", List.of("pupils"), Confidence.SHARED, "127.0.0.2"),
              Target.ofTls(HostName.parse("site.test"), 443),
              Classification.UNCATEGORISED,
              stream.findings(),
              EdgeFixture.NOON,
              Trace.NONE)
          .decision()
          .reason()
          .text();
    }
  }

  @ParameterizedTest(name = "{0} bytes between")
  @ValueSource(ints = {0, 5_000, 15_000})
  void theWorstIsOnRecordWhereverItStands(int between) throws Exception {
    String body = "q=" + (LIGHT + "a".repeat(between) + WORSE).replace(' ', '+');
    try (WireSchool wire = school(20_000);
        RawSocket client = wire.client(WireSchool.PUPIL)) {
      String explained = explained(wire.school, body);
      int split = body.length() - 10;
      client.send(post(body.length()));
      client.send(body.substring(0, split));
      client.send(body.substring(split));
      String response = client.readResponse();
      assertTrue(response.startsWith("HTTP/1.1 403 "), response);
      wire.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
      JsonNode record = record(wire);
      assertEquals(Set.of("bullying", "suicide"), violations(record));
      assertEquals(explained, record.path("reason").path("text").asText());
      assertTrue(record.toString().contains("despair"), record.toString());
    }
  }

  @Test
  void aSenderThatNeverEndsIsNotWaitedFor() throws Exception {
    try (WireSchool wire = school(100);
        RawSocket client = wire.client(WireSchool.PUPIL)) {
      client.send(post(1_000_000) + "q=" + LIGHT.replace(' ', '+'));
      assertTrue(client.readResponse().startsWith("HTTP/1.1 403 "));
      wire.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
      assertEquals(Set.of("bullying"), violations(record(wire)));
    }
  }

  @Test
  void aSenderThatSendsForEverIsReadSoFarAndNoFurther() throws Exception {
    try (WireSchool wire = school(20_000);
        RawSocket client = wire.client(WireSchool.PUPIL)) {
      client.send(post(100_000_000) + "q=" + LIGHT.replace(' ', '+'));
      client.send("a".repeat(READ_ON_BYTES_MAX + 70_000));
      assertTrue(client.readResponse().startsWith("HTTP/1.1 403 "));
      wire.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
      assertEquals(Set.of("bullying"), violations(record(wire)));
    }
  }

  @Test
  void whoGoesAwayInTheMiddleIsOnRecordAllTheSame() throws Exception {
    try (WireSchool wire = school(20_000)) {
      try (RawSocket client = wire.client(WireSchool.PUPIL)) {
        client.send(post(1_000) + "q=" + LIGHT.replace(' ', '+'));
        client.finishOutput();
      }
      wire.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 0);
      assertEquals(Set.of("bullying"), violations(record(wire)));
    }
  }

  /** What clears the words may come after them, and what was held goes on then. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"words of comfort, 200", "words of nothing, 403"})
  void whatClearsAPageIsSeen(String after, int status) throws Exception {
    String body = "<p>A planted phrase of despair</p><p>" + after + ".</p>";
    int split = body.indexOf("</p>") + 7;
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  socket.send(
                      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                          + body.length()
                          + "\r\n\r\n"
                          + body.substring(0, split));
                  socket.send(body.substring(split));
                  socket.readToEnd();
                });
        WireSchool wire = school(20_000);
        RawSocket client = wire.client(WireSchool.PUPIL)) {
      client.send(ForwardTest.get(origin, "/"));
      String response = client.readResponse();
      assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
      assertEquals(status == 200, response.endsWith(body), response);
    }
  }

  @Test
  void anOriginThatBreaksOffAfterTheWordsLeavesABlock() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  socket.send(
                      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n"
                          + LIGHT);
                });
        WireSchool wire = school(20_000);
        RawSocket client = wire.client(WireSchool.PUPIL)) {
      client.send(ForwardTest.get(origin, "/"));
      String response = client.readResponse();
      assertTrue(response.startsWith("HTTP/1.1 403 "), response);
      assertFalse(response.contains("nasty words here"), response);
      wire.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
      assertEquals(Set.of("bullying"), violations(record(wire)));
    }
  }
}
