package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.http.SecureFixture.Inside;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Target;

/** Tunnels that the gateway reads: what comes out of them, and what is shown in them. */
final class InterceptTest {

  private static final String HELLO_PAGE =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello";

  @TempDir Path folder;
  private final SecureFixture tls = new SecureFixture();

  @AfterEach
  void close() {
    tls.close();
  }

  @Test
  void requestsComeOutOfATunnelAndShareOneVerifiedConnection() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(tls.site(), HELLO_PAGE);
        EdgeFixture edge = reading()) {
      String authority = "site.test:" + origin.port();
      try (Inside client = tls.enter(edge, authority)) {
        assertTrue(client.vouchedForBy(tls.school));
        assertEquals(
            "[[2, site.test]]", String.valueOf(client.certificate().getSubjectAlternativeNames()));
        assertTrue(client.ask(get("/a?b=c", authority)).endsWith("hello"));
        assertTrue(client.ask(get("/d", authority)).endsWith("hello"));
      }
      String heard = origin.nextHeard();
      assertTrue(heard != null && heard.startsWith("GET /a?b=c HTTP/1.1\r\nHost: " + authority));
      assertEquals(1, origin.connections.get());
      SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
      for (String path : List.of("/a", "/d")) {
        ScriptedGatekeeper.Closed request = edge.nextClosed();
        assertEquals(200, request.end().status());
        Target target = request.decided().target();
        assertEquals("https://" + authority + path, target == null ? null : target.withoutQuery());
      }
      assertEquals(1, edge.counter("schoolgate.tls.handshakes", "outcome", "complete"));
    }
  }

  @Test
  void whatPassesUnreadKeepsItsOwnCertificate() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(tls.site(), HELLO_PAGE);
        EdgeFixture edge = edge((flow, target) -> ScriptedGatekeeper.ALLOW)) {
      String authority = "site.test:" + origin.port();
      try (Inside client = tls.enter(edge, authority)) {
        assertTrue(client.vouchedForBy(tls.internet));
        assertTrue(client.ask(get("/", authority)).endsWith("hello"));
      }
      assertTrue(edge.nextClosed().decided().flow().asked() instanceof Asked.Connect);
      assertTrue(edge.nextClosed().decided().flow().asked() instanceof Asked.Hello);
      assertEquals(0, tls.interception.clients().leavesMade());
    }
  }

  /** Nobody is dialled, so a dead site has its page too; each request has one. */
  @ParameterizedTest
  @ValueSource(strings = {"blocked.test:443", "192.0.2.1:443"})
  void aBlockIsAPageInsideTheTunnel(String authority) throws Exception {
    String host = authority.substring(0, authority.indexOf(':'));
    try (EdgeFixture edge =
            edge(
                (flow, target) ->
                    flow.asked() instanceof Asked.Inside
                        ? ScriptedGatekeeper.BLOCK
                        : ScriptedGatekeeper.INSPECT);
        Inside client = tls.enter(edge, authority)) {
      assertTrue(client.vouchedForBy(tls.school));
      for (int i = 0; i < 2; i++) {
        String page = client.ask(get("/any", host));
        assertTrue(page.startsWith("HTTP/1.1 403 Forbidden\r\n"), page);
        assertTrue(page.contains("\r\nSchoolgate-Decision: block\r\n"), page);
        assertTrue(page.contains("\r\nSchoolgate-Reference: SG-"), page);
      }
      SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
    }
  }

  @ParameterizedTest(name = "{0}, Host {1}")
  @CsvSource({
    "/, other.test",
    "/, site.test:444",
    "https://other.test/, site.test",
    "http://site.test/, site.test",
  })
  void aRequestForAnotherSiteIsMisdirected(String requestTarget, String host) throws Exception {
    try (RawOrigin origin = RawOrigin.answering(tls.site(), HELLO_PAGE);
        EdgeFixture edge = reading();
        Inside client = tls.enter(edge, "site.test:" + origin.port())) {
      client.http().send(get(requestTarget, host));
      String page = client.http().readToEnd();
      assertTrue(page.startsWith("HTTP/1.1 421 Misdirected Request\r\n"), page);
      assertTrue(page.contains("\r\nConnection: close\r\n"), page);
      assertEquals(0, origin.connections.get());
      SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 421);
    }
  }

  @Test
  void aTunnelInATunnelIsNotOpened() throws Exception {
    try (EdgeFixture edge = reading();
        Inside client = tls.enter(edge, "site.test:443")) {
      client.http().send("CONNECT site.test:443 HTTP/1.1\r\nHost: site.test:443\r\n\r\n");
      String page = client.http().readToEnd();
      assertFalse(page.startsWith("HTTP/1.1 200"), page);
      SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
      assertEquals(FlowEnd.Ended.REFUSED, edge.nextClosed().end().ended());
    }
  }

  @Test
  void whatIsTypedIsReadBeforeItLeaves() throws Exception {
    String typed = "message=" + ScriptedGatekeeper.FORBIDDEN;
    try (RawOrigin origin = RawOrigin.answering(tls.site(), HELLO_PAGE);
        EdgeFixture edge = edge((flow, target) -> ScriptedGatekeeper.INSPECT);
        Inside client = tls.enter(edge, "site.test:" + origin.port())) {
      String page =
          client.ask(
              "POST /send HTTP/1.1\r\nHost: site.test:"
                  + origin.port()
                  + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                  + typed.length()
                  + "\r\n\r\n"
                  + typed);
      assertTrue(page.startsWith("HTTP/1.1 403 "), page);
      assertNull(origin.heard.peek());
      SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
    }
  }

  @Test
  void pagesAreReadInATunnel() throws Exception {
    String page = ScriptedGatekeeper.FORBIDDEN;
    try (RawOrigin origin =
            RawOrigin.answering(
                tls.site(),
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                    + page.length()
                    + "\r\n\r\n"
                    + page);
        EdgeFixture edge = edge((flow, target) -> ScriptedGatekeeper.INSPECT);
        Inside client = tls.enter(edge, "site.test:" + origin.port())) {
      String answer = client.ask(get("/", "site.test:" + origin.port()));
      assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
      SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          expired        | 502 | certificate of the site site.test is out of date
          wrong name     | 502 | has the security certificate of another site
          unknown issuer | 502 | Nobody whom this school trusts
          no TLS         | 502 | found no secure way
          """)
  void anOriginThatCannotBeTrustedIsAPageAndNeverAsked(String what, int status, String words)
      throws Exception {
    javax.net.ServerSocketFactory sockets =
        switch (what) {
          case "expired" -> tls.expired();
          case "wrong name" -> tls.ofAnother();
          case "unknown issuer" -> tls.ofUnknownIssuer();
          default -> javax.net.ServerSocketFactory.getDefault();
        };
    try (RawOrigin origin =
            new RawOrigin(
                sockets,
                (socket, number) -> {
                  socket.send(HELLO_PAGE);
                  assertFalse(socket.readToEnd().contains("GET"), "the origin was asked");
                });
        EdgeFixture edge = reading();
        Inside client = tls.enter(edge, "site.test:" + origin.port())) {
      String page = client.ask(get("/", "site.test:" + origin.port()));
      assertTrue(page.startsWith("HTTP/1.1 " + status + " "), page);
      assertTrue(page.contains(words), page);
      SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
      ScriptedGatekeeper.Closed closed = edge.nextClosed();
      assertEquals(FlowEnd.Ended.REFUSED, closed.end().ended());
      assertEquals(status, closed.end().status());
      assertEquals(Reason.Kind.INSECURE, closed.decided().decision().reason().kind());
      assertTrue(closed.decided().decision().reason().text().contains(words));
      assertTrue(
          page.contains("Schoolgate-Reference: " + closed.decided().recorded().reference()), page);
      assertTrue(origin.faults.isEmpty(), origin.faults::toString);
      assertEquals(0, edge.meters.get("schoolgate.upstream.connections").gauge().value());
    }
  }

  @Test
  void silentOriginsDelayNobodyElse() throws Exception {
    HttpSettings patient =
        EdgeFixture.SETTINGS.with(
            new HttpSettings.Upstreams(30_000, 500, 30_000, 64, 256, 30_000, 1_024));
    int dead = 8;
    int alive = 16;
    try (RawOrigin silent = new RawOrigin((socket, number) -> socket.readToEnd());
        RawOrigin origin = RawOrigin.answering(tls.site(), HELLO_PAGE);
        EdgeFixture edge = edge(patient, (flow, target) -> SecureFixture.inside(flow))) {
      List<Inside> waiting = new java.util.ArrayList<>();
      for (int i = 0; i < dead; i++) {
        edge.names.put("dead" + i + ".test", "127.0.0.1");
        String authority = "dead" + i + ".test:" + silent.port();
        Inside client = tls.enter(edge, authority);
        client.http().send(get("/", authority));
        waiting.add(client);
      }
      for (int i = 0; i < alive; i++) {
        try (Inside client = tls.enter(edge, "site.test:" + origin.port())) {
          assertTrue(client.ask(get("/", "site.test:" + origin.port())).endsWith("hello"));
        }
      }
      silent.hangUp();
      for (Inside client : waiting) {
        String page = client.http().readResponse();
        assertTrue(page.startsWith("HTTP/1.1 502 "), page);
        client.close();
      }
      for (int i = 0; i < 3 * (dead + alive); i++) {
        edge.nextClosed();
      }
    }
  }

  @ParameterizedTest(name = "close_notify {0}")
  @ValueSource(booleans = {true, false})
  void aBodyThatEndsWithItsConnectionIsWholeOnlyAfterAGoodbye(boolean goodbye) throws Exception {
    var site = tls.site(tls.internet, Clock.systemUTC()).getSocketFactory();
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  SSLSocket secure = (SSLSocket) site.createSocket(socket.socket(), null, true);
                  RawSocket http = new RawSocket(secure);
                  http.readHead();
                  http.send("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nhalf");
                  if (goodbye) {
                    secure.close();
                  } else {
                    socket.socket().close();
                  }
                });
        EdgeFixture edge = reading();
        Inside client = tls.enter(edge, "site.test:" + origin.port())) {
      client.http().send("GET / HTTP/1.0\r\n\r\n");
      String answer = client.http().readToEnd();
      assertTrue(answer.contains("\r\n\r\nhalf"), answer);
      assertEquals(!goodbye, answer.endsWith("<reset>"), answer);
      SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
      FlowEnd end = edge.nextClosed().end();
      assertEquals(goodbye ? FlowEnd.Ended.COMPLETE : FlowEnd.Ended.UPSTREAM_FAILED, end.ended());
    }
  }

  @Test
  void aFloodInATunnelWaitsForTheReader() throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    int total = 64 << 20;
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  socket.readHead();
                  socket.send("HTTP/1.1 200 OK\r\nContent-Length: " + total + "\r\n\r\n");
                  byte[] block = new byte[1 << 16];
                  for (int sent = 0; sent < total; sent += block.length) {
                    socket.send(block);
                  }
                  done.complete(null);
                  socket.readToEnd();
                });
        EdgeFixture edge = reading();
        Inside client = tls.enter(edge, "site.test:" + origin.port())) {
      client.http().send(get("/", "site.test:" + origin.port()));
      String head = client.http().readHead();
      assertTrue(head.startsWith("HTTP/1.1 200"), head);
      byte[] into = new byte[1 << 16];
      long got = client.http().read(into);
      assertFalse(done.isDone(), "all of it was taken although nobody reads");
      while (got < total) {
        got += client.http().read(into);
      }
      SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
      assertEquals(total, edge.nextClosed().end().bytesDown());
    }
  }

  @Test
  void aClientThatSaysGoodbyeIsGone() throws Exception {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  socket.readHead();
                  asked.complete(null);
                  socket.readToEnd();
                });
        EdgeFixture edge = reading()) {
      try (Inside client = tls.enter(edge, "site.test:" + origin.port())) {
        client.http().send(get("/", "site.test:" + origin.port()));
        asked.join();
      }
      SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
      assertEquals(FlowEnd.Ended.CLIENT_CLOSED, edge.nextClosed().end().ended());
    }
  }

  private static String get(String requestTarget, String host) {
    return "GET " + requestTarget + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  }

  private EdgeFixture reading() throws Exception {
    return edge((flow, target) -> SecureFixture.inside(flow));
  }

  private EdgeFixture edge(BiFunction<Flow, Target, Decision> script) throws Exception {
    return edge(EdgeFixture.SETTINGS, script);
  }

  private EdgeFixture edge(HttpSettings settings, BiFunction<Flow, Target, Decision> script)
      throws Exception {
    return new EdgeFixture(folder, settings, script, tls.interception);
  }
}
