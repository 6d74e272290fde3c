package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.audit.AuditGate;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.audit.Reference;
import org.schoolgate.gateway.FlowEnd;

/** The whole pipeline over the wire, where something is not as it should be. */
final class SchoolWireTest {

  private static final String SEARCH =
      "http://www.google.com:{p}/search?q=typed+despair+typed+despair";

  @TempDir Path folder;

  private static String get(String url, RawOrigin origin) {
    String to = url.replace("{p}", String.valueOf(origin.port()));
    String host = to.replaceFirst("http://([^/]*)/.*", "$1");
    return "GET " + to + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  }

  private static RawOrigin origin() throws Exception {
    return RawOrigin.answering("HTTP/1.1 204 No Content\r\n\r\n");
  }

  /** A device of no network that is served gets nothing, whatever it asks, and is on record. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://site.test:{p}/secret HTTP/1.1\r\nHost: site.test:{p}\r\n\r\n",
        "HEAD http://site.test:{p}/secret HTTP/1.1\r\nHost: site.test:{p}\r\n\r\n",
        "POST http://site.test:{p}/secret HTTP/1.1\r\nHost: site.test:{p}\r\nContent-Length: 3\r\n\r\nabc",
        "GET http://illegal.example:{p}/secret HTTP/1.1\r\nHost: illegal.example:{p}\r\n\r\n",
        "GET /secret HTTP/1.1\r\nHost: site.test:{p}\r\n\r\n",
        "CONNECT site.test:{p} HTTP/1.1\r\nHost: site.test:{p}\r\n\r\n",
      })
  void whoIsNotServedGetsNothing(String request) throws Exception {
    try (RawOrigin origin = origin();
        WireSchool wire = new WireSchool(folder, EdgeFixture.SETTINGS, 20_000);
        RawSocket client = wire.client(WireSchool.STRANGER)) {
      client.send(request.replace("{p}", String.valueOf(origin.port())));
      String response = client.readHead();
      assertTrue(response.startsWith("HTTP/1.1 403 "), response);
      assertTrue(response.contains("\r\nSchoolgate-Decision: block\r\n"), response);
      assertTrue(response.contains("\r\nSchoolgate-Reference: SG-"), response);
      wire.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
      assertEquals(0, origin.connections.get());
      List<JsonNode> blocks = wire.stopAndRead(RecordKind.BLOCKED);
      assertEquals(1, blocks.size());
      String record = blocks.get(0).toString();
      assertEquals("not-served", blocks.get(0).path("reason").path("kind").asText(), record);
      assertTrue(record.contains("127.0.0.1"), record);
      assertFalse(record.contains("secret") || record.contains("illegal.example"), record);
    }
  }

  /** The box stays without suggestions, in whatever form its page asks for them. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"script, text/javascript", "empty, application/json"})
  void harmfulWordsOnTheirWayHaveNoSuggestions(String destination, String type) throws Exception {
    try (RawOrigin origin = origin();
        WireSchool wire = new WireSchool(folder, EdgeFixture.SETTINGS, 20_000);
        RawSocket pupil = wire.client(WireSchool.PUPIL)) {
      String suggest = "http://www.google.com:{p}/complete/search?client=firefox&q=";
      pupil.send(get(suggest + "typed", origin));
      assertTrue(pupil.readHead().startsWith("HTTP/1.1 204 "));
      pupil.send(
          get(suggest + "typed+despair", origin)
              .replace("\r\n\r\n", "\r\nSec-Fetch-Dest: " + destination + "\r\n\r\n"));
      String response = pupil.readHead();
      assertTrue(response.startsWith("HTTP/1.1 403 "), response);
      assertTrue(response.contains("\r\nSchoolgate-Decision: block\r\n"), response);
      assertFalse(response.contains("Schoolgate-Reference"), response);
      assertTrue(response.toLowerCase(Locale.ROOT).contains("content-type: " + type), response);
      assertEquals(List.of(), wire.stopAndRead(RecordKind.BLOCKED));
    }
  }

  /** The header of a browser that fetches results while somebody types makes it a part of that. */
  @Test
  void harmfulResultsThatAreFetchedAheadAreKeptBackQuietly() throws Exception {
    try (RawOrigin origin = origin();
        WireSchool wire = new WireSchool(folder, EdgeFixture.SETTINGS, 20_000);
        RawSocket pupil = wire.client(WireSchool.PUPIL)) {
      String results = get("http://www.google.com:{p}/search?q=typed+despair", origin);
      pupil.send(results.replace("\r\n\r\n", "\r\nSec-Purpose: prefetch;prerender\r\n\r\n"));
      String response = pupil.readHead();
      assertTrue(response.startsWith("HTTP/1.1 403 "), response);
      assertFalse(response.contains("Schoolgate-Reference"), response);
      assertEquals(List.of(), wire.stopAndRead(RecordKind.BLOCKED));
    }
  }

  /** Holds the one thread that writes the logs, as a disk that does not answer would. */
  private static CountDownLatch stall(AuditGate gate) {
    CountDownLatch over = new CountDownLatch(1);
    Thread test = Thread.currentThread();
    boolean held = false;
    while (!held) {
      CompletableFuture<Boolean> onWriter = new CompletableFuture<>();
      CompletionStage<Reference> unused =
          gate.append(new LedgerEvent.PolicyLoaded("stalled", null, null))
              .whenComplete(
                  (reference, fault) -> {
                    boolean writer = Thread.currentThread() != test;
                    onWriter.complete(writer);
                    if (writer) {
                      awaited(over);
                    }
                  });
      held = onWriter.join();
    }
    return over;
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What matters waits for its record so long and no longer, and does not pass without it. */
  @Test
  void aLedgerThatStallsClosesWhatMatters() throws Exception {
    try (RawOrigin origin = origin();
        WireSchool wire = new WireSchool(folder, EdgeFixture.SETTINGS, 200);
        RawSocket pupil = wire.client(WireSchool.PUPIL);
        RawSocket teacher = wire.client(WireSchool.TEACHER);
        RawSocket broken = wire.client(WireSchool.PUPIL)) {
      CountDownLatch over = stall(wire.school.audit().gate());
      try {
        // a block stands; there is no record that its page could name
        pupil.send(get("http://bets.example:{p}/", origin));
        assertUnrecorded(403, pupil.readResponse());
        wire.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
        // what would be allowed and recorded is closed
        teacher.send(get(SEARCH, origin));
        assertUnrecorded(503, teacher.readResponse());
        wire.assertNextEnds(FlowEnd.Ended.REFUSED, 503);
        assertEquals(0, origin.connections.get());
        // a refusal stands too
        broken.send("nonsense\r\n\r\n");
        String refusal = broken.readToEnd();
        assertTrue(refusal.startsWith("HTTP/1.1 400 "), refusal);
        assertFalse(refusal.contains("Schoolgate-Reference"), refusal);
        // what needs no record goes on
        pupil.send(get("http://site.test:{p}/", origin));
        assertTrue(pupil.readResponse().startsWith("HTTP/1.1 204 "));
        wire.assertNextEnds(FlowEnd.Ended.COMPLETE, 204);
      } finally {
        over.countDown();
      }
      // afterwards it is as before, on the same connections
      teacher.send(get(SEARCH, origin));
      assertTrue(teacher.readResponse().startsWith("HTTP/1.1 204 "));
      wire.assertNextEnds(FlowEnd.Ended.COMPLETE, 204);
      pupil.send(get(SEARCH, origin));
      String page = pupil.readResponse();
      assertTrue(page.startsWith("HTTP/1.1 403 "), page);
      assertTrue(page.contains("\r\nSchoolgate-Reference: SG-"), page);
      wire.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
      List<JsonNode> gaps = wire.stopAndRead(RecordKind.GAP);
      assertEquals(1, gaps.size(), gaps::toString);
      assertEquals("block-unrecorded", gaps.get(0).path("why").asText());
      assertEquals(2, gaps.get(0).path("count").asInt());
    }
  }

  private static void assertUnrecorded(int status, String response) {
    assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
    assertTrue(response.contains("\r\nSchoolgate-Decision: block\r\n"), response);
    assertFalse(response.contains("Schoolgate-Reference"), response);
  }
}
