package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.audit.Reference;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.policy.Decision;

/**
 * Requests that two readers could read in two ways: refused, recorded, and the connection closed.
 */
final class MalformedRequestTest {

  private static final String LINE = "GET http://site.test/ HTTP/1.1\r\n";
  private static final String HOST = "Host: site.test\r\n";
  private static final String POST = "POST http://site.test/ HTTP/1.1\r\n" + HOST;
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

  @TempDir Path folder;

  static Stream<Arguments> malformed() {
    return Stream.of(
        // the request line
        row(400, "GET http://site.test/\r\n" + HOST + "\r\n"),
        row(400, "GET  http://site.test/ HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "GET http://site.test/  HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "GET http://site.test/ HTTP/1.1 \r\n" + HOST + "\r\n"),
        row(400, " GET http://site.test/ HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "GET\thttp://site.test/\tHTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "GET http://site.test/a b HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "G@T http://site.test/ HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "A".repeat(40) + " http://site.test/ HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "GET http://site.test/ http/1.1\r\n" + HOST + "\r\n"),
        row(400, "GET http://site.test/ HTTP/11\r\n" + HOST + "\r\n"),
        row(400, "GET http://site.test/ HTTP/1.1x\r\n" + HOST + "\r\n"),
        row(505, "GET http://site.test/ HTTP/2.0\r\n" + HOST + "\r\n"),
        row(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        row(414, "GET http://site.test/" + "a".repeat(9_000) + " HTTP/1.1\r\n" + HOST + "\r\n"),
        row(414, "GET http://site.test/" + "a".repeat(20_000)),
        row(400, "\r\n\r\n\r\n" + LINE + HOST + "\r\n"),
        row(400, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n"),
        // what is asked for
        row(400, "GET / HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "GET site.test:80 HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "GET ftp://site.test/ HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "GET https://site.test/ HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "GET http:/site.test/ HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "GET http:/// HTTP/1.1\r\nHost: \r\n\r\n"),
        row(400, "GET http://site.test:0/ HTTP/1.1\r\nHost: site.test:0\r\n\r\n"),
        row(400, "GET http://site.test:99999/ HTTP/1.1\r\nHost: site.test:99999\r\n\r\n"),
        row(400, "GET http://-1.0.0.1/ HTTP/1.1\r\nHost: -1.0.0.1\r\n\r\n"),
        row(400, "GET http://si\u0001te.test/ HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "CONNECT site.test HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "CONNECT http://site.test:443 HTTP/1.1\r\nHost: site.test:443\r\n\r\n"),
        row(400, "CONNECT /x HTTP/1.1\r\n" + HOST + "\r\n"),
        row(400, "CONNECT site.test:443 HTTP/1.1\r\nHost: other.test:443\r\n\r\n"),
        row(
            400,
            "CONNECT site.test:443 HTTP/1.1\r\nHost: site.test:443\r\nContent-Length: 3\r\n\r\n"),
        // Host
        row(400, LINE + "\r\n"),
        row(400, LINE + HOST + HOST + "\r\n"),
        row(400, LINE + HOST + "Host: other.test\r\n\r\n"),
        row(400, LINE + "Host: other.test\r\n\r\n"),
        row(400, LINE + "Host: site.test:81\r\n\r\n"),
        row(400, LINE + "Host: site.test, site.test\r\n\r\n"),
        row(400, LINE + "Host:\r\n\r\n"),
        row(400, "GET http://allowed.test@site.test/ HTTP/1.1\r\nHost: allowed.test\r\n\r\n"),
        // header lines
        row(400, LINE + HOST + "X : 1\r\n\r\n"),
        row(400, LINE + HOST + "X\t: 1\r\n\r\n"),
        row(400, LINE + HOST + ": 1\r\n\r\n"),
        row(400, LINE + HOST + "no colon\r\n\r\n"),
        row(400, LINE + HOST + "X: 1\r\n folded\r\n\r\n"),
        row(400, LINE + HOST + "X: 1\r\n\tfolded\r\n\r\n"),
        row(400, LINE + " Host: site.test\r\n\r\n"),
        row(400, LINE + HOST + "X: a\u0000b\r\n\r\n"),
        row(400, LINE + HOST + "X: a\u0007b\r\n\r\n"),
        row(400, LINE + HOST + "X\u00e4: 1\r\n\r\n"),
        row(400, LINE + HOST + "X: 1\n\r\n"),
        row(400, LINE + HOST + "X: 1\r\rX: 2\r\n\r\n"),
        row(400, "GET http://site.test/ HTTP/1.1\n" + HOST + "\r\n"),
        row(400, LINE + HOST + "\n"),
        row(400, LINE + HOST + "X: a\rContent-Length: 5\r\n\r\n"),
        row(431, LINE + HOST + "X: " + "a".repeat(17_000) + "\r\n\r\n"),
        row(431, LINE + HOST + "X: 1\r\n".repeat(64) + "\r\n"),
        row(417, LINE + HOST + "Expect: a-pony\r\nContent-Length: 1\r\n\r\n"),
        // the length of the body
        row(400, POST + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
        row(400, POST + "Content-Length: 3, 3\r\n\r\nabc"),
        row(400, POST + "Content-Length: +3\r\n\r\nabc"),
        row(400, POST + "Content-Length: -3\r\n\r\nabc"),
        row(400, POST + "Content-Length: 0x3\r\n\r\nabc"),
        row(400, POST + "Content-Length: 3 3\r\n\r\nabc"),
        row(400, POST + "Content-Length:\r\n\r\nabc"),
        row(400, POST + "Content-Length: 9999999999999999999\r\n\r\nabc"),
        row(400, POST + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        row(400, POST + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"),
        row(400, POST + "Transfer-Encoding: gzip\r\n\r\n"),
        row(400, POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        row(
            400,
            POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        row(400, POST + "Transfer-Encoding: identity\r\n\r\n"),
        row(400, POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        row(400, POST + "Transfer-Encoding:\r\n\r\n"),
        row(400, POST + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n"),
        row(400, "POST http://site.test/ HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
  }

  /** Chunks that are read only once the request was allowed and the origin reached. */
  static Stream<String> badChunks() {
    return Stream.of(
        "x\r\n",
        "\r\n\r\n",
        " 3\r\nabc\r\n",
        "3 \r\nabc\r\n",
        "-3\r\nabc\r\n",
        "0x3\r\nabc\r\n",
        "3\nabc\r\n",
        "3\r\nabcd\r\n",
        "3\r\nabc\n0\r\n\r\n",
        "3;a\u0001\r\nabc\r\n",
        "3;" + "a".repeat(2_000) + "\r\nabc\r\n",
        "1000000000000000\r\nabc\r\n",
        "0\r\nX : 1\r\n\r\n",
        "0\r\nX: 1\n\r\n",
        "0\r\nX: 1\r\n 2\r\n\r\n");
  }

  private static Arguments row(int status, String bytes) {
    return Arguments.of(status, bytes);
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void isRefusedWithAReferenceAndClosed(int status, String bytes) throws Exception {
    try (EdgeFixture edge =
            new EdgeFixture(
                folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.ALLOW);
        RawSocket client = edge.client()) {
      client.send(bytes);
      assertRefused(status, client.readToEnd());
      int decided = edge.gatekeeper.decidedFlows.get();
      assertEquals(1, decided + edge.gatekeeper.problems.size());
      if (decided == 1) {
        edge.nextClosed();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("badChunks")
  void badChunkIsRefusedAndNeverCompletedToTheOrigin(String chunk) throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  String all = socket.readHead() + socket.readToEnd();
                  if (all.contains("0\r\n\r\n")) {
                    throw new AssertionError("the origin took it for whole: " + all);
                  }
                });
        EdgeFixture edge =
            new EdgeFixture(
                folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.ALLOW);
        RawSocket client = edge.client()) {
      client.send(CHUNKED.replace("site.test", "site.test:" + origin.port()) + chunk);
      assertRefused(400, client.readToEnd());
      edge.nextClosed();
      assertTrue(origin.faults.isEmpty(), origin.faults::toString);
    }
  }

  @Test
  void whatFollowsAMalformedRequestIsNotRead() throws Exception {
    try (EdgeFixture edge =
            new EdgeFixture(
                folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.BLOCK);
        RawSocket client = edge.client()) {
      client.send(LINE + HOST + HOST + "\r\n" + LINE + HOST + "\r\n");
      assertRefused(400, client.readToEnd());
      assertEquals(0, edge.gatekeeper.decidedFlows.get());
    }
  }

  /** What follows a request that is being decided waits for its answer, and is refused after it. */
  @ParameterizedTest
  @CsvSource({"true, 204", "false, 403"})
  void aMalformedSecondRequestWaitsForTheFirst(boolean allowed, int status) throws Exception {
    Decision decision = allowed ? ScriptedGatekeeper.ALLOW : ScriptedGatekeeper.BLOCK;
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 204 No Content\r\n\r\n");
        EdgeFixture edge =
            new EdgeFixture(folder, EdgeFixture.SETTINGS, (flow, target) -> decision);
        RawSocket client = edge.client()) {
      CompletableFuture<Void> hold = new CompletableFuture<>();
      edge.gatekeeper.before = hold;
      client.send(ForwardTest.get(origin, "/") + LINE + HOST + HOST + "\r\n");
      edge.gatekeeper.asked.take();
      assertTrue(edge.gatekeeper.problems.isEmpty(), "it was looked at too early");
      hold.complete(null);
      String first = client.readResponse();
      assertTrue(first.startsWith("HTTP/1.1 " + status + " "), first);
      assertRefused(400, client.readToEnd());
      edge.assertNextEnds(allowed ? FlowEnd.Ended.COMPLETE : FlowEnd.Ended.REFUSED, status);
      assertEquals(1, edge.gatekeeper.decidedFlows.get());
      assertEquals(List.of("two-hosts"), List.copyOf(edge.gatekeeper.problems));
    }
  }

  /** Of a body nothing is read before the decision, so a block is a block and no 400. */
  @ParameterizedTest
  @CsvSource({"true, 400", "false, 403"})
  void aMalformedBodyWaitsForTheDecision(boolean allowed, int status) throws Exception {
    Decision decision = allowed ? ScriptedGatekeeper.ALLOW : ScriptedGatekeeper.BLOCK;
    try (RawOrigin origin = new RawOrigin((socket, number) -> socket.readToEnd());
        EdgeFixture edge =
            new EdgeFixture(folder, EdgeFixture.SETTINGS, (flow, target) -> decision);
        RawSocket client = edge.client()) {
      CompletableFuture<Void> hold = new CompletableFuture<>();
      edge.gatekeeper.before = hold;
      client.send(CHUNKED.replace("site.test", "site.test:" + origin.port()) + "x\r\n");
      edge.gatekeeper.asked.take();
      assertTrue(edge.gatekeeper.problems.isEmpty(), "it was looked at too early");
      hold.complete(null);
      assertRefused(status, client.readToEnd());
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, status);
      assertEquals(allowed ? 1 : 0, edge.gatekeeper.problems.size());
    }
  }

  @Test
  void whoGoesAwayWhileItIsDecidedIsAccountedFor() throws Exception {
    try (EdgeFixture edge =
        new EdgeFixture(folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.BLOCK)) {
      CompletableFuture<Void> hold = new CompletableFuture<>();
      edge.gatekeeper.before = hold;
      try (RawSocket client = edge.client()) {
        client.send(LINE + HOST + "\r\n" + LINE + HOST + HOST + "\r\n");
        edge.gatekeeper.asked.take();
        client.reset();
      }
      while (edge.meters.get("schoolgate.connections.active").gauge().value() > 0) {
        Thread.onSpinWait();
      }
      hold.complete(null);
      edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 0);
      assertTrue(edge.gatekeeper.problems.isEmpty());
    }
  }

  private static void assertRefused(int status, String response) {
    assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
    assertTrue(response.contains("\r\nConnection: close\r\n"), response);
    assertFalse(response.endsWith("<reset>"), "the client could lose the page to a reset");
    assertEquals(1, response.split("HTTP/1.1 ", -1).length - 1, "there is one response");
    int at = response.indexOf("Schoolgate-Reference: ");
    assertTrue(at > 0, response);
    String reference = response.substring(at + 22, response.indexOf('\r', at));
    assertTrue(Reference.parse(reference).isPresent(), reference);
  }
}
