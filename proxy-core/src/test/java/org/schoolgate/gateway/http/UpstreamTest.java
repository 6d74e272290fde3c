package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.Network;
import org.schoolgate.policy.Reason;

/** Origins that are dead, slow or wrong, and the connections to them. */
final class UpstreamTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

  private static final HttpSettings.Upstreams IMPATIENT =
      new HttpSettings.Upstreams(1_000, 200, 1_000, 4, 4, 30_000, 16);

  @TempDir Path folder;

  static Stream<Arguments> wrongAnswers() {
    return Stream.of(
        Arguments.of("", "died"),
        Arguments.of("HTTP/1.1 200 OK\r\nContent-Le", "truncated"),
        Arguments.of("nonsense\r\n\r\n", "malformed"),
        Arguments.of("HTTP/1.1 99 X\r\n\r\n", "malformed"),
        Arguments.of("HTTP/1.1 2x0 OK\r\n\r\n", "malformed"),
        Arguments.of("HTTP/3.0 200 OK\r\n\r\n", "malformed"),
        Arguments.of("HTTP/1.1 200 OK\nContent-Length: 0\n\n", "malformed"),
        Arguments.of("HTTP/1.1 200 OK\r\nX : 1\r\n\r\n", "malformed"),
        Arguments.of("HTTP/1.1 200 OK\r\nX: 1\r\n 2\r\n\r\n", "malformed"),
        Arguments.of("HTTP/1.1 200 OK\r\nX: a\u0000\r\n\r\n", "malformed"),
        Arguments.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "malformed"),
        Arguments.of("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "malformed"),
        Arguments.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "malformed"),
        Arguments.of("HTTP/1.1 101 Switching Protocols\r\n\r\n", "malformed"),
        Arguments.of("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n", "malformed"),
        Arguments.of("HTTP/1.1 103 Hints\r\n\r\n".repeat(17), "malformed"),
        Arguments.of("HTTP/1.1 200 OK\r\nX: " + "a".repeat(20_000) + "\r\n\r\n", "malformed"));
  }

  @ParameterizedTest
  @MethodSource("wrongAnswers")
  void wrongAnswerIsA502(String answer, String kind) throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  socket.send(answer);
                  socket.finishOutput();
                  socket.readToEnd();
                });
        EdgeFixture edge = allowing(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      client.send(ForwardTest.get(origin, "/").replace("HTTP/1.1", "HTTP/1.0"));
      String response = client.readToEnd();
      assertTrue(response.startsWith("HTTP/1.1 502 "), response);
      assertTrue(response.contains("site.test"), response);
      edge.assertNextEnds(FlowEnd.Ended.UPSTREAM_FAILED, 502);
      assertEquals(1, edge.counter("schoolgate.upstream.failures", "kind", kind));
    }
  }

  static Stream<String> brokenOff() {
    return Stream.of(
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive.",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfive.\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfive.\r\n0\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfive.\r\nx\r\n");
  }

  @ParameterizedTest
  @MethodSource("brokenOff")
  void brokenOffAnswerIsNeverCompleted(String answer) throws Exception {
    for (String version : List.of("HTTP/1.1", "HTTP/1.0")) {
      try (RawOrigin origin =
              new RawOrigin(
                  (socket, number) -> {
                    socket.readHead();
                    socket.send(answer);
                  });
          EdgeFixture edge = allowing(EdgeFixture.SETTINGS);
          RawSocket client = edge.client()) {
        client.send(ForwardTest.get(origin, "/").replace("HTTP/1.1", version));
        String got = client.readToEnd();
        assertTrue(got.endsWith("<reset>"), got);
        assertFalse(got.contains("\r\n0\r\n\r\n"), got);
        assertEquals(FlowEnd.Ended.UPSTREAM_FAILED, edge.nextClosed().end().ended());
      }
    }
  }

  @Test
  void staleConnectionIsTriedAgainWithAFreshOne() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  socket.send(OK);
                  if (number == 1) {
                    // it takes the second request and closes without a word
                    socket.readHead();
                  }
                });
        EdgeFixture edge = allowing(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      for (int i = 0; i < 2; i++) {
        client.send(ForwardTest.get(origin, "/"));
        assertTrue(client.readResponse().endsWith("hi"));
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
      assertEquals(2, origin.connections.get());
    }
  }

  @Test
  void requestWithABodyIsNeverSentTwice() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  String head = socket.readHead();
                  if (head.startsWith("GET")) {
                    socket.send(OK);
                    socket.readHead();
                  }
                });
        EdgeFixture edge = allowing(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      client.send(ForwardTest.get(origin, "/"));
      client.readResponse();
      edge.nextClosed();
      client.send(
          ForwardTest.get(origin, "/")
              .replace("GET", "POST")
              .replace("\r\n\r\n", "\r\nContent-Length: 1\r\n\r\na"));
      assertTrue(client.readResponse().startsWith("HTTP/1.1 502"));
      edge.nextClosed();
      assertEquals(2, origin.connections.get());
    }
  }

  @Test
  void connectionWithBytesThatNobodyAskedForIsNotUsedAgain() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  while (!socket.readHead().endsWith("<end>")) {
                    socket.send(OK + (number == 1 ? "HTTP/1.1 200 Smuggled\r\n\r\n" : ""));
                  }
                });
        EdgeFixture edge = allowing(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      for (int i = 0; i < 2; i++) {
        client.send(ForwardTest.get(origin, "/"));
        assertTrue(client.readResponse().startsWith("HTTP/1.1 200 OK"));
        edge.nextClosed();
      }
      assertEquals(2, origin.connections.get());
    }
  }

  @Test
  void slowOriginIsA504() throws Exception {
    try (RawOrigin origin = new RawOrigin((socket, number) -> socket.readToEnd());
        EdgeFixture edge = allowing(EdgeFixture.SETTINGS.with(IMPATIENT));
        RawSocket client = edge.client()) {
      client.send(ForwardTest.get(origin, "/"));
      assertTrue(client.readResponse().startsWith("HTTP/1.1 504 "));
      edge.assertNextEnds(FlowEnd.Ended.TIMED_OUT, 504);
    }
  }

  @Test
  void tooManyForOneHostAreTurnedAwayAndTheOthersTakeTurns() throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    HttpSettings narrow =
        EdgeFixture.SETTINGS
            .with(new HttpSettings.Clients(1, 200, 150, 30_000, 500))
            .with(new HttpSettings.Upstreams(20_000, 200, 20_000, 2, 3, 30_000, 16));
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  while (!socket.readHead().endsWith("<end>")) {
                    go.get();
                    socket.send(OK);
                  }
                });
        EdgeFixture edge = allowing(narrow)) {
      List<RawSocket> clients = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        clients.add(edge.client());
        clients.get(i).send(ForwardTest.get(origin, "/"));
        edge.gatekeeper.asked.take();
      }
      try (RawSocket oneMore = edge.client()) {
        oneMore.send(ForwardTest.get(origin, "/"));
        assertTrue(oneMore.readResponse().startsWith("HTTP/1.1 503 "));
        edge.assertNextEnds(FlowEnd.Ended.UPSTREAM_FAILED, 503);
      }
      go.complete(null);
      for (RawSocket client : clients) {
        assertTrue(client.readResponse().endsWith("hi"));
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
        client.close();
      }
      assertEquals(2, origin.connections.get());
    }
  }

  @Test
  void deadHostsDelayNobodyElse() throws Exception {
    HttpSettings patient =
        EdgeFixture.SETTINGS.with(new HttpSettings.Clients(1, 200, 150, 30_000, 500));
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RawOrigin silent = new RawOrigin((socket, number) -> socket.readToEnd());
        RawOrigin origin = RawOrigin.answering(OK);
        EdgeFixture edge = allowing(patient)) {
      List<RawSocket> stuck = fill(full);
      String[] dead = {
        "unresolved.test:80", "site.test:" + full.getLocalPort(), "site.test:" + silent.port()
      };
      edge.names.silence("unresolved.test");
      for (int i = 0; i < 24; i++) {
        RawSocket client = edge.client();
        stuck.add(client);
        String host = dead[i % dead.length];
        client.send("GET http://" + host + "/ HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        edge.gatekeeper.asked.take();
      }
      for (int i = 0; i < 16; i++) {
        try (RawSocket client = edge.client()) {
          client.send(ForwardTest.get(origin, "/"));
          assertTrue(client.readResponse().endsWith("hi"));
          edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
        }
      }
      for (RawSocket each : stuck) {
        each.close();
      }
      for (int i = 0; i < 24; i++) {
        edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 0);
      }
    }
  }

  /** Fills the queue of a listener that accepts nobody, until the next gets no answer. */
  private static List<RawSocket> fill(ServerSocket full) throws Exception {
    List<RawSocket> filling = new ArrayList<>();
    while (filling.size() < 64) {
      java.net.Socket socket = new java.net.Socket();
      try {
        socket.connect(full.getLocalSocketAddress(), 200);
        filling.add(new RawSocket(socket));
      } catch (java.net.SocketTimeoutException noAnswer) {
        socket.close();
        return filling;
      }
    }
    return filling;
  }

  @Test
  void nextAddressIsTried() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        EdgeFixture edge = allowing(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      edge.names.put("many.test", "127.0.0.9", "127.0.0.1");
      client.send(ForwardTest.get(origin, "/").replace("site.test", "many.test"));
      assertTrue(client.readResponse().endsWith("hi"));
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
    }
  }

  static Stream<Arguments> unreachable() {
    return Stream.of(
        Arguments.of("nowhere.test", 502, "unresolved"),
        Arguments.of("closed.test", 502, "connect-failed"),
        Arguments.of("silent.test", 504, "connect-timed-out"));
  }

  @ParameterizedTest
  @MethodSource("unreachable")
  void unreachableHostSaysWhich(String host, int status, String kind) throws Exception {
    try (EdgeFixture edge = allowing(EdgeFixture.SETTINGS.with(IMPATIENT));
        RawSocket client = edge.client()) {
      edge.names.put("closed.test", "127.0.0.1");
      edge.names.silence("silent.test");
      client.send("GET http://" + host + ":1/ HTTP/1.1\r\nHost: " + host + ":1\r\n\r\n");
      String response = client.readResponse();
      assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
      assertTrue(response.contains(host), response);
      edge.nextClosed();
      assertEquals(1, edge.counter("schoolgate.upstream.failures", "kind", kind));
    }
  }

  @Test
  void guardIsAskedAboutTheAddressThatIsDialledAndForReuseToo() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK)) {
      NetworkGuard guard =
          new NetworkGuard(
              new NetworkGuard.Settings(
                  List.of(
                      new NetworkGuard.Exemption(
                          Network.parse("127.0.0.1"), List.of(Network.parse("127.0.0.7")))),
                  List.of(),
                  Set.of()),
              Set.of());
      HttpSettings oneLoop =
          EdgeFixture.SETTINGS.with(new HttpSettings.Clients(1, 200, 150, 30_000, 500));
      try (EdgeFixture edge =
              new EdgeFixture(folder, oneLoop, (flow, target) -> ScriptedGatekeeper.ALLOW, guard);
          RawSocket may = from("127.0.0.7", edge.address);
          RawSocket mayNot = edge.client()) {
        may.send(ForwardTest.get(origin, "/"));
        assertTrue(may.readResponse().endsWith("hi"));
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
        mayNot.send(ForwardTest.get(origin, "/"));
        String page = mayNot.readResponse();
        assertTrue(page.startsWith("HTTP/1.1 403 "), page);
        ScriptedGatekeeper.Closed refused = edge.nextClosed();
        assertEquals(FlowEnd.Ended.REFUSED, refused.end().ended());
        assertEquals(Reason.Kind.ADDRESS, refused.decided().decision().reason().kind());
        assertTrue(
            page.contains("Schoolgate-Reference: " + refused.decided().recorded().reference()),
            page);
        assertEquals(1, origin.connections.get());
      }
    }
  }

  static RawSocket from(String local, InetSocketAddress to) throws Exception {
    java.net.Socket socket = new java.net.Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByName(local), 0));
    socket.connect(to, (int) TimeUnit.SECONDS.toMillis(10));
    return new RawSocket(socket);
  }

  private EdgeFixture allowing(HttpSettings settings) throws Exception {
    return new EdgeFixture(folder, settings, (flow, target) -> ScriptedGatekeeper.ALLOW);
  }
}
