package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.gateway.FlowEnd;

/** A page in which forbidden words are found after its beginning was shown. */
final class StoppedPageTest {

  private static final String NAVIGATION = "Accept: text/html,*/*;q=0.8\r\n";
  private static final Pattern REFRESH =
      Pattern.compile("http-equiv=\"refresh\" content=\"0; url=http://([^/]+)(/[^\"]+)\"");

  @TempDir Path folder;

  @Test
  void aBrowserIsLedToTheBlockPageOnTheSameConnection() throws Exception {
    try (RawOrigin origin = longPage("Content-Type: text/html; charset=utf-8\r\n");
        EdgeFixture edge = inspecting()) {
      String shown = stopped(edge, origin, NAVIGATION);
      ScriptedGatekeeper.Closed cut = edge.nextClosed();
      Matcher refresh = REFRESH.matcher(shown);
      assertAll(
          () -> assertTrue(shown.contains("\r\nCache-Control: no-store\r\n\r\n")),
          () -> assertFalse(shown.contains("Content-Length"), "its length is another"),
          () -> assertFalse(shown.contains(ScriptedGatekeeper.FORBIDDEN), "it was delivered"),
          () -> assertTrue(shown.endsWith("0\r\n\r\n"), "it has no orderly end"),
          () -> assertEquals(FlowEnd.Ended.CUT, cut.end().ended()),
          () -> assertTrue(refresh.find(), "there is no notice"));

      String page = ask(edge, refresh.group(1), refresh.group(2));
      assertTrue(page.startsWith("HTTP/1.1 403 "), page);
      assertTrue(
          page.contains("Schoolgate-Reference: " + cut.decided().recorded().reference()), page);
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
    }
  }

  /** It tells what somebody read, so it is for them alone, and on that site alone. */
  @Test
  void nobodyElseIsShownThatBlockPage() throws Exception {
    try (RawOrigin origin = longPage("Content-Type: text/html\r\n");
        EdgeFixture edge = inspecting()) {
      Matcher refresh = REFRESH.matcher(stopped(edge, origin, NAVIGATION));
      assertTrue(refresh.find());
      edge.assertNextEnds(FlowEnd.Ended.CUT, 200);
      String elsewhere = refresh.group(1).replace("site.test", "other.test");
      assertFalse(ask(edge, elsewhere, refresh.group(2)).startsWith("HTTP/1.1 403 "));
      String unknown = refresh.group(2) + "0";
      assertFalse(ask(edge, refresh.group(1), unknown).contains("Schoolgate-Reference"));
      try (RawSocket neighbour = UpstreamTest.from("127.0.0.7", edge.address)) {
        neighbour.send(get(refresh.group(1), refresh.group(2), "Connection: close\r\n"));
        assertFalse(neighbour.readToEnd().contains("Schoolgate-Reference"));
      }
      edge.assertNextEnds(FlowEnd.Ended.UPSTREAM_FAILED, 502);
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 404);
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 404);
    }
  }

  /** Where a notice would be part of a file, of a program's data, or no text at all. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/html                            | Accept: */*
          text/html                            | Sec-Fetch-Dest: empty
          text/html; charset=utf-16            | Accept: text/html
          text/html; charset=iso-2022-jp       | Accept: text/html
          text/plain                           | Accept: text/html
          text/html\\nContent-Encoding: gzip    | Accept: text/html
          text/html\\nContent-Disposition: attachment; filename=a.html | Accept: text/html
          """)
  void whatTakesNoNoticeIsCut(String type, String asked) throws Exception {
    String fields = "Content-Type: " + type.replace("\\n", "\r\n") + "\r\n";
    try (RawOrigin origin = longPage(fields);
        EdgeFixture edge = inspecting()) {
      String shown = stopped(edge, origin, asked + "\r\n");
      assertTrue(shown.endsWith("<reset>"), "it looks like an orderly end");
      assertFalse(shown.contains("no-store"), "it may be kept");
      edge.assertNextEnds(FlowEnd.Ended.CUT, 200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Accept: text/html, identity",
    "Sec-Fetch-Dest: document, identity",
    "Sec-Fetch-Dest: iframe, identity",
    "Sec-Fetch-Dest: style, gzip",
    "Accept: */*, gzip",
  })
  void ofAPageTheBytesAreAskedForAsTheyAre(String asked, String coding) throws Exception {
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nok");
        EdgeFixture edge = inspecting();
        RawSocket client = edge.client()) {
      client.send(get("site.test:" + origin.port(), "/", asked + "\r\nAccept-Encoding: gzip\r\n"));
      String page = client.readResponse();
      assertTrue(page.contains("ok"), page);
      assertFalse(page.contains("no-store"), "a page that was read to its end may be kept");
      String heard = origin.nextHeard();
      assertNotNull(heard);
      assertTrue(heard.contains("\r\nAccept-Encoding: " + coding + "\r\n"), heard);
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
    }
  }

  private static RawOrigin longPage(String fields) throws Exception {
    return new RawOrigin(
        (socket, number) -> {
          if (!socket.readHead().contains("GET /long ")) {
            socket.send("HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
          }
          socket.send("HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 300000\r\n\r\n");
          socket.send("a".repeat(200_000));
          socket.send("a".repeat(2_000) + ScriptedGatekeeper.FORBIDDEN + "b".repeat(2_000));
          socket.readToEnd();
        });
  }

  private static String stopped(EdgeFixture edge, RawOrigin origin, String fields)
      throws Exception {
    try (RawSocket client = edge.client()) {
      client.send(get("site.test:" + origin.port(), "/long", fields + "Connection: close\r\n"));
      return client.readToEnd();
    }
  }

  private static String ask(EdgeFixture edge, String authority, String path) throws Exception {
    try (RawSocket client = edge.client()) {
      client.send(get(authority, path, "Connection: close\r\n"));
      return client.readToEnd();
    }
  }

  private static String get(String authority, String path, String fields) {
    return "GET http://"
        + authority
        + path
        + " HTTP/1.1\r\nHost: "
        + authority
        + "\r\n"
        + fields
        + "\r\n";
  }

  private EdgeFixture inspecting() throws Exception {
    return new EdgeFixture(
        folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.INSPECT);
  }
}
