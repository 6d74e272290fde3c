package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.schoolgate.gateway.http.Http2Rule.AUTHORITY;
import static org.schoolgate.gateway.http.Http2Rule.alive;
import static org.schoolgate.gateway.http.Http2Rule.ask;
import static org.schoolgate.gateway.http.Http2Rule.bytes;
import static org.schoolgate.gateway.http.Http2Rule.connectionError;
import static org.schoolgate.gateway.http.Http2Rule.head;
import static org.schoolgate.gateway.http.Http2Rule.setting;
import static org.schoolgate.gateway.http.Http2Rule.stayOpen;
import static org.schoolgate.gateway.http.Http2Rule.streamError;
import static org.schoolgate.gateway.http.RawHttp2.DATA;
import static org.schoolgate.gateway.http.RawHttp2.END_HEADERS;
import static org.schoolgate.gateway.http.RawHttp2.END_STREAM;
import static org.schoolgate.gateway.http.RawHttp2.PRIORITY;
import static org.schoolgate.gateway.http.RawHttp2.RST_STREAM;
import static org.schoolgate.gateway.http.RawHttp2.SETTINGS;
import static org.schoolgate.gateway.http.RawHttp2.WINDOW_UPDATE;

import io.netty.handler.codec.http2.Http2Error;
import java.util.ArrayList;
import java.util.List;

/** States of streams and windows: sections 5.1 and 6.9. */
final class Http2StreamRules {

  private static final List<Http2Rule> RULES = new ArrayList<>();

  private Http2StreamRules() {}

  static List<Http2Rule> all() {
    return RULES;
  }

  static {
    states();
    windows();
  }

  private static void rule(
      String section, String what, Http2Rule.Sent sent, Http2Rule.Expected expected) {
    RULES.add(new Http2Rule(section, what, sent, expected));
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

  private static void windows() {
    rule(
        "6.9",
        "a window of a stream opened by 0",
        client -> {
          stayOpen(client, 1);
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
          stayOpen(client, 1);
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
          stayOpen(client, 1);
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
}
