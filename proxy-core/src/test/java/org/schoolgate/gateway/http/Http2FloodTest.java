package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.schoolgate.gateway.http.RawHttp2.CONTINUATION;
import static org.schoolgate.gateway.http.RawHttp2.DATA;
import static org.schoolgate.gateway.http.RawHttp2.END_HEADERS;
import static org.schoolgate.gateway.http.RawHttp2.END_STREAM;
import static org.schoolgate.gateway.http.RawHttp2.HEADERS;
import static org.schoolgate.gateway.http.RawHttp2.PING;
import static org.schoolgate.gateway.http.RawHttp2.RST_STREAM;
import static org.schoolgate.gateway.http.RawHttp2.SETTINGS;
import static org.schoolgate.gateway.http.RawHttp2.WINDOW_UPDATE;

import io.netty.handler.codec.http2.Http2Error;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that keep the rules of HTTP/2 and yet cost more than they should. */
final class Http2FloodTest {

  private static final String AUTHORITY = "site.test:443";

  /** One more piece of a flood. */
  @FunctionalInterface
  private interface Piece {
    byte[] number(int n);
  }

  @TempDir Path folder;
  private final SecureFixture tls = new SecureFixture();

  @AfterEach
  void close() {
    tls.close();
  }

  private EdgeFixture edge(HttpSettings settings) throws Exception {
    EdgeFixture edge =
        new EdgeFixture(
            folder, settings, (flow, target) -> SecureFixture.inside(flow), tls.interception);
    // Whoever asks waits until it gives up.
    edge.names.silence("site.test");
    return edge;
  }

  private static byte[] post(int stream, String... more) {
    return RawHttp2.bytesOf(
        HEADERS,
        END_HEADERS,
        stream,
        RawHttp2.block(RawHttp2.request("POST", AUTHORITY, "/", more)));
  }

  private static byte[] number(int type, int stream, int number) {
    return RawHttp2.bytesOf(type, 0, stream, ByteBuffer.allocate(4).putInt(number).array());
  }

  private static byte[] both(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  static Stream<Arguments> floods() {
    return Stream.of(
        flood(
            "requests that are reset at once (CVE-2023-44487)",
            n -> both(post(2 * n + 1), number(RST_STREAM, 2 * n + 1, 8)),
            10 * ClientStreams.RESETS_MAX),
        flood(
            "requests that the server is made to reset (CVE-2025-55163)",
            n -> both(post(2 * n + 1), number(WINDOW_UPDATE, 2 * n + 1, 0)),
            10 * ClientStreams.RESETS_MAX),
        flood(
            "a head in endless pieces (CVE-2024-27316)",
            n ->
                n == 0
                    ? RawHttp2.bytesOf(HEADERS, END_STREAM, 1, new byte[0])
                    : RawHttp2.bytesOf(CONTINUATION, 0, 1, RawHttp2.block("a b")),
            100_000),
        flood(
            "a head in endless large pieces",
            n ->
                RawHttp2.bytesOf(
                    n == 0 ? HEADERS : CONTINUATION,
                    0,
                    1,
                    RawHttp2.block("a " + "b".repeat(16_000))),
            10_000),
        flood(
            "a body in pieces without content (CVE-2019-9518)",
            n -> n == 0 ? post(1) : RawHttp2.bytesOf(DATA, 0, 1, new byte[0]),
            100_000));
  }

  private static Arguments flood(String what, Piece piece, int most) {
    return Arguments.of(what, piece, most);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("floods")
  void aFloodEndsItsConnection(String what, Piece piece, int most) throws Exception {
    EdgeFixture edge = edge(EdgeFixture.SETTINGS);
    try (RawHttp2 client = RawHttp2.enter(tls, edge, AUTHORITY)) {
      int sent = 0;
      try {
        while (sent < most) {
          client.send(piece.number(sent));
          sent++;
        }
      } catch (SocketException | SSLException closed) {
        // as it should be
      }
      // The reason is told, or lost in the reset of a connection with bytes unread.
      int error = client.endOfConnection();
      int asked = edge.gatekeeper.asked.size();
      assertTrue(asked < 2 * ClientStreams.RESETS_MAX, () -> what + ": asked " + asked);
      assertTrue(
          error == -1
              || error == Http2Error.ENHANCE_YOUR_CALM.code()
              || error == Http2Error.PROTOCOL_ERROR.code(),
          () -> "error " + error);
    } finally {
      edge.closeUnasked();
    }
  }

  /** Answers that nobody reads are kept in memory up to a bound. */
  @ParameterizedTest(name = "frames of type {0}")
  @ValueSource(ints = {PING, SETTINGS})
  void aClientThatDoesNotReadItsAnswersIsSentAway(int type) throws Exception {
    EdgeFixture edge = edge(EdgeFixture.SETTINGS);
    try (RawHttp2 client = RawHttp2.enter(tls, edge, AUTHORITY)) {
      ByteArrayOutputStream many = new ByteArrayOutputStream();
      for (int i = 0; i < 1_000; i++) {
        many.writeBytes(RawHttp2.bytesOf(type, 0, 0, new byte[type == PING ? 8 : 0]));
      }
      boolean ended = false;
      for (int i = 0; i < 30_000 && !ended; i++) {
        try {
          client.send(many.toByteArray());
        } catch (IOException closed) {
          ended = true;
        }
      }
      assertTrue(ended, "thirty million frames were answered to nobody");
    } finally {
      edge.closeUnasked();
    }
  }

  /** One device has as many requests under way as it may have connections, whatever it opens. */
  @Test
  void theRequestsOfOneAddressAreCountedOverAllItsConnections() throws Exception {
    HttpSettings few = EdgeFixture.SETTINGS.with(new HttpSettings.Clients(2, 200, 5, 30_000, 500));
    EdgeFixture edge = edge(few);
    try (RawHttp2 first = RawHttp2.enter(tls, edge, AUTHORITY);
        RawHttp2 second = RawHttp2.enter(tls, edge, AUTHORITY)) {
      for (int stream = 1; stream < 8; stream += 2) {
        first.send(post(stream));
      }
      first.frame(PING, 0, 0, "all here");
      assertEquals("all here", first.await(PING).payload());
      second.send(post(1));
      second.send(post(3));
      assertEquals(Http2Error.REFUSED_STREAM.code(), second.resetOf(3));
      first.number(RST_STREAM, 1, 8);
      first.frame(PING, 0, 0, "one less");
      assertEquals("one less", first.await(PING).payload());
      second.send(post(5));
      second.frame(PING, 0, 0, "taken???");
      assertEquals("taken???", second.await(PING).payload());
    } finally {
      edge.closeUnasked();
    }
  }

  /** A head that never ends is one request that never begins. */
  @Test
  void aConnectionWithoutRequestsEndsWhenItsTimeIsOver() throws Exception {
    HttpSettings brief = EdgeFixture.SETTINGS.with(new HttpSettings.Clients(2, 200, 150, 300, 500));
    EdgeFixture edge = edge(brief);
    try (RawHttp2 client = RawHttp2.enter(tls, edge, AUTHORITY)) {
      client.await(SETTINGS);
      client.frame(HEADERS, END_STREAM, 1, RawHttp2.block(":method GET"));
      assertEquals(Http2Error.NO_ERROR.code(), client.endOfConnection());
    } finally {
      edge.closeUnasked();
    }
  }
}
