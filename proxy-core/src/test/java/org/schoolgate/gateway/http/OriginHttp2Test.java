package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.http.RawHttp2.Answer;

/** What an origin that speaks HTTP/2 is asked, and what becomes of its answers. */
final class OriginHttp2Test {

  private static final HttpSettings ONE_LOOP =
      EdgeFixture.SETTINGS.with(new HttpSettings.Clients(1, 200, 150, 30_000, 500));

  @TempDir Path folder;
  private final SecureFixture tls = new SecureFixture();

  @AfterEach
  void close() {
    tls.close();
  }

  private EdgeFixture edge() throws Exception {
    return edge(ONE_LOOP);
  }

  private EdgeFixture edge(HttpSettings settings) throws Exception {
    return new EdgeFixture(
        folder, settings, (flow, target) -> SecureFixture.inside(flow), tls.interception);
  }

  private RawHttp2 enter(EdgeFixture edge, RawOrigin origin) throws Exception {
    RawHttp2 client = RawHttp2.enter(tls, edge, authority(origin));
    SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
    return client;
  }

  private SecureFixture.Inside enterHttp1(EdgeFixture edge, RawOrigin origin) throws Exception {
    SecureFixture.Inside client = tls.enter(edge, authority(origin));
    SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
    return client;
  }

  private static String authority(RawOrigin origin) {
    return "site.test:" + origin.port();
  }

  private static String get(RawOrigin origin, String path, String... more) {
    return "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
        .formatted(path, authority(origin), String.join("", more));
  }

  /** An origin of HTTP/2 that answers each request with what its path asks for. */
  private RawOrigin answering() throws Exception {
    java.util.concurrent.BlockingQueue<RawOrigin> itself =
        new java.util.concurrent.LinkedBlockingQueue<>();
    RawOrigin origin =
        new RawOrigin(
            tls.site(),
            (socket, number) -> {
              RawOrigin self = itself.take();
              itself.add(self);
              RawHttp2 side = RawHttp2.origin(socket);
              for (int stream = side.nextRequest(); stream > 0; stream = side.nextRequest()) {
                Answer asked = side.request(stream);
                self.heard.add(asked.heads() + "|" + asked.body());
                answerTo(asked, stream, side);
              }
            });
    itself.add(origin);
    return origin;
  }

  private static void answerTo(Answer asked, int stream, RawHttp2 side) throws Exception {
    if (asked.has(":path /after")) {
      side.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, RawHttp2.block(":status 200"));
      side.frame(RawHttp2.DATA, 0, stream, "abc");
      side.frame(
          RawHttp2.HEADERS,
          RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
          stream,
          RawHttp2.block("grpc-status 0\ncontent-length 7"));
    } else if (asked.has(":path /hint")) {
      side.frame(
          RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, RawHttp2.block(":status 103\nlink a"));
      side.answer(stream, ":status 200\ncontent-length 1", "x");
    } else if (asked.has(":path /none")) {
      side.answer(stream, ":status 204\nx-y z", "");
    } else if (asked.has(":path /empty")) {
      side.answer(stream, ":status 200\nx-y z", "");
    } else if (asked.has(":method HEAD")) {
      side.answer(stream, ":status 200\ncontent-length 7", "");
    } else {
      side.answer(stream, ":status 200\ncontent-type text/plain\nserver  s ", "hello");
    }
  }

  @Test
  void aRequestOfHttp11GoesOnAsTheSameInHttp2() throws Exception {
    try (RawOrigin origin = answering();
        EdgeFixture edge = edge();
        SecureFixture.Inside client = enterHttp1(edge, origin)) {
      String answer =
          client.ask(
              get(
                  origin,
                  "/a?b=c",
                  "X-Upper: Kept\r\nConnection: x-hop, te\r\nX-Hop: 1\r\nKeep-Alive: 5\r\n",
                  "TE: trailers, deflate\r\nCookie: d=e; f=g\r\n",
                  "Proxy-Authorization: Basic x\r\n"));
      assertEquals(
          "HTTP/1.1 200 |content-type: text/plain|server: s|Transfer-Encoding: chunked||5|hello|0||",
          answer.replace("\r\n", "|"));
      assertEquals(
          ":method GET\n:scheme https\n:path /a?b=c\n:authority "
              + authority(origin)
              + "\nx-upper Kept\ncookie d=e; f=g\nte trailers\n|",
          origin.nextHeard());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
    }
  }

  @Test
  void whatAnOriginSaysReachesAClientOfEitherVersion() throws Exception {
    try (RawOrigin origin = answering();
        EdgeFixture edge = edge();
        SecureFixture.Inside old = enterHttp1(edge, origin);
        RawHttp2 client = enter(edge, origin)) {
      String authority = authority(origin);
      assertEquals(
          "HTTP/1.1 204 \r\nx-y: z\r\n\r\n", old.ask(get(origin, "/none")), "no body, no length");
      assertEquals(
          "HTTP/1.1 200 \r\nx-y: z\r\ncontent-length: 0\r\n\r\n", old.ask(get(origin, "/empty")));
      old.http().send(get(origin, "/hint"));
      assertEquals("HTTP/1.1 103 \r\nlink: a\r\n\r\n", old.http().readHead());
      assertEquals("HTTP/1.1 200 \r\ncontent-length: 1\r\n\r\nx", old.http().readResponse());
      old.http().send(get(origin, "/").replace("GET", "HEAD"));
      assertEquals("HTTP/1.1 200 \r\ncontent-length: 7\r\n\r\n", old.http().readHead());
      old.http().send(get(origin, "/after"));
      assertEquals("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n", old.http().readHead());
      assertEquals("3\r\nabc\r\n0\r\ngrpc-status: 0\r\n\r\n", old.http().read(29));

      client.get(1, authority, "/hint");
      assertEquals(
          ":status 103\nlink a\n:status 200\ncontent-length 1\n", client.answer(1).heads());
      client.get(3, authority, "/after");
      Answer after = client.answer(3);
      assertEquals(":status 200\ngrpc-status 0\n", after.heads());
      assertEquals("abc", after.body());
      assertEquals(1, origin.connections.get());
      for (int status : new int[] {204, 200, 200, 200, 200, 200, 200}) {
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, status);
      }
    }
  }

  @Test
  void aBodyGoesUpWithItsLengthOrWithoutAndWithTheFieldsBehindIt() throws Exception {
    try (RawOrigin origin = answering();
        EdgeFixture edge = edge();
        SecureFixture.Inside client = enterHttp1(edge, origin)) {
      String post = get(origin, "/").replace("GET", "POST");
      client.ask(post.replace("\r\n\r\n", "\r\nContent-Length: 3\r\n\r\nabc"));
      String known = origin.nextHeard();
      assertNotNull(known);
      assertTrue(known.endsWith("\ncontent-length 3\n|abc"), known);
      client.ask(
          post.replace(
              "\r\n\r\n",
              "\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\nSum: 1\r\n\r\n"));
      String chunked = origin.nextHeard();
      assertNotNull(chunked);
      assertTrue(chunked.endsWith(":authority %s\nsum 1\n|abc".formatted(authority(origin))));
      client.ask(post.replace("\r\n\r\n", "\r\nContent-Length: 0\r\n\r\n"));
      String empty = origin.nextHeard();
      assertNotNull(empty);
      assertTrue(empty.endsWith("\ncontent-length 0\n|"), empty);
      assertEquals(1, origin.connections.get());
      for (int i = 0; i < 3; i++) {
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
    }
  }

  /** None of them knows yet what the origin speaks. */
  @Test
  void thoseWhoAskTogetherShareTheFirstConnection() throws Exception {
    try (RawOrigin origin = answering();
        EdgeFixture edge = edge();
        RawHttp2 client = enter(edge, origin)) {
      for (int stream = 1; stream < 60; stream += 2) {
        client.get(stream, authority(origin), "/" + stream);
      }
      for (int stream = 1; stream < 60; stream += 2) {
        assertEquals("hello", client.answer(stream).body());
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
      assertEquals(1, origin.connections.get());
    }
  }

  @Test
  void thoseWhoWaitForAnOriginOfHttp11AreEachServed() throws Exception {
    CountDownLatch all = new CountDownLatch(6);
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  assertEquals("http/1.1", RawHttp2.agree(socket, "http/1.1"));
                  socket.readHead();
                  all.countDown();
                  all.await();
                  socket.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
                });
        EdgeFixture edge = edge();
        RawHttp2 client = enter(edge, origin)) {
      for (int stream = 1; stream < 12; stream += 2) {
        client.get(stream, authority(origin), "/");
      }
      for (int stream = 1; stream < 12; stream += 2) {
        assertEquals("hello", client.answer(stream).body());
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
      assertEquals(6, origin.connections.get());
    }
  }

  /** A handshake that never ends holds nobody up who could be served by another. */
  @Test
  void whoeverWaitsForAHandshakeWaitsForASmallWhile() throws Exception {
    CompletableFuture<Void> never = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  if (number == 1) {
                    never.join();
                    return;
                  }
                  RawHttp2 side = RawHttp2.origin(socket);
                  side.answer(side.nextRequest(), ":status 200", "hello");
                  side.endOfConnection();
                });
        EdgeFixture edge = edge();
        RawHttp2 client = enter(edge, origin)) {
      client.get(1, authority(origin), "/first");
      client.get(3, authority(origin), "/second");
      assertEquals("hello", client.answer(3).body());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      client.number(RawHttp2.RST_STREAM, 1, 8);
      edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 0);
      never.complete(null);
    }
  }

  @Test
  void moreThanAnOriginAllowsGoOnAnotherConnection() throws Exception {
    CountDownLatch all = new CountDownLatch(5);
    java.util.Queue<Runnable> answers = new java.util.concurrent.ConcurrentLinkedQueue<>();
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  RawHttp2 side = RawHttp2.origin(socket, 3, 2);
                  for (int stream = side.nextRequest(); stream > 0; stream = side.nextRequest()) {
                    if (side.request(stream).has(":path /first")) {
                      side.answer(stream, ":status 200", "hello");
                    } else {
                      int asked = stream;
                      answers.add(() -> answerLate(side, asked));
                      all.countDown();
                    }
                  }
                });
        EdgeFixture edge = edge();
        RawHttp2 client = enter(edge, origin)) {
      client.get(1, authority(origin), "/first");
      assertEquals("hello", client.answer(1).body());
      for (int stream = 3; stream < 13; stream += 2) {
        client.get(stream, authority(origin), "/");
      }
      all.await();
      answers.forEach(Runnable::run);
      for (int stream = 3; stream < 13; stream += 2) {
        assertEquals("hello", client.answer(stream).body());
      }
      assertEquals(3, origin.connections.get());
      for (int i = 0; i < 6; i++) {
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
    }
  }

  private static void answerLate(RawHttp2 side, int stream) {
    try {
      side.answer(stream, ":status 200", "hello");
    } catch (java.io.IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  @Test
  void aWebSocketAndALoginOfAConnectionHaveHttp11() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  if (RawHttp2.agree(socket, "h2", "http/1.1").equals("h2")) {
                    throw new AssertionError("HTTP/2 was offered");
                  }
                  String head = socket.readHead();
                  socket.send(
                      head.contains("Upgrade")
                          ? "HTTP/1.1 400 No\r\nContent-Length: 2\r\n\r\nno"
                          : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
                });
        EdgeFixture edge = edge();
        SecureFixture.Inside client = enterHttp1(edge, origin)) {
      String socket =
          """
          Connection: Upgrade\r
          Upgrade: websocket\r
          Sec-WebSocket-Version: 13\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          """;
      assertTrue(client.ask(get(origin, "/", socket)).endsWith("no"));
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 400);
      assertTrue(client.ask(get(origin, "/", "Authorization: NTLM TlRM\r\n")).endsWith("hi"));
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      assertEquals(List.of(), List.copyOf(origin.faults));
    }
  }

  @Test
  void anUnusedConnectionIsClosedWithAGoodbye() throws Exception {
    HttpSettings brief =
        ONE_LOOP.with(new HttpSettings.Upstreams(20_000, 200, 20_000, 64, 256, 50, 16));
    CompletableFuture<Integer> error = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  RawHttp2 side = RawHttp2.origin(socket);
                  side.answer(side.nextRequest(), ":status 200", "hello");
                  error.complete(side.endOfConnection());
                });
        EdgeFixture edge = edge(brief);
        SecureFixture.Inside client = enterHttp1(edge, origin)) {
      assertTrue(client.ask(get(origin, "/")).contains("hello"));
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      assertEquals(0, error.get());
    }
  }

  /** Thirty of them together hold more than a window of the usual size has room for. */
  @Test
  void aReaderWhoStopsStopsItsStreamAlone() throws Exception {
    AtomicLong sent = new AtomicLong();
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  RawHttp2 side = RawHttp2.origin(socket);
                  for (int stream = side.nextRequest(); stream > 0; stream = side.nextRequest()) {
                    if (!side.request(stream).has(":path /large")) {
                      side.answer(stream, ":status 200", "hello");
                      continue;
                    }
                    side.frame(
                        RawHttp2.HEADERS,
                        RawHttp2.END_HEADERS,
                        stream,
                        RawHttp2.block(":status 200"));
                    byte[] part = new byte[16_384];
                    for (int i = 0; i < 4; i++) {
                      int length = i < 3 ? part.length : part.length - 1;
                      side.frame(RawHttp2.DATA, 0, stream, java.util.Arrays.copyOf(part, length));
                      sent.addAndGet(length);
                    }
                  }
                });
        EdgeFixture edge = edge();
        RawHttp2 client = enter(edge, origin)) {
      client.settings(4, 100);
      for (int stream = 1; stream < 60; stream += 2) {
        client.get(stream, authority(origin), "/large");
      }
      client.get(61, authority(origin), "/small");
      assertEquals("hello", client.answer(61).body());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      for (int stream = 1; stream < 60; stream += 2) {
        client.number(RawHttp2.RST_STREAM, stream, 8);
        edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 200);
      }
      assertEquals(1, origin.connections.get());
    }
  }
}
