package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.policy.ApprovedOverride;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Reason;

/** Blocks, and bodies that are read before they go on. */
final class InspectTest {

  private static final String BAD = ScriptedGatekeeper.FORBIDDEN;
  private static final String NOTED = ScriptedGatekeeper.NOTED;
  private static final String HTML = "Content-Type: text/html\r\n";
  private static final String PNG = "Content-Type: image/png\r\n";

  /** Its first bytes are none of text. */
  private static final String PICTURE = "GIF8\1\2" + BAD;

  @TempDir Path folder;

  static Stream<Arguments> shown() {
    return Stream.of(
        Arguments.of("clean page", HTML, "good words", 200),
        Arguments.of("page with forbidden words", HTML, "say " + BAD + " now", 403),
        Arguments.of("page with noted words", HTML, "say " + NOTED + " now", 200),
        Arguments.of("noted, then forbidden", HTML, NOTED + "a".repeat(9_000) + BAD, 403),
        Arguments.of("forbidden words in a picture", PNG, PICTURE, 200),
        Arguments.of("forbidden words in what is called a picture", PNG, "say " + BAD, 403),
        Arguments.of("a long picture", PNG, PICTURE + "a".repeat(90_000) + BAD, 200),
        Arguments.of(
            "forbidden words in what is called a font",
            "Content-Type: font/woff2\r\n",
            "a".repeat(9_000) + BAD,
            403),
        Arguments.of("forbidden words in a script", "Content-Type: text/javascript\r\n", BAD, 403),
        Arguments.of("several pages", "Content-Type: multipart/mixed; boundary=x\r\n", BAD, 403),
        Arguments.of("unknown coding", HTML + "Content-Encoding: zstd\r\n", "xx", 403),
        Arguments.of(
            "unknown coding of what is no text",
            "Content-Type: image/png\r\nContent-Encoding: zstd\r\n",
            "xx",
            200),
        Arguments.of(
            "two lines of codings",
            HTML + "Content-Encoding: identity\r\nContent-Encoding: zstd\r\n",
            "xx",
            403),
        Arguments.of(
            "one coding twice",
            HTML + "Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n",
            "xx",
            403),
        Arguments.of(
            "an image that is also a page", "Content-Type: image/png\r\n" + HTML, BAD, 403),
        Arguments.of(
            "a page that is also an image", HTML + "Content-Type: image/png\r\n", BAD, 403),
        Arguments.of(
            "found within the hold-back",
            HTML,
            "a".repeat(60_000) + BAD + "a".repeat(90_000),
            403));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shown")
  void page(String name, String fields, String body, int status) throws Exception {
    for (boolean chunked : new boolean[] {false, true}) {
      String framed =
          chunked
              ? "Transfer-Encoding: chunked\r\n\r\n"
                  + Integer.toHexString(body.length())
                  + "\r\n"
                  + body
                  + "\r\n0\r\n\r\n"
              : "Content-Length: " + body.length() + "\r\n\r\n" + body;
      try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\n" + fields + framed);
          EdgeFixture edge = inspecting(EdgeFixture.SETTINGS);
          RawSocket client = edge.client()) {
        client.send(ForwardTest.get(origin, "/"));
        String response = client.readResponse();
        assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
        assertEquals(status == 403, response.contains("\r\nSchoolgate-Decision: block\r\n"));
        assertEquals(status == 403, response.contains("\r\nSchoolgate-Reference: SG-"));
        edge.assertNextEnds(status == 403 ? FlowEnd.Ended.REFUSED : FlowEnd.Ended.COMPLETE, status);
        if (status == 200) {
          assertTrue(response.replaceAll("\r\n[0-9a-f]+\r\n", "").contains(body.substring(0, 2)));
        }
        // the client's connection carries the next request all the same
        client.send(ForwardTest.get(origin, "/"));
        assertEquals(response.substring(0, 12), client.readResponse().substring(0, 12));
        edge.nextClosed();
      }
    }
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource({
    "image/png, Accept: text/html, 200, true",
    "image/png, Sec-Fetch-Dest: document, 200, true",
    "image/png, Sec-Fetch-Dest: image, 200, false",
    "application/octet-stream, Sec-Fetch-Dest: script, 200, false",
    "text/css, Sec-Fetch-Dest: style, 403, false",
    "application/javascript, Accept: */*, 403, false",
    "application/javascript, Accept: text/html, 403, false",
    "text/css, Sec-Fetch-Dest: iframe, 403, false",
    "text/javascript, Sec-Fetch-Dest: document, 403, false",
  })
  void whatIsNotReadIsShownAsWhatItSaidItWas(
      String type, String asking, int status, boolean noSniff) throws Exception {
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 200 OK\r\nConnection: X-Hop, content-type\r\nX-Hop: 1\r\nContent-Type: "
                    + type
                    + "\r\nContent-Length: "
                    + PICTURE.length()
                    + "\r\n\r\n"
                    + PICTURE);
        EdgeFixture edge = inspecting(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      client.send(ForwardTest.get(origin, "/").replace("\r\n\r\n", "\r\n" + asking + "\r\n\r\n"));
      String response = client.readResponse();
      assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
      assertEquals(status == 200, response.contains("\r\nContent-Type: " + type + "\r\n"));
      assertEquals(
          noSniff || status == 403, response.contains("\r\nX-Content-Type-Options: nosniff\r\n"));
      assertFalse(response.contains("X-Hop"), response);
      edge.assertNextEnds(status == 403 ? FlowEnd.Ended.REFUSED : FlowEnd.Ended.COMPLETE, status);
    }
  }

  @Test
  void whatIsFoundAfterTheHoldBackIsCut() throws Exception {
    String early = "a".repeat(200_000);
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  socket.send(
                      "HTTP/1.1 200 OK\r\n" + HTML + "Content-Length: 300000\r\n\r\n" + early);
                  socket.send("a".repeat(2_000) + BAD + "b".repeat(2_000));
                  socket.readToEnd();
                });
        EdgeFixture edge = inspecting(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      client.send(ForwardTest.get(origin, "/"));
      String got = client.readToEnd();
      assertTrue(got.startsWith("HTTP/1.1 200 OK"), got.substring(0, 15));
      assertFalse(got.contains(BAD), "what was found was delivered");
      assertTrue(got.endsWith("<reset>"), "it looks like an orderly end");
      edge.assertNextEnds(FlowEnd.Ended.CUT, 200);
    }
  }

  @Test
  void cleanWordsDoNotWaitForEverForMore() throws Exception {
    HttpSettings hasty =
        EdgeFixture.SETTINGS.with(
            new HttpSettings.Bodies(30_000, 65_536, 32 << 20, 4_096, 50, 1 << 20, 100, 65_536));
    CompletableFuture<Void> seen = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  socket.send("HTTP/1.1 200 OK\r\n" + HTML + "Content-Length: 10\r\n\r\nfirst");
                  seen.get();
                  socket.send("later");
                });
        EdgeFixture edge = inspecting(hasty);
        RawSocket client = edge.client()) {
      client.send(ForwardTest.get(origin, "/"));
      assertTrue(client.readHead().startsWith("HTTP/1.1 200"));
      assertEquals("first", client.read(5));
      seen.complete(null);
      assertEquals("later", client.read(5));
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
    }
  }

  static Stream<Arguments> typed() {
    String form = "Content-Type: application/x-www-form-urlencoded\r\n";
    return Stream.of(
        Arguments.of("clean form", form, "q=good", true),
        Arguments.of("forbidden form", form, "q=" + BAD, false),
        Arguments.of("noted form", form, "q=" + NOTED, true),
        Arguments.of("forbidden bytes of an image", PNG, PICTURE, true),
        Arguments.of("an image and a long one", PNG, PICTURE + "a".repeat(300_000), true),
        Arguments.of("forbidden words in what is called an image", PNG, "say " + BAD, false),
        Arguments.of("forbidden words in code", "Content-Type: text/javascript\r\n", BAD, false),
        Arguments.of(
            "parts of something",
            "Content-Type: multipart/byteranges; boundary=x\r\n",
            "xx",
            false),
        Arguments.of("several forms", "Content-Type: multipart/mixed; boundary=x\r\n", BAD, false),
        Arguments.of("unknown coding", form + "Content-Encoding: zstd\r\n", "xx", false),
        Arguments.of(
            "a form that is also an image", "Content-Type: image/png\r\n" + form, BAD, false),
        Arguments.of(
            "two lines of codings",
            form + "Content-Encoding: identity\r\nContent-Encoding: zstd\r\n",
            "xx",
            false),
        Arguments.of("long clean form", form, "q=" + "a".repeat(300_000), true),
        Arguments.of("waits for a go-ahead", form + "Expect: 100-continue\r\n", "q=good", true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("typed")
  void form(String name, String fields, String body, boolean arrives) throws Exception {
    for (boolean chunked : new boolean[] {false, true}) {
      String framed =
          chunked ? Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n" : body;
      try (RawOrigin origin =
              RawOrigin.answering(
                  "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 2\r\n\r\nhi");
          EdgeFixture edge = inspecting(EdgeFixture.SETTINGS);
          RawSocket client = edge.client()) {
        String host = "site.test:" + origin.port();
        client.send(
            "POST http://"
                + host
                + "/ HTTP/1.1\r\nHost: "
                + host
                + "\r\n"
                + fields
                + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length())
                + "\r\n\r\n");
        if (fields.contains("Expect")) {
          assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readHead());
        }
        client.send(framed);
        String response = client.readResponse();
        assertTrue(response.startsWith(arrives ? "HTTP/1.1 200" : "HTTP/1.1 403"), response);
        edge.assertNextEnds(
            arrives ? FlowEnd.Ended.COMPLETE : FlowEnd.Ended.REFUSED, arrives ? 200 : 403);
        if (arrives) {
          String heard = String.valueOf(origin.nextHeard());
          assertTrue(heard.contains(body) || chunked, "the body did not arrive as it was");
          assertFalse(heard.contains("Expect"), heard);
        } else {
          assertEquals(0, origin.connections.get(), "the origin was reached");
        }
      }
    }
  }

  @Test
  void formThatIsBlockedLateNeverEndsAtTheOrigin() throws Exception {
    CompletableFuture<String> got = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> got.complete(socket.readHead() + socket.readToEnd()));
        EdgeFixture edge = inspecting(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      String body = "q=" + "a".repeat(150_000) + BAD + "b".repeat(50_000);
      String host = "site.test:" + origin.port();
      client.send(
          "POST http://"
              + host
              + "/ HTTP/1.1\r\nHost: "
              + host
              + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      assertTrue(client.readToEnd().startsWith("HTTP/1.1 403 "));
      assertFalse(got.get().contains(BAD), "the origin got what was found");
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void formForAnAddressThatIsRefusedIsToldSo(boolean chunked) throws Exception {
    String body = "q=" + "a".repeat(150_000);
    try (EdgeFixture edge =
            new EdgeFixture(
                folder,
                EdgeFixture.SETTINGS,
                (flow, target) -> ScriptedGatekeeper.INSPECT,
                (subject, dialled) -> false);
        RawSocket client = edge.client()) {
      client.send(
          "POST http://10.0.0.1/ HTTP/1.1\r\nHost: 10.0.0.1\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\n"
              + (chunked
                  ? "Transfer-Encoding: chunked\r\n\r\n"
                      + ("64\r\n" + "a".repeat(100) + "\r\n").repeat(1_500)
                      + "0\r\n\r\n"
                  : "Content-Length: " + body.length() + "\r\n\r\n" + body));
      String got = client.readToEnd();
      assertTrue(got.startsWith("HTTP/1.1 403 "), got);
      assertFalse(got.endsWith("<reset>"), got);
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
    }
  }

  @ParameterizedTest
  @CsvSource({"noted-words, 200, override", "forbidden-words, 403, block"})
  void useOfAnOverrideStaysInTheTrafficLogUnlessTheTextIsBlocked(
      String words, int status, String decision) throws Exception {
    ApprovedOverride override =
        new ApprovedOverride(
            "ov-1",
            "year-5",
            "site.test",
            null,
            "t-17",
            "h-2",
            "lesson",
            EdgeFixture.NOON.minusSeconds(60),
            EdgeFixture.NOON.plusSeconds(60));
    Decision allow =
        new Decision.AllowByOverride(
            ScriptedGatekeeper.reason(Reason.Kind.OVERRIDE, "Allowed for a lesson."), override);
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 200 OK\r\n"
                    + HTML
                    + "Content-Length: "
                    + words.length()
                    + "\r\n\r\n"
                    + words);
        EdgeFixture edge = new EdgeFixture(folder, EdgeFixture.SETTINGS, (flow, target) -> allow);
        RawSocket client = edge.client()) {
      client.send(ForwardTest.get(origin, "/"));
      assertTrue(client.readResponse().startsWith("HTTP/1.1 " + status + " "));
      ScriptedGatekeeper.Closed closed = edge.nextClosed();
      assertEquals(decision, closed.decided().decision().id());
      assertEquals(status, closed.end().status());
    }
  }

  static Stream<Arguments> blocked() {
    String head = "http://site.test/ HTTP/1.1\r\nHost: site.test\r\n";
    return Stream.of(
        Arguments.of("GET " + head + "\r\n", true),
        Arguments.of("HEAD " + head + "\r\n", true),
        Arguments.of("GET " + head + "Connection: close\r\n\r\n", false),
        Arguments.of("POST " + head + "Content-Length: 3\r\n\r\nabc", false),
        Arguments.of("POST " + head + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n", false));
  }

  @ParameterizedTest
  @MethodSource("blocked")
  void blockIsAPageAndOnlyAWholeRequestKeepsTheConnection(String sent, boolean keptAlive)
      throws Exception {
    try (EdgeFixture edge =
            new EdgeFixture(
                folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.BLOCK);
        RawSocket client = edge.client()) {
      client.send(sent);
      String head = client.readHead();
      assertTrue(head.startsWith("HTTP/1.1 403 Forbidden\r\n"), head);
      assertTrue(head.contains("\r\nCache-Control: no-store\r\n"), head);
      assertTrue(head.contains("\r\nSchoolgate-Decision: block\r\n"), head);
      assertTrue(head.contains("\r\nSchoolgate-Reference: SG-"), head);
      assertEquals(!keptAlive, head.contains("\r\nConnection: close\r\n"), head);
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
      if (!keptAlive) {
        assertFalse(client.readToEnd().endsWith("<reset>"));
      } else if (sent.startsWith("HEAD")) {
        client.send(sent);
        assertTrue(client.readHead().startsWith("HTTP/1.1 403 "), "a body followed");
        edge.nextClosed();
      }
    }
  }

  @Test
  void bodyWaitsForTheDecision() throws Exception {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 204 No Content\r\n\r\n");
        EdgeFixture edge = inspecting(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      CompletableFuture<Void> hold = new CompletableFuture<>();
      edge.gatekeeper.before = hold;
      String host = "site.test:" + origin.port();
      client.send(
          "POST http://"
              + host
              + "/ HTTP/1.1\r\nHost: "
              + host
              + "\r\nContent-Type: image/png\r\nContent-Length: 100000\r\n\r\n"
              + "a".repeat(100_000));
      assertEquals(
          "http://" + host + "/",
          ((org.schoolgate.gateway.Asked.Request) edge.gatekeeper.asked.take().asked())
              .requestTarget());
      assertNull(origin.heard.poll(), "something left before the decision");
      hold.complete(null);
      assertTrue(String.valueOf(origin.nextHeard()).endsWith("a".repeat(100_000)));
      assertTrue(client.readResponse().startsWith("HTTP/1.1 204"));
      edge.nextClosed();
    }
  }

  private EdgeFixture inspecting(HttpSettings settings) throws Exception {
    return new EdgeFixture(folder, settings, (flow, target) -> ScriptedGatekeeper.INSPECT);
  }
}
