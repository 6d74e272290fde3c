package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.gateway.FlowEnd;

/** Blocks that come after the decision to let a flow pass are on record like any other. */
final class LaterBlockTest {

  @TempDir Path folder;

  private EdgeFixture inspecting(AddressGuard guard) throws Exception {
    return new EdgeFixture(
        folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.INSPECT, guard);
  }

  private static void blockedOnRecord(EdgeFixture edge, FlowEnd.Ended ended, int status)
      throws InterruptedException {
    ScriptedGatekeeper.Closed closed = edge.nextClosed();
    assertEquals("block", closed.decided().decision().id());
    assertNotNull(closed.decided().recorded().reference());
    assertEquals(ended, closed.end().ended());
    assertEquals(status, closed.end().status());
  }

  @Test
  void anAddressThatMayNotBeReached() throws Exception {
    try (EdgeFixture edge = inspecting((subject, dialled) -> false);
        RawSocket client = edge.client()) {
      client.send("GET http://10.1.2.3/ HTTP/1.1\r\nHost: 10.1.2.3\r\n\r\n");
      String page = client.readResponse();
      assertTrue(page.startsWith("HTTP/1.1 403 "), page);
      assertTrue(page.contains("Schoolgate-Reference: SG-0000-5\r\n"), page);
      blockedOnRecord(edge, FlowEnd.Ended.REFUSED, 403);
    }
  }

  @Test
  void anAddressThatMayNotBeReachedThroughATunnel() throws Exception {
    try (EdgeFixture edge =
            new EdgeFixture(
                folder,
                EdgeFixture.SETTINGS,
                (flow, target) -> ScriptedGatekeeper.ALLOW,
                (subject, dialled) -> false);
        RawSocket client = edge.client()) {
      client.send("CONNECT 10.1.2.3:443 HTTP/1.1\r\nHost: 10.1.2.3:443\r\n\r\n");
      client.readHead();
      client.send(TunnelTest.hello("site.test"));
      client.readToEnd();
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      blockedOnRecord(edge, FlowEnd.Ended.REFUSED, 0);
    }
  }

  static Stream<Arguments> texts() {
    String words = ScriptedGatekeeper.BREAKING;
    String get = "GET {url} HTTP/1.1\r\nHost: {host}\r\n\r\n";
    String form =
        get.replace("GET", "POST")
            .replace("\r\n\r\n", "\r\nContent-Length: " + words.length() + "\r\n\r\n")
            .replace("Content-L", "Content-Type: application/x-www-form-urlencoded\r\nContent-L");
    return Stream.of(
        Arguments.of("typed", form + words, "", FlowEnd.Ended.REFUSED, 503),
        Arguments.of("shown", get, "<p>" + words + "</p>", FlowEnd.Ended.REFUSED, 503),
        Arguments.of("shown in part", get, "<p>".repeat(200_000) + words, FlowEnd.Ended.CUT, 200));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void aFaultWhileABodyIsRead(
      String name, String request, String page, FlowEnd.Ended ended, int status) throws Exception {
    String answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
            + page.length()
            + "\r\n\r\n"
            + page;
    try (RawOrigin origin = RawOrigin.answering(answer);
        EdgeFixture edge = inspecting((subject, dialled) -> true);
        RawSocket client = edge.client()) {
      String host = "site.test:" + origin.port();
      client.send(request.replace("{url}", "http://" + host + "/").replace("{host}", host));
      String got = ended == FlowEnd.Ended.CUT ? client.readToEnd() : client.readResponse();
      assertTrue(got.startsWith("HTTP/1.1 " + status), got);
      assertFalse(got.contains(ScriptedGatekeeper.BREAKING));
      blockedOnRecord(edge, ended, status);
    }
  }
}
