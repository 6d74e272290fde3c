package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.gateway.FlowEnd;

/** What goes in and what comes out when a request is allowed. */
@SuppressWarnings("StringConcatToTextBlock") // a text block would hide which lines end in CR LF
final class ForwardTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

  @TempDir Path folder;

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of(
            "origin form and canonical Host",
            "GET http://SITE.test.:{p}/a?b=c%20d HTTP/1.1\r\nHost: site.TEST:{p}\r\nX-A: 1\r\n\r\n",
            "GET /a?b=c%20d HTTP/1.1\r\nHost: site.test:{p}\r\nX-A: 1\r\n\r\n"),
        Arguments.of(
            "empty path and userinfo",
            "GET http://me:secret@site.test:{p} HTTP/1.1\r\nHost: site.test:{p}\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: site.test:{p}\r\n\r\n"),
        Arguments.of(
            "hop-by-hop fields and those that Connection names stay behind",
            "GET http://site.test:{p}/ HTTP/1.1\r\nHost: site.test:{p}\r\n"
                + "Connection: keep-alive, X-Mine\r\nX-Mine: 1\r\nKeep-Alive: 300\r\nTE: trailers\r\n"
                + "Upgrade: websocket\r\nProxy-Authorization: Basic c2VjcmV0\r\n"
                + "Proxy-Connection: keep-alive\r\nHTTP2-Settings: AAMAAABk\r\nX-Yours: 2\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: site.test:{p}\r\nX-Yours: 2\r\n\r\n"),
        Arguments.of(
            "what decides how a body is read cannot be nominated",
            "POST http://site.test:{p}/ HTTP/1.1\r\nHost: site.test:{p}\r\n"
                + "Connection: Host, content-type, Content-Encoding, CONTENT-LANGUAGE, X-Mine\r\n"
                + "Content-Type: text/plain\r\nContent-Encoding: gzip\r\nX-Mine: 1\r\n"
                + "Content-Language: cy\r\nContent-Length: 0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: site.test:{p}\r\nContent-Type: text/plain\r\n"
                + "Content-Encoding: gzip\r\nContent-Language: cy\r\nContent-Length: 0\r\n\r\n"),
        Arguments.of(
            "only codings that can be read are asked for",
            "GET http://site.test:{p}/ HTTP/1.1\r\nHost: site.test:{p}\r\n"
                + "Accept-Encoding: zstd, gzip;q=0.8, deflate;q=0\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: site.test:{p}\r\nAccept-Encoding: gzip\r\n\r\n"),
        Arguments.of(
            "HTTP/1.0 goes on as HTTP/1.1",
            "GET http://site.test:{p}/ HTTP/1.0\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: site.test:{p}\r\n\r\n"),
        Arguments.of(
            "a body with its length",
            "POST http://site.test:{p}/ HTTP/1.1\r\nContent-Length: 3\r\n"
                + "Host: site.test:{p}\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: site.test:{p}\r\nContent-Length: 3\r\n\r\nabc"),
        Arguments.of(
            "an empty body that is said to be one",
            "POST http://site.test:{p}/ HTTP/1.1\r\nContent-Length: 0\r\n"
                + "Host: site.test:{p}\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: site.test:{p}\r\nContent-Length: 0\r\n\r\n"),
        Arguments.of(
            "chunks lose their extensions and keep their trailers",
            "POST http://site.test:{p}/ HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n"
                + "Host: site.test:{p}\r\n\r\n3;a=\"b\"\r\nabc\r\n0\r\nX-Sum: 9\r\nHost: b\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: site.test:{p}\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n0\r\nX-Sum: 9\r\n\r\n"),
        Arguments.of(
            "an empty line before the request",
            "\r\nGET http://site.test:{p}/ HTTP/1.1\r\nHost: site.test:{p}\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: site.test:{p}\r\n\r\n"),
        Arguments.of(
            "Range is kept where nothing is inspected",
            "GET http://site.test:{p}/ HTTP/1.1\r\nHost: site.test:{p}\r\nAccept: text/html\r\n"
                + "Range: bytes=0-1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: site.test:{p}\r\nAccept: text/html\r\n"
                + "Range: bytes=0-1\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void request(String name, String sent, String expected) throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        EdgeFixture edge = allowing();
        RawSocket client = edge.client()) {
      String port = Integer.toString(origin.port());
      client.send(sent.replace("{p}", port));
      assertEquals(expected.replace("{p}", port), origin.nextHeard());
      String response = client.readResponse();
      assertTrue(response.startsWith("HTTP/1.1 200 OK\r\n"), response);
      assertTrue(response.endsWith("\r\n\r\nhi"), response);
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
    }
  }

  static Stream<Arguments> responses() {
    String get11 = "GET http://site.test:{p}/ HTTP/1.1\r\nHost: site.test:{p}\r\n\r\n";
    String get10 = "GET http://site.test:{p}/ HTTP/1.0\r\n\r\n";
    String head = get11.replace("GET", "HEAD");
    return Stream.of(
        Arguments.of(
            get11,
            "HTTP/1.1 200 Fine\r\nContent-Length: 2\r\nX: 1\r\n\r\nhi",
            "HTTP/1.1 200 Fine\r\nContent-Length: 2\r\nX: 1\r\n\r\nhi"),
        Arguments.of(get11, "HTTP/1.1 204\r\n\r\n", "HTTP/1.1 204 \r\n\r\n"),
        Arguments.of(
            get11,
            "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n",
            "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n"),
        Arguments.of(
            head,
            "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"),
        Arguments.of(
            get11,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nhi\r\n3  \r\nabc\r\n"
                + "0\r\nX-T: 1\r\nContent-Length: 4\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n3\r\nabc\r\n"
                + "0\r\nX-T: 1\r\n\r\n"),
        Arguments.of(
            get10,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhi"),
        Arguments.of(
            get10.replace("\r\n\r\n", "\r\nConnection: keep-alive\r\n\r\n"),
            "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nhi"),
        Arguments.of(
            get11,
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
            "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"),
        Arguments.of(
            get11,
            "HTTP/1.1 200 OK\r\nConnection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n"
                + "Upgrade: h2c\r\nProxy-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nhi",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
  }

  @ParameterizedTest
  @MethodSource("responses")
  void response(String sent, String fromOrigin, String expected) throws Exception {
    try (RawOrigin origin = RawOrigin.answering(fromOrigin);
        EdgeFixture edge = allowing();
        RawSocket client = edge.client()) {
      client.send(sent.replace("{p}", Integer.toString(origin.port())));
      assertEquals(expected, client.read(expected.length()));
      edge.nextClosed();
    }
  }

  @Test
  void bodyUntilTheEndBecomesChunks() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  socket.send("HTTP/1.1 200 OK\r\n\r\nhello");
                });
        EdgeFixture edge = allowing();
        RawSocket client = edge.client()) {
      client.send(get(origin, "/"));
      assertEquals(
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
          client.readResponse());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
    }
  }

  @Test
  void connectionsAreKeptOnBothSides() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        EdgeFixture edge = allowing();
        RawSocket client = edge.client()) {
      for (int i = 0; i < 5; i++) {
        client.send(get(origin, "/" + i));
        assertTrue(client.readResponse().endsWith("hi"));
        assertTrue(String.valueOf(origin.nextHeard()).startsWith("GET /" + i + " "));
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
      assertEquals(1, origin.connections.get());
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrderOneAtATime() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  for (String head = socket.readHead();
                      !head.endsWith("<end>");
                      head = socket.readHead()) {
                    String path = head.split(" ", 3)[1];
                    socket.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n" + path);
                  }
                });
        EdgeFixture edge = allowing();
        RawSocket client = edge.client()) {
      StringBuilder all = new StringBuilder();
      for (int i = 10; i < 60; i++) {
        all.append(get(origin, "/" + i));
      }
      client.send(all.toString());
      for (int i = 10; i < 60; i++) {
        assertTrue(client.readResponse().endsWith("\r\n\r\n/" + i));
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
    }
  }

  private EdgeFixture allowing() throws Exception {
    return new EdgeFixture(
        folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.ALLOW);
  }

  static String get(RawOrigin origin, String path) {
    String host = "site.test:" + origin.port();
    return "GET http://" + host + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  }
}
