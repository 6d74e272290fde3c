package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http2.Http2Error;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.http.RawHttp2.Answer;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Target;

/** What a client that speaks HTTP/2 in its tunnel asks for, and what it gets. */
final class Http2Test {

  private static final String HELLO =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nServer: s\r\n\r\nhello";

  private static final String CHUNKED_HEAD =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  @TempDir Path folder;
  private final SecureFixture tls = new SecureFixture();

  @AfterEach
  void close() {
    tls.close();
  }

  private EdgeFixture edge(BiFunction<Flow, Target, Decision> script) throws Exception {
    return new EdgeFixture(folder, EdgeFixture.SETTINGS, script, tls.interception);
  }

  private static RawHttp2 enter(SecureFixture tls, EdgeFixture edge, String authority)
      throws Exception {
    RawHttp2 client = RawHttp2.enter(tls, edge, authority);
    SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
    return client;
  }

  @Test
  void aRequestIsForwardedAsTheSameInHttp11() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(tls.site(), HELLO);
        EdgeFixture edge = edge((flow, target) -> SecureFixture.inside(flow))) {
      String authority = "site.test:" + origin.port();
      try (RawHttp2 client = enter(tls, edge, authority)) {
        client.frame(
            RawHttp2.HEADERS,
            RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
            1,
            RawHttp2.block(
                RawHttp2.request("GET", authority, "/a?b=c", "cookie d=e", "x-y z", "cookie f=g")));
        Answer answer = client.answer(1);
        assertTrue(answer.ended(), answer::toString);
        assertEquals("hello", answer.body());
        assertEquals(
            ":status 200\ncontent-type text/html\ncontent-length 5\nserver s\n", answer.heads());
      }
      String heard = origin.nextHeard();
      assertNotNull(heard);
      assertEquals(
          "GET /a?b=c HTTP/1.1\r\nHost: " + authority + "\r\nx-y: z\r\ncookie: d=e; f=g\r\n\r\n",
          heard);
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
    }
  }

  /** The first is answered last. */
  @Test
  void oneThatWaitsStopsNoOther() throws Exception {
    CompletableFuture<Void> first = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  if (socket.readHead().startsWith("GET /slow")) {
                    first.join();
                  }
                  socket.send(HELLO);
                });
        EdgeFixture edge = edge((flow, target) -> SecureFixture.inside(flow))) {
      String authority = "site.test:" + origin.port();
      try (RawHttp2 client = enter(tls, edge, authority)) {
        client.get(1, authority, "/slow");
        client.get(3, authority, "/fast");
        assertEquals("hello", client.answer(3).body());
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
        first.complete(null);
        assertEquals("hello", client.answer(1).body());
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
    }
  }

  @Test
  void aBlockIsAPageOnItsStreamAlone() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(tls.site(), HELLO);
        EdgeFixture edge =
            edge(
                (flow, target) ->
                    target != null && target.path().equals("/bad")
                        ? ScriptedGatekeeper.BLOCK
                        : SecureFixture.inside(flow))) {
      String authority = "site.test:" + origin.port();
      try (RawHttp2 client = enter(tls, edge, authority)) {
        client.get(1, authority, "/bad");
        Answer page = client.answer(1);
        assertTrue(page.has(":status 403"), page::toString);
        assertTrue(page.has("schoolgate-decision block"), page::toString);
        assertTrue(page.ended(), page::toString);
        edge.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
        client.get(3, authority, "/good");
        assertEquals("hello", client.answer(3).body());
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
    }
  }

  @Test
  void aRequestForAnotherSiteIsMisdirected() throws Exception {
    try (EdgeFixture edge = edge((flow, target) -> SecureFixture.inside(flow));
        RawHttp2 client = enter(tls, edge, "site.test:443")) {
      client.get(1, "other.test", "/");
      assertTrue(client.answer(1).has(":status 421"));
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 421);
    }
  }

  @Test
  void whatIsTypedIsReadBeforeItLeaves() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(tls.site(), HELLO);
        EdgeFixture edge = edge((flow, target) -> ScriptedGatekeeper.INSPECT)) {
      String authority = "site.test:" + origin.port();
      try (RawHttp2 client = enter(tls, edge, authority)) {
        client.frame(
            RawHttp2.HEADERS,
            RawHttp2.END_HEADERS,
            1,
            RawHttp2.block(
                RawHttp2.request("POST", authority, "/send", "content-type text/plain")));
        client.frame(RawHttp2.DATA, 0, 1, "message=" + ScriptedGatekeeper.FORBIDDEN);
        client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 1, "&more=1");
        assertTrue(client.answer(1).has(":status 403"));
        edge.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
        assertEquals(0, origin.connections.get());
      }
    }
  }

  /** A length that the client did not tell is one that the origin is not told either. */
  @Test
  void aBodyGoesOnInChunksUnlessItsLengthIsKnown() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(tls.site(), HELLO);
        EdgeFixture edge = edge((flow, target) -> SecureFixture.inside(flow))) {
      String authority = "site.test:" + origin.port();
      try (RawHttp2 client = enter(tls, edge, authority)) {
        post(client, 1, authority);
        client.frame(RawHttp2.DATA, 0, 1, "ab");
        client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 1, "c");
        assertEquals("hello", client.answer(1).body());
        String chunked = origin.nextHeard();
        assertNotNull(chunked);
        assertTrue(chunked.contains("Transfer-Encoding: chunked\r\n"), chunked);
        assertTrue(chunked.endsWith("\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"), chunked);
        post(client, 3, authority, "content-length 3");
        client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 3, "abc");
        assertEquals("hello", client.answer(3).body());
        String known = origin.nextHeard();
        assertNotNull(known);
        assertTrue(known.contains("Content-Length: 3\r\n") && known.endsWith("\r\n\r\nabc"), known);
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
    }
  }

  @Test
  void fieldsAfterABodyGoOnWithIt() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(tls.site(), HELLO);
        EdgeFixture edge = edge((flow, target) -> SecureFixture.inside(flow))) {
      String authority = "site.test:" + origin.port();
      try (RawHttp2 client = enter(tls, edge, authority)) {
        post(client, 1, authority);
        client.frame(RawHttp2.DATA, 0, 1, "ab");
        client.frame(
            RawHttp2.HEADERS,
            RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
            1,
            RawHttp2.block("checksum 12\ncontent-length 7"));
        assertEquals("hello", client.answer(1).body());
        String heard = origin.nextHeard();
        assertNotNull(heard);
        assertTrue(heard.endsWith("\r\n\r\n2\r\nab\r\n0\r\nchecksum: 12\r\n\r\n"), heard);
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
    }
  }

  private static void post(RawHttp2 client, int stream, String authority, String... more)
      throws Exception {
    client.frame(
        RawHttp2.HEADERS,
        RawHttp2.END_HEADERS,
        stream,
        RawHttp2.block(RawHttp2.request("POST", authority, "/send", more)));
  }

  @Test
  void aResponseThatBreaksOffIsResetAndNotEnded() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  socket.readHead();
                  socket.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                });
        EdgeFixture edge = edge((flow, target) -> SecureFixture.inside(flow))) {
      String authority = "site.test:" + origin.port();
      try (RawHttp2 client = enter(tls, edge, authority)) {
        client.get(1, authority, "/");
        Answer half = client.answer(1);
        assertFalse(half.ended(), half::toString);
        assertEquals(Http2Error.INTERNAL_ERROR.code(), half.error());
        edge.assertNextEnds(FlowEnd.Ended.UPSTREAM_FAILED, 200);
        client.frame(RawHttp2.PING, 0, 0, "12345678");
        assertEquals("12345678", client.await(RawHttp2.PING).payload());
      }
    }
  }

  @Test
  void whatAnOriginEndsWithoutWaitingForTheBodyEndsTheStream() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  socket.readHead();
                  socket.send(HELLO);
                  socket.readToEnd();
                });
        EdgeFixture edge = edge((flow, target) -> SecureFixture.inside(flow))) {
      String authority = "site.test:" + origin.port();
      try (RawHttp2 client = enter(tls, edge, authority)) {
        post(client, 1, authority);
        assertTrue(client.answer(1).ended());
        assertEquals(Http2Error.NO_ERROR.code(), client.resetOf(1));
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
    }
  }

  @Test
  void aClientThatGivesUpFreesTheOrigin() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  socket.readHead();
                  asked.countDown();
                  socket.readToEnd();
                  throw new java.io.IOException("gone");
                });
        EdgeFixture edge = edge((flow, target) -> SecureFixture.inside(flow))) {
      String authority = "site.test:" + origin.port();
      try (RawHttp2 client = enter(tls, edge, authority)) {
        client.get(1, authority, "/");
        asked.await();
        client.number(RawHttp2.RST_STREAM, 1, 8);
        edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 0);
        assertEquals("<gone>", origin.nextHeard());
      }
    }
  }

  @Test
  void headsWithoutBodyEndTheStreamAndFieldsAfterOneGoOn() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  for (String head = socket.readHead(); !head.endsWith("<end>"); ) {
                    socket.send(answerTo(head));
                    head = socket.readHead();
                  }
                });
        EdgeFixture edge = edge((flow, target) -> SecureFixture.inside(flow))) {
      String authority = "site.test:" + origin.port();
      try (RawHttp2 client = enter(tls, edge, authority)) {
        client.frame(
            RawHttp2.HEADERS,
            RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
            1,
            RawHttp2.block(RawHttp2.request("HEAD", authority, "/head")));
        assertEquals(":status 200\ncontent-length 7\n", client.answer(1).heads());
        client.get(3, authority, "/none");
        assertEquals(":status 204\n", client.answer(3).heads());
        client.get(5, authority, "/after");
        Answer after = client.answer(5);
        assertEquals(":status 200\ngrpc-status 0\n", after.heads());
        assertEquals("abc", after.body());
        client.get(7, authority, "/hint");
        assertEquals(
            ":status 103\nlink a\n:status 200\ncontent-length 1\n", client.answer(7).heads());
        for (int status : new int[] {200, 204, 200, 200}) {
          edge.assertNextEnds(FlowEnd.Ended.COMPLETE, status);
        }
      }
    }
  }

  private static String answerTo(String head) {
    String path = head.substring(head.indexOf(' ') + 1, head.lastIndexOf(" HTTP/1.1"));
    return switch (path) {
      case "/head" -> "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n";
      case "/none" -> "HTTP/1.1 204 No Content\r\nConnection: x-hop\r\nX-Hop: 1\r\n\r\n";
      case "/hint" ->
          "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"
              + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";
      default -> CHUNKED_HEAD + "3\r\nabc\r\n0\r\ngrpc-status: 0\r\nContent-Length: 9\r\n\r\n";
    };
  }

  /** More than every window and buffer on the way; the origin is not read meanwhile. */
  @Test
  void aReaderWhoStopsStopsItsOriginAndNobodyElse() throws Exception {
    byte[] part = new byte[1 << 16];
    java.util.concurrent.atomic.AtomicLong sent = new java.util.concurrent.atomic.AtomicLong();
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  if (socket.readHead().startsWith("GET /large")) {
                    socket.send("HTTP/1.1 200 OK\r\nContent-Length: " + (1 << 30) + "\r\n\r\n");
                    for (int i = 0; i < 1 << 14; i++) {
                      socket.send(part);
                      sent.addAndGet(part.length);
                    }
                  } else {
                    socket.send(HELLO);
                  }
                });
        EdgeFixture edge = edge((flow, target) -> SecureFixture.inside(flow))) {
      String authority = "site.test:" + origin.port();
      try (RawHttp2 client = enter(tls, edge, authority)) {
        client.number(RawHttp2.WINDOW_UPDATE, 0, 1 << 20);
        client.get(1, authority, "/large");
        assertEquals(65_535, bytesOf(client, 1, 65_535));
        client.get(3, authority, "/small");
        assertEquals("hello", client.answer(3).body());
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
        assertTrue(sent.get() < 64 << 20, "the origin has sent " + sent);
        client.number(RawHttp2.WINDOW_UPDATE, 1, 100_000);
        assertEquals(100_000, bytesOf(client, 1, 100_000));
        client.number(RawHttp2.RST_STREAM, 1, 8);
        edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 200);
      }
    }
  }

  private static int bytesOf(RawHttp2 client, int stream, int wanted) throws Exception {
    int bytes = 0;
    while (bytes < wanted) {
      RawHttp2.Frame frame = client.await(RawHttp2.DATA);
      bytes += frame.stream() == stream ? frame.payload().length() : 0;
    }
    return bytes;
  }

  @Test
  void aDrainLetsStreamsEndAndBeginsNone() throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    CountDownLatch asked = new CountDownLatch(1);
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  socket.readHead();
                  asked.countDown();
                  go.join();
                  socket.send(HELLO);
                });
        EdgeFixture edge = edge((flow, target) -> SecureFixture.inside(flow))) {
      String authority = "site.test:" + origin.port();
      try (RawHttp2 client = enter(tls, edge, authority)) {
        client.get(1, authority, "/");
        asked.await();
        CompletableFuture<Boolean> drained =
            CompletableFuture.supplyAsync(() -> edge.edge.drain(Duration.ofSeconds(20)));
        RawHttp2.Frame away = client.await(RawHttp2.GOAWAY);
        assertEquals(1, away.number(0));
        assertEquals(Http2Error.NO_ERROR.code(), away.number(4));
        client.get(3, authority, "/late");
        go.complete(null);
        assertEquals("hello", client.answer(1).body());
        assertEquals(Http2Error.NO_ERROR.code(), client.endOfConnection());
        assertTrue(drained.join());
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
    }
  }

  @Test
  void aTunnelInAStreamIsNotOpened() throws Exception {
    try (EdgeFixture edge = edge((flow, target) -> SecureFixture.inside(flow));
        RawHttp2 client = enter(tls, edge, "site.test:443")) {
      client.frame(
          RawHttp2.HEADERS,
          RawHttp2.END_HEADERS,
          1,
          RawHttp2.block(":method CONNECT\n:authority site.test:443"));
      Answer refused = client.answer(1);
      assertFalse(refused.has(":status 200"), refused::toString);
      assertEquals(FlowEnd.Ended.REFUSED, edge.nextClosed().end().ended());
      assertTrue(edge.gatekeeper.asked.stream().anyMatch(f -> f.asked() instanceof Asked.Inside));
    }
  }
}
