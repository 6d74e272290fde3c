package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.schoolgate.gateway.http.RawHttp2.ACK;
import static org.schoolgate.gateway.http.RawHttp2.CONTINUATION;
import static org.schoolgate.gateway.http.RawHttp2.DATA;
import static org.schoolgate.gateway.http.RawHttp2.END_HEADERS;
import static org.schoolgate.gateway.http.RawHttp2.END_STREAM;
import static org.schoolgate.gateway.http.RawHttp2.GOAWAY;
import static org.schoolgate.gateway.http.RawHttp2.HEADERS;
import static org.schoolgate.gateway.http.RawHttp2.PADDED;
import static org.schoolgate.gateway.http.RawHttp2.PING;
import static org.schoolgate.gateway.http.RawHttp2.PRIORITISED;
import static org.schoolgate.gateway.http.RawHttp2.PRIORITY;
import static org.schoolgate.gateway.http.RawHttp2.PUSH_PROMISE;
import static org.schoolgate.gateway.http.RawHttp2.RST_STREAM;
import static org.schoolgate.gateway.http.RawHttp2.SETTINGS;
import static org.schoolgate.gateway.http.RawHttp2.WINDOW_UPDATE;

import io.netty.handler.codec.http2.Http2Error;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a server must do by sections 3.4 to 8 of RFC 9113, as far as a client can see whether it
 * does: each line is one rule, broken or used by a client that speaks frame by frame.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Http2ConformanceTest {

  private static final String AUTHORITY = "site.test:443";
  private static final byte[] NONE = new byte[0];

  /** What the client does after its preface and empty SETTINGS. */
  @FunctionalInterface
  private interface Sent {
    void by(RawHttp2 client) throws IOException;
  }

  /** What has to come of it. */
  @FunctionalInterface
  private interface Expected {
    void of(RawHttp2 client) throws IOException;
  }

  private record Rule(String section, String what, Sent sent, Expected expected) {
    @Override
    public String toString() {
      return section + " " + what;
    }
  }

  private static final List<Rule> RULES = new ArrayList<>();

  private static void rule(String section, String what, Sent sent, Expected expected) {
    RULES.add(new Rule(section, what, sent, expected));
  }

  private final SecureFixture tls = new SecureFixture();
  private EdgeFixture edge;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    edge =
        new EdgeFixture(
            folder,
            EdgeFixture.SETTINGS,
            (flow, target) ->
                target != null && target.path().equals("/blocked")
                    ? ScriptedGatekeeper.BLOCK
                    : SecureFixture.inside(flow),
            tls.interception);
    // Whoever asks for more than a block page waits until it gives up.
    edge.names.silence("site.test");
  }

  @AfterAll
  void close() throws Exception {
    edge.closeUnasked();
    tls.close();
  }

  static List<Rule> rules() {
    return RULES;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void isKept(Rule rule) throws Exception {
    try (RawHttp2 client = RawHttp2.enter(tls, edge, AUTHORITY)) {
      rule.sent().by(client);
      rule.expected().of(client);
    }
  }

  private static Expected connectionError(Http2Error error) {
    return client -> assertEquals(error.code(), client.endOfConnection());
  }

  private static Expected streamError(Http2Error error) {
    return client -> {
      assertEquals(error.code(), client.resetOf(1));
      alive(client);
    };
  }

  /** Section 8.1.1: a stream error, which a response may go before. */
  private static Expected malformed() {
    return client -> {
      RawHttp2.Answer answer = client.answer(1);
      assertTrue(
          answer.has(":status 400") || answer.error() == Http2Error.PROTOCOL_ERROR.code(),
          answer::toString);
      alive(client);
    };
  }

  private static Expected answered(String status) {
    return client -> {
      assertTrue(client.answer(1).has(":status " + status));
      alive(client);
    };
  }

  private static void alive(RawHttp2 client) throws IOException {
    client.frame(PING, 0, 0, "are you?");
    assertEquals("are you?", client.await(PING).payload());
  }

  /** The block page, for which nobody is dialled. */
  private static void ask(RawHttp2 client, int stream) throws IOException {
    client.get(stream, AUTHORITY, "/blocked");
  }

  /** A request that stays open on both sides. */
  private static void wait(RawHttp2 client, int stream, String... fields) throws IOException {
    head(client, stream, END_HEADERS, RawHttp2.request("POST", AUTHORITY, "/wait", fields));
  }

  private static void head(RawHttp2 client, int stream, int flags, String lines)
      throws IOException {
    client.frame(HEADERS, flags, stream, RawHttp2.block(lines));
  }

  /** A whole request with these lines. */
  private static Sent lines(String lines) {
    return client -> head(client, 1, END_HEADERS | END_STREAM, lines);
  }

  /** A whole request with one more field. */
  private static Sent field(String line) {
    return lines(RawHttp2.request("GET", AUTHORITY, "/blocked", line));
  }

  /** Of a frame, without its payload: what stands here is wrong already. */
  private static byte[] headerOf(int type, int stream, int length) {
    return java.util.Arrays.copyOf(
        RawHttp2.bytesOf(type, END_HEADERS, stream, new byte[length]), 9);
  }

  private static byte[] setting(int id, int value) {
    return ByteBuffer.allocate(6).putShort((short) id).putInt(value).array();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static {
    frames();
    blocks();
    states();
    frameTypes();
    settings();
    windows();
    heads();
    bodies();
  }

  private static void frames() {
    rule(
        "3.4",
        "the first frame of the server is SETTINGS",
        client -> {},
        client -> {
          RawHttp2.Frame first = client.next();
          assertTrue(first != null && first.type() == SETTINGS && !first.has(ACK));
        });
    rule(
        "4.1",
        "a frame of an unknown type is ignored",
        client -> {
          client.frame(0xFA, 0xFF, 0, "what");
          ask(client, 1);
        },
        answered("403"));
    rule(
        "4.1",
        "a flag that means nothing is ignored",
        client -> client.frame(PING, 0x7E, 0, "12345678"),
        client -> assertEquals("12345678", client.await(PING).payload()));
    rule(
        "4.1",
        "the reserved bit of a stream is ignored",
        client -> client.get(1 | 1 << 31, AUTHORITY, "/blocked"),
        answered("403"));
    rule(
        "4.2",
        "a head longer than the largest frame",
        client -> client.send(headerOf(HEADERS, 1, 16_385)),
        connectionError(Http2Error.FRAME_SIZE_ERROR));
    rule(
        "4.2",
        "a SETTINGS longer than the largest frame",
        client -> client.send(headerOf(SETTINGS, 0, 16_386)),
        connectionError(Http2Error.FRAME_SIZE_ERROR));
    rule(
        "5.5",
        "an unknown frame in the middle of a head",
        client -> {
          head(client, 1, END_STREAM, RawHttp2.request("GET", AUTHORITY, "/blocked"));
          client.frame(0xFA, 0, 1, "what");
        },
        connectionError(Http2Error.PROTOCOL_ERROR));
  }

  private static void blocks() {
    rule(
        "4.3",
        "an index that no table has",
        client -> client.frame(HEADERS, END_HEADERS | END_STREAM, 1, bytes(0xFF, 0x7F)),
        connectionError(Http2Error.COMPRESSION_ERROR));
    rule(
        "4.3",
        "the index 0",
        client -> client.frame(HEADERS, END_HEADERS | END_STREAM, 1, bytes(0x80)),
        connectionError(Http2Error.COMPRESSION_ERROR));
    rule(
        "4.3",
        "a table larger than was agreed",
        client -> client.frame(HEADERS, END_HEADERS | END_STREAM, 1, bytes(0x3F, 0xE2, 0x1F, 0x82)),
        connectionError(Http2Error.COMPRESSION_ERROR));
    rule(
        "4.3",
        "a table resized in the middle of a block",
        client -> client.frame(HEADERS, END_HEADERS | END_STREAM, 1, bytes(0x82, 0x20)),
        connectionError(Http2Error.COMPRESSION_ERROR));
    rule(
        "4.3",
        "Huffman padding that is no padding",
        client ->
            client.frame(HEADERS, END_HEADERS | END_STREAM, 1, bytes(0x00, 0x81, 0x00, 0x01, 'x')),
        connectionError(Http2Error.COMPRESSION_ERROR));
    rule(
        "4.3",
        "a block that ends in a literal",
        client -> client.frame(HEADERS, END_HEADERS | END_STREAM, 1, bytes(0x00, 0x05, 'a')),
        connectionError(Http2Error.COMPRESSION_ERROR));
    rule(
        "4.3",
        "DATA in the middle of a head",
        client -> {
          head(client, 1, 0, RawHttp2.request("GET", AUTHORITY, "/blocked"));
          client.frame(DATA, END_STREAM, 1, "x");
        },
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "4.3",
        "another stream in the middle of a head",
        client -> {
          head(client, 1, 0, RawHttp2.request("GET", AUTHORITY, "/blocked"));
          ask(client, 3);
        },
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.10",
        "a head in pieces",
        client -> {
          byte[] block = RawHttp2.block(RawHttp2.request("GET", AUTHORITY, "/blocked"));
          client.frame(HEADERS, END_STREAM, 1, java.util.Arrays.copyOf(block, 7));
          client.frame(
              CONTINUATION, END_HEADERS, 1, java.util.Arrays.copyOfRange(block, 7, block.length));
        },
        answered("403"));
    rule(
        "6.10",
        "a piece of another stream's head",
        client -> {
          head(client, 1, 0, RawHttp2.request("GET", AUTHORITY, "/blocked"));
          client.frame(CONTINUATION, END_HEADERS, 3, NONE);
        },
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.10",
        "a piece of no head",
        client -> {
          wait(client, 1);
          client.frame(CONTINUATION, END_HEADERS, 1, NONE);
        },
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.10",
        "a piece on stream 0",
        client -> client.frame(CONTINUATION, END_HEADERS, 0, NONE),
        connectionError(Http2Error.PROTOCOL_ERROR));
  }

  private static void states() {
    rule(
        "5.1",
        "DATA on an idle stream",
        client -> client.frame(DATA, 0, 1, "x"),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "5.1",
        "RST_STREAM on an idle stream",
        client -> client.number(RST_STREAM, 1, 8),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "5.1",
        "WINDOW_UPDATE on an idle stream",
        client -> client.number(WINDOW_UPDATE, 1, 8),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "5.1",
        "PRIORITY on an idle stream",
        client -> {
          client.frame(PRIORITY, 0, 5, bytes(0, 0, 0, 0, 1));
          ask(client, 7);
        },
        client -> assertTrue(client.answer(7).has(":status 403")));
    rule(
        "5.1",
        "DATA after the end of the request",
        client -> {
          client.get(1, AUTHORITY, "/wait");
          client.frame(DATA, 0, 1, "x");
        },
        streamError(Http2Error.STREAM_CLOSED));
    rule(
        "5.1",
        "a head after the end of the request",
        client -> {
          client.get(1, AUTHORITY, "/wait");
          head(client, 1, END_HEADERS | END_STREAM, "a b");
        },
        client -> {
          // It breaks two rules at once: it comes too late, and it names nothing.
          int error = client.resetOf(1);
          assertTrue(
              error == Http2Error.STREAM_CLOSED.code() || error == Http2Error.PROTOCOL_ERROR.code(),
              () -> "error " + error);
          alive(client);
        });
    rule(
        "5.1",
        "WINDOW_UPDATE and PRIORITY on a stream that has ended",
        client -> {
          ask(client, 1);
          assertTrue(client.answer(1).ended());
          client.number(WINDOW_UPDATE, 1, 8);
          client.frame(PRIORITY, 0, 1, bytes(0, 0, 0, 0, 1));
          ask(client, 3);
        },
        client -> assertTrue(client.answer(3).has(":status 403")));
    rule(
        "5.1.1",
        "a stream with the number of a server's",
        client -> ask(client, 2),
        connectionError(Http2Error.PROTOCOL_ERROR));
    // The RFC wants the end of the connection; the codec cannot tell such a stream from one that
    // was
    // reset, for which this is the answer, and nothing is asked of anybody either way.
    rule(
        "5.1.1",
        "a stream with a lower number than the last",
        client -> {
          ask(client, 5);
          assertTrue(client.answer(5).ended());
          ask(client, 3);
        },
        client -> {
          assertEquals(Http2Error.STREAM_CLOSED.code(), client.resetOf(3));
          alive(client);
        });
    rule(
        "5.1.2",
        "more streams than were agreed",
        client -> {
          for (int i = 0; i < ClientStreams.STREAMS_MAX; i++) {
            client.get(3 + 2 * i, AUTHORITY, "/wait");
          }
          ask(client, 3 + 2 * ClientStreams.STREAMS_MAX);
        },
        client ->
            assertEquals(
                Http2Error.REFUSED_STREAM.code(),
                client.resetOf(3 + 2 * ClientStreams.STREAMS_MAX)));
  }

  private static void frameTypes() {
    rule(
        "6.1",
        "DATA on stream 0",
        client -> client.frame(DATA, 0, 0, "x"),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.1",
        "DATA with more padding than frame",
        client -> {
          wait(client, 1);
          client.frame(DATA, PADDED, 1, bytes(5, 'a', 0));
        },
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.2",
        "a head on stream 0",
        client -> ask(client, 0),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.2",
        "a head with more padding than frame",
        client -> client.frame(HEADERS, END_HEADERS | PADDED, 1, bytes(9, 0x82, 0)),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.2",
        "a head with padding and priority",
        client -> {
          byte[] block = RawHttp2.block(RawHttp2.request("GET", AUTHORITY, "/blocked"));
          ByteBuffer padded = ByteBuffer.allocate(block.length + 8);
          padded.put((byte) 2).putInt(0).put((byte) 7).put(block);
          client.frame(HEADERS, END_HEADERS | END_STREAM | PADDED | PRIORITISED, 1, padded.array());
        },
        answered("403"));
    rule(
        "6.3",
        "PRIORITY on stream 0",
        client -> client.frame(PRIORITY, 0, 0, bytes(0, 0, 0, 0, 1)),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.3",
        "PRIORITY of a wrong length",
        client -> {
          wait(client, 1);
          client.frame(PRIORITY, 0, 1, bytes(0, 0, 0, 0));
        },
        streamError(Http2Error.FRAME_SIZE_ERROR));
    rule(
        "6.4",
        "RST_STREAM on stream 0",
        client -> client.number(RST_STREAM, 0, 8),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.4",
        "RST_STREAM of a wrong length",
        client -> {
          wait(client, 1);
          client.frame(RST_STREAM, 0, 1, bytes(0, 0, 8));
        },
        connectionError(Http2Error.FRAME_SIZE_ERROR));
    rule(
        "6.6",
        "PUSH_PROMISE of a client",
        client -> {
          wait(client, 1);
          client.frame(PUSH_PROMISE, END_HEADERS, 1, bytes(0, 0, 0, 2, 0x82));
        },
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.7",
        "PING is answered with its own bytes",
        client -> client.frame(PING, 0, 0, "abcdefgh"),
        client -> {
          RawHttp2.Frame pong = client.await(PING);
          assertTrue(pong.has(ACK));
          assertEquals("abcdefgh", pong.payload());
        });
    rule(
        "6.7",
        "an answer to a PING is not answered",
        client -> client.frame(PING, ACK, 0, "abcdefgh"),
        Http2ConformanceTest::alive);
    rule(
        "6.7",
        "PING on a stream",
        client -> client.frame(PING, 0, 1, "abcdefgh"),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.7",
        "PING of a wrong length",
        client -> client.frame(PING, 0, 0, "abcdefg"),
        connectionError(Http2Error.FRAME_SIZE_ERROR));
    rule(
        "6.8",
        "GOAWAY on a stream",
        client -> client.frame(GOAWAY, 0, 1, bytes(0, 0, 0, 0, 0, 0, 0, 0)),
        connectionError(Http2Error.PROTOCOL_ERROR));
  }

  private static void settings() {
    rule(
        "6.5",
        "SETTINGS are acknowledged",
        client -> {
          assertFalse(client.await(SETTINGS).has(ACK));
        },
        client -> assertTrue(client.await(SETTINGS).has(ACK)));
    rule(
        "6.5",
        "an acknowledgement with a payload",
        client -> client.frame(SETTINGS, ACK, 0, setting(1, 1)),
        connectionError(Http2Error.FRAME_SIZE_ERROR));
    rule(
        "6.5",
        "SETTINGS on a stream",
        client -> client.frame(SETTINGS, 0, 1, NONE),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.5",
        "SETTINGS of a wrong length",
        client -> client.frame(SETTINGS, 0, 0, "abc"),
        connectionError(Http2Error.FRAME_SIZE_ERROR));
    rule(
        "6.5.2",
        "push that is neither on nor off",
        client -> client.frame(SETTINGS, 0, 0, setting(2, 2)),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.5.2",
        "a window larger than there is",
        client -> client.frame(SETTINGS, 0, 0, setting(4, 1 << 31)),
        connectionError(Http2Error.FLOW_CONTROL_ERROR));
    rule(
        "6.5.2",
        "frames smaller than allowed",
        client -> client.frame(SETTINGS, 0, 0, setting(5, 16_383)),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.5.2",
        "frames larger than allowed",
        client -> client.frame(SETTINGS, 0, 0, setting(5, 1 << 24)),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.5.2",
        "a setting that nobody knows",
        client -> client.frame(SETTINGS, 0, 0, setting(0xFADE, 7)),
        Http2ConformanceTest::alive);
  }

  private static void windows() {
    rule(
        "6.9",
        "a window of a stream opened by 0",
        client -> {
          wait(client, 1);
          client.number(WINDOW_UPDATE, 1, 0);
        },
        streamError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.9",
        "the connection's window opened by 0",
        client -> client.number(WINDOW_UPDATE, 0, 0),
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.9",
        "WINDOW_UPDATE of a wrong length",
        client -> client.frame(WINDOW_UPDATE, 0, 0, bytes(0, 0, 1)),
        connectionError(Http2Error.FRAME_SIZE_ERROR));
    rule(
        "6.9.1",
        "a stream's window beyond what there is",
        client -> {
          wait(client, 1);
          client.number(WINDOW_UPDATE, 1, Integer.MAX_VALUE);
        },
        streamError(Http2Error.FLOW_CONTROL_ERROR));
    rule(
        "6.9.1",
        "the connection's window beyond what there is",
        client -> client.number(WINDOW_UPDATE, 0, Integer.MAX_VALUE),
        connectionError(Http2Error.FLOW_CONTROL_ERROR));
    rule(
        "6.9.1",
        "more than the window takes",
        client -> {
          wait(client, 1);
          for (int i = 0; i < 5; i++) {
            client.frame(DATA, 0, 1, new byte[16_384]);
          }
        },
        streamError(Http2Error.FLOW_CONTROL_ERROR));
    rule(
        "6.9.2",
        "a window that begins small and grows by SETTINGS",
        client -> {
          client.frame(SETTINGS, 0, 0, setting(4, 1));
          ask(client, 1);
          assertEquals(1, client.await(DATA).payload().length());
          client.frame(SETTINGS, 0, 0, setting(4, 4));
          assertEquals(3, client.await(DATA).payload().length());
          client.frame(SETTINGS, 0, 0, setting(4, 65_535));
        },
        client -> assertTrue(client.answer(1).ended()));
  }

  private static void heads() {
    for (String wrong :
        List.of(
            "X-Upper a",
            "connection close",
            "keep-alive a",
            "proxy-connection a",
            "transfer-encoding chunked",
            "upgrade h2c",
            "te gzip",
            "a\\tb c",
            "a:b c",
            ":status 200",
            ":unknown a",
            ":path /again",
            ":method GET",
            "a b\\r\\nc: d",
            "a b\\nc",
            "a b\\0",
            "a  b",
            "a b\\t",
            "host other.test",
            "content-length -1",
            "content-length 1",
            "expect something")) {
      rule(
          "8.2",
          "a head with " + wrong,
          field(wrong),
          wrong.startsWith("expect") ? answered("417") : malformed());
    }
    rule("8.2.2", "te with trailers", field("te trailers"), answered("403"));
    rule(
        "8.3.1",
        "no :method",
        lines(":scheme https\n:authority site.test:443\n:path /"),
        malformed());
    rule(
        "8.3.1",
        "no :scheme",
        lines(":method GET\n:authority site.test:443\n:path /"),
        malformed());
    rule(
        "8.3.1",
        "no :path",
        lines(":method GET\n:scheme https\n:authority site.test"),
        malformed());
    rule(
        "8.3.1",
        "an empty :path",
        lines(":method GET\n:scheme https\n:authority site.test:443\n:path \n"),
        malformed());
    rule(
        "8.3.1",
        "a :path that is an address",
        lines(":method GET\n:scheme https\n:authority site.test:443\n:path https://other.test/"),
        malformed());
    rule(
        "8.3.1",
        "a :path with a space",
        lines(":method GET\n:scheme https\n:authority site.test:443\n:path /a HTTP/1.1"),
        malformed());
    rule(
        "8.3.1",
        "a user in :authority",
        lines(":method GET\n:scheme https\n:authority a@site.test:443\n:path /"),
        malformed());
    rule(
        "8.3.1",
        "another scheme",
        lines(":method GET\n:scheme http\n:authority site.test:443\n:path /"),
        malformed());
    rule(
        "8.3.1",
        "Host in place of :authority",
        lines(":method GET\n:scheme https\n:path /blocked\nhost site.test:443"),
        answered("403"));
    rule(
        "8.3.1",
        "neither Host nor :authority",
        lines(":method GET\n:scheme https\n:path /"),
        malformed());
    rule(
        "8.3",
        "a pseudo-header after a header",
        lines(":method GET\n:scheme https\na b\n:authority site.test:443\n:path /"),
        malformed());
    rule(
        "8.3",
        "a method that is none",
        lines(":method GE T\n:scheme https\n:authority site.test:443\n:path /"),
        malformed());
    rule(
        "8.5",
        "CONNECT with a path",
        lines(":method CONNECT\n:scheme https\n:authority site.test:443\n:path /"),
        malformed());
    rule(
        "8.1",
        "a head longer than the limit",
        client -> {
          head(
              client,
              1,
              END_STREAM,
              RawHttp2.request("GET", AUTHORITY, "/blocked", "a " + "b".repeat(15_000)));
          client.frame(CONTINUATION, END_HEADERS, 1, RawHttp2.block("c " + "d".repeat(11_000)));
        },
        answered("431"));
  }

  private static void bodies() {
    rule(
        "8.1",
        "a second head that does not end the request",
        client -> {
          wait(client, 1);
          head(client, 1, END_HEADERS, "a b");
        },
        malformed());
    rule(
        "8.1",
        "fields after the body with a pseudo-header",
        client -> {
          wait(client, 1);
          client.frame(DATA, 0, 1, "x");
          head(client, 1, END_HEADERS | END_STREAM, ":path /");
        },
        malformed());
    rule(
        "8.1.1",
        "a body longer than its head says",
        client -> {
          wait(client, 1, "content-length 3");
          client.frame(DATA, END_STREAM, 1, "abcd");
        },
        malformed());
    rule(
        "8.1.1",
        "a body shorter than its head says",
        client -> {
          wait(client, 1, "content-length 3");
          client.frame(DATA, END_STREAM, 1, "ab");
        },
        malformed());
    rule(
        "8.1.1",
        "a body whose head says that there is none",
        client -> {
          wait(client, 1, "content-length 0");
          client.frame(DATA, END_STREAM, 1, "ab");
        },
        malformed());
    rule(
        "8.1.1",
        "two lengths",
        client -> {
          wait(client, 1, "content-length 2", "content-length 3");
          client.frame(DATA, END_STREAM, 1, "ab");
        },
        malformed());
  }
}
