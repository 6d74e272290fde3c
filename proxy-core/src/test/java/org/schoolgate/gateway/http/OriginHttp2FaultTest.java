package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.http.RawHttp2.Answer;

/** Origins of HTTP/2 that answer wrongly, break off, refuse, flood, or do not listen. */
final class OriginHttp2FaultTest {

  private static final HttpSettings ONE_LOOP =
      EdgeFixture.SETTINGS.with(new HttpSettings.Clients(1, 200, 150, 30_000, 500));

  private static final int ENDS = RawHttp2.END_HEADERS | RawHttp2.END_STREAM;

  @TempDir Path folder;
  private final SecureFixture tls = new SecureFixture();

  @AfterEach
  void close() {
    tls.close();
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

  private static String authority(RawOrigin origin) {
    return "site.test:" + origin.port();
  }

  /** What an origin does on the stream of a request that has come whole. */
  @FunctionalInterface
  interface Deed {
    void on(RawHttp2 side, int stream) throws Exception;
  }

  private static Deed says(String head) {
    return (side, stream) -> side.answer(stream, head, "");
  }

  private static Deed says(String head, String body) {
    return (side, stream) -> side.answer(stream, head, body);
  }

  private static Deed frame(int type, int flags, byte[] payload) {
    return (side, stream) -> side.frame(type, flags, stream, payload);
  }

  private static Deed both(Deed first, Deed second) {
    return (side, stream) -> {
      first.on(side, stream);
      second.on(side, stream);
    };
  }

  private static Deed head(String head) {
    return frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, RawHttp2.block(head));
  }

  private static Arguments row(String what, Deed deed, int status) {
    return Arguments.of(what, deed, status);
  }

  /** With the status that the client sees; 0 where its stream is reset with nothing said. */
  static Stream<Arguments> answers() {
    byte[] nothing = new byte[0];
    return Stream.of(
        row("no status", says("x-y z"), 502),
        row("two statuses", says(":status 200\n:status 200"), 502),
        row("a status of letters", says(":status abc"), 502),
        row("a status of four digits", says(":status 2000"), 502),
        row("a status that is none", says(":status 099"), 502),
        row("a pseudo-header of requests", says(":status 200\n:path /"), 502),
        row("an upper-case name", says(":status 200\nX-Y z"), 502),
        row("a name with a space", (s, n) -> s.frame(1, ENDS, n, badName()), 502),
        row("a line end in a value", says(":status 200\nx-y a\\r\\nb: c"), 502),
        row("a zero byte in a value", says(":status 200\nx-y a\\0"), 502),
        row("a field of a connection", says(":status 200\nconnection close"), 502),
        row("a transfer coding", says(":status 200\ntransfer-encoding chunked"), 502),
        row("an upgrade", says(":status 200\nupgrade h3"), 502),
        row("switching protocols", says(":status 101"), 502),
        row("an interim end", says(":status 103"), 502),
        row("proxy credentials wanted", says(":status 407"), 502),
        row("a length of letters", says(":status 200\ncontent-length x", "x"), 502),
        row("two lengths", says(":status 200\ncontent-length 1\ncontent-length 2", "x"), 502),
        row("a length without a body", says(":status 200\ncontent-length 1"), 502),
        row("a body without a head", frame(RawHttp2.DATA, RawHttp2.END_STREAM, nothing), 502),
        row("too many interim heads", OriginHttp2FaultTest::hints, 502),
        row("too long a head", says(":status 200\nx-y " + "z".repeat(20_000)), 502),
        row("too many fields", says(":status 200\n" + "x-y z\n".repeat(70)), 502),
        row("a body behind the answer to HEAD", head(":status 200"), 502),
        row("trailers with a pseudo-header", trailers(":status 200", ENDS), 200),
        row("trailers that do not end it", trailers("x-y z", RawHttp2.END_HEADERS), 200),
        row("trailers of a connection", trailers("connection close", ENDS), 200),
        row("more than its length", says(":status 200\ncontent-length 1", "xy"), 200),
        row("less than its length", says(":status 200\ncontent-length 3", "xy"), 200),
        row("reset: internal", reset(2), 502),
        row("reset: cancel", reset(8), 502),
        row("reset: no error", reset(0), 502),
        row("reset in the body", both(head(":status 200"), reset(2)), 200),
        row("reset without error in the body", both(head(":status 200"), reset(0)), 200),
        row("refused twice", reset(7), 502),
        row("the connection ends", (side, stream) -> side.close(), 502),
        row("a window of zero", (s, n) -> s.number(RawHttp2.WINDOW_UPDATE, n, 0), 502),
        row("a push", OriginHttp2FaultTest::push, 502),
        row("a frame of half a length", (s, n) -> s.frame(RawHttp2.PING, 0, 0, "1234"), 502),
        row("another's stream", (s, n) -> s.answer(n + 2, ":status 200", "x"), 502),
        row("a stream of its own", (s, n) -> s.answer(2, ":status 200", "x"), 502),
        row("an unfinished head, then data", OriginHttp2FaultTest::unfinished, 502),
        row("too large a frame", frame(RawHttp2.DATA, 0, new byte[16_385]), 502));
  }

  private static byte[] badName() {
    return new byte[] {0, 3, 'a', ' ', 'b', 1, 'c'};
  }

  private static void hints(RawHttp2 side, int stream) throws Exception {
    for (int i = 0; i < 20; i++) {
      head(":status 103").on(side, stream);
    }
  }

  private static Deed trailers(String fields, int flags) {
    return both(head(":status 200"), frame(RawHttp2.HEADERS, flags, RawHttp2.block(fields)));
  }

  private static Deed reset(int error) {
    return (side, stream) -> side.number(RawHttp2.RST_STREAM, stream, error);
  }

  private static void push(RawHttp2 side, int stream) throws Exception {
    byte[] fields = RawHttp2.block(RawHttp2.request("GET", "site.test", "/pushed"));
    byte[] payload = ByteBuffer.allocate(4 + fields.length).putInt(2).put(fields).array();
    side.frame(RawHttp2.PUSH_PROMISE, RawHttp2.END_HEADERS, stream, payload);
  }

  private static void unfinished(RawHttp2 side, int stream) throws Exception {
    side.frame(RawHttp2.HEADERS, 0, stream, RawHttp2.block(":status 200"));
    side.frame(RawHttp2.DATA, RawHttp2.END_STREAM, stream, "x");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void aWrongAnswerIsAPageOrACutAndNeverAnAnswer(String what, Deed deed, int status)
      throws Exception {
    try (RawOrigin origin = doing(deed);
        EdgeFixture edge = edge(ONE_LOOP);
        RawHttp2 client = enter(edge, origin)) {
      boolean toHead = what.contains("HEAD");
      client.frame(
          RawHttp2.HEADERS,
          ENDS,
          1,
          RawHttp2.block(RawHttp2.request(toHead ? "HEAD" : "GET", authority(origin), "/")));
      if (toHead) {
        assertFalse(client.answer(1).has("x"));
        edge.nextClosed();
        return;
      }
      Answer answer = client.answer(1);
      assertEquals(status == 502, answer.ended(), answer::toString);
      assertTrue(answer.has(":status " + status), answer::toString);
      assertEquals(status == 200, answer.has(":status 200"), answer::toString);
      assertFalse(answer.heads().contains("x-y"), answer::toString);
      edge.assertNextEnds(FlowEnd.Ended.UPSTREAM_FAILED, status);
      // Whatever it was, it is over with this request.
      assertEquals(List.of(), List.copyOf(origin.faults));
    }
  }

  /** An origin that does the same for each request. */
  private RawOrigin doing(Deed deed) throws Exception {
    return new RawOrigin(
        tls.site(),
        (socket, number) -> {
          RawHttp2 side = RawHttp2.origin(socket);
          for (int stream = side.nextRequest(); stream > 0; stream = side.nextRequest()) {
            Answer unused = side.request(stream);
            deed.on(side, stream);
          }
        });
  }

  /** What the first request of the first connection gets; each further one gets an answer. */
  private RawOrigin doingOnce(Deed deed) throws Exception {
    return new RawOrigin(
        tls.site(),
        (socket, number) -> {
          if (RawHttp2.agree(socket, "h2", "http/1.1").equals("http/1.1")) {
            socket.readHead();
            socket.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nold");
            return;
          }
          RawHttp2 side = RawHttp2.agreedOrigin(socket);
          int first = number == 1 ? side.nextRequest() : 0;
          if (first > 0) {
            deed.on(side, first);
          }
          for (int stream = side.nextRequest(); stream > 0; stream = side.nextRequest()) {
            side.answer(stream, ":status 200", "again");
          }
        });
  }

  private static Deed goAway(int last, int error) {
    byte[] payload = ByteBuffer.allocate(8).putInt(last).putInt(error).array();
    return (side, stream) -> side.frame(RawHttp2.GOAWAY, 0, 0, payload);
  }

  static Stream<Arguments> untaken() {
    return Stream.of(
        Arguments.of("refused", reset(7), "again", 1),
        Arguments.of("above the last", goAway(0, 0), "again", 2),
        Arguments.of("wants HTTP/1.1", reset(13), "old", 2),
        Arguments.of("goes away for HTTP/1.1", goAway(0, 13), "old", 2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("untaken")
  void whatAnOriginHasNotTakenIsAskedAgain(String what, Deed deed, String body, int connections)
      throws Exception {
    try (RawOrigin origin = doingOnce(deed);
        EdgeFixture edge = edge(ONE_LOOP);
        RawHttp2 client = enter(edge, origin)) {
      client.get(1, authority(origin), "/");
      assertEquals(body, client.answer(1).body(), what);
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      client.get(3, authority(origin), "/");
      assertEquals(body, client.answer(3).body(), what);
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      assertEquals(body.equals("old") ? 3 : connections, origin.connections.get());
    }
  }

  /** Its body cannot be sent twice. */
  @Test
  void aRequestWhoseBodyHasBegunIsNotAskedAgain() throws Exception {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    try (RawOrigin origin =
            doingOnce(
                (side, stream) -> {
                  side.await(RawHttp2.DATA);
                  begun.complete(null);
                  reset(7).on(side, stream);
                });
        EdgeFixture edge = edge(ONE_LOOP);
        RawHttp2 client = enter(edge, origin)) {
      client.frame(
          RawHttp2.HEADERS,
          RawHttp2.END_HEADERS,
          1,
          RawHttp2.block(RawHttp2.request("POST", authority(origin), "/")));
      client.frame(RawHttp2.DATA, 0, 1, "begun");
      begun.get();
      assertTrue(client.answer(1).has(":status 502"));
      edge.assertNextEnds(FlowEnd.Ended.UPSTREAM_FAILED, 502);
    }
  }

  @Test
  void whatIsUnderWayWhenAnOriginGoesAwayIsStillAnswered() throws Exception {
    try (RawOrigin origin =
            doingOnce(
                both(goAway(3, 0), (side, stream) -> side.answer(stream, ":status 200", "1")));
        EdgeFixture edge = edge(ONE_LOOP);
        RawHttp2 client = enter(edge, origin)) {
      client.get(1, authority(origin), "/");
      assertEquals("1", client.answer(1).body());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      client.get(3, authority(origin), "/");
      assertEquals("again", client.answer(3).body());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      assertEquals(2, origin.connections.get());
    }
  }

  /** The origin closed it while nobody used it, or just as it was used. */
  @Test
  void aConnectionThatDiedUnnoticedIsAskedAgainOnAnother() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  RawHttp2 side = RawHttp2.origin(socket);
                  side.answer(side.nextRequest(), ":status 200", "hello");
                  if (number == 1) {
                    side.nextRequest();
                    side.close();
                  }
                  side.endOfConnection();
                });
        EdgeFixture edge = edge(ONE_LOOP);
        RawHttp2 client = enter(edge, origin)) {
      for (int stream = 1; stream < 5; stream += 2) {
        client.get(stream, authority(origin), "/");
        assertEquals("hello", client.answer(stream).body());
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
      assertEquals(2, origin.connections.get());
    }
  }

  /** A reset without error behind a whole answer takes nothing of it back. */
  @Test
  void anAnswerThatDoesNotWaitForTheBodyIsWhole() throws Exception {
    try (RawOrigin origin =
            doingOnce(
                (side, stream) -> {
                  side.answer(stream, ":status 200", "early");
                  reset(0).on(side, stream);
                });
        EdgeFixture edge = edge(ONE_LOOP);
        RawHttp2 client = enter(edge, origin)) {
      client.frame(
          RawHttp2.HEADERS,
          RawHttp2.END_HEADERS,
          1,
          RawHttp2.block(RawHttp2.request("POST", authority(origin), "/")));
      Answer answer = client.answer(1);
      assertEquals("early", answer.body());
      assertTrue(answer.ended(), answer::toString);
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
    }
  }

  /** What a client sends is not read on when the origin takes none of it. */
  @Test
  void aWindowThatIsNeverOpenedStopsTheClient() throws Exception {
    HttpSettings brief =
        ONE_LOOP.with(new HttpSettings.Upstreams(20_000, 200, 1_000, 64, 256, 30_000, 16));
    CompletableFuture<Integer> error = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  RawHttp2 side = RawHttp2.origin(socket, 4, 0);
                  error.complete(side.resetOf(side.nextRequest()));
                  side.endOfConnection();
                });
        EdgeFixture edge = edge(brief);
        RawHttp2 client = enter(edge, origin)) {
      client.frame(
          RawHttp2.HEADERS,
          RawHttp2.END_HEADERS,
          1,
          RawHttp2.block(RawHttp2.request("POST", authority(origin), "/")));
      for (int i = 0; i < 4; i++) {
        client.frame(RawHttp2.DATA, 0, 1, new byte[16_000]);
      }
      assertTrue(client.answer(1).has(":status 408"));
      edge.assertNextEnds(FlowEnd.Ended.TIMED_OUT, 408);
      assertEquals(8, error.get());
    }
  }

  static Stream<Arguments> floods() {
    byte[] ping = new byte[8];
    return Stream.of(
        flood("empty data", frame(RawHttp2.DATA, 0, new byte[0])),
        flood("continuations", frame(RawHttp2.CONTINUATION, 0, new byte[] {0, 1, 'a', 1, 'b'})),
        flood("pings", (side, stream) -> side.frame(RawHttp2.PING, 0, 0, ping)),
        flood("settings", (side, stream) -> side.settings(4, 65_535)));
  }

  private static Arguments flood(String what, Deed deed) {
    return Arguments.of(what, deed);
  }

  /** It reads no answers: when the buffers on the way are full of them, it is sent away. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("floods")
  void anOriginThatFloodsIsSentAway(String what, Deed deed) throws Exception {
    try (RawOrigin origin =
            doing(
                (side, stream) -> {
                  boolean inHead = what.equals("continuations");
                  side.frame(
                      RawHttp2.HEADERS,
                      inHead ? 0 : RawHttp2.END_HEADERS,
                      stream,
                      RawHttp2.block(":status 200"));
                  for (int i = 0; i < 10_000_000; i++) {
                    deed.on(side, stream);
                  }
                  throw new AssertionError("a flood of " + what + " was borne");
                });
        EdgeFixture edge = edge(ONE_LOOP);
        RawHttp2 client = enter(edge, origin)) {
      client.get(1, authority(origin), "/");
      Answer answer = client.answer(1);
      assertTrue(!answer.ended() || answer.has(":status 502"), answer::toString);
      assertEquals(FlowEnd.Ended.UPSTREAM_FAILED, edge.nextClosed().end().ended());
      assertEquals(List.of(), List.copyOf(origin.faults));
    }
  }
}
