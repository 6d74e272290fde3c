package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.schoolgate.gateway.http.Http2Rule.AUTHORITY;
import static org.schoolgate.gateway.http.Http2Rule.NONE;
import static org.schoolgate.gateway.http.Http2Rule.answered;
import static org.schoolgate.gateway.http.Http2Rule.ask;
import static org.schoolgate.gateway.http.Http2Rule.bytes;
import static org.schoolgate.gateway.http.Http2Rule.connectionError;
import static org.schoolgate.gateway.http.Http2Rule.head;
import static org.schoolgate.gateway.http.Http2Rule.headerOf;
import static org.schoolgate.gateway.http.Http2Rule.setting;
import static org.schoolgate.gateway.http.Http2Rule.stayOpen;
import static org.schoolgate.gateway.http.Http2Rule.streamError;
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

import io.netty.handler.codec.http2.Http2Error;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Frames, header blocks and settings: sections 3.4 to 4.3, 5.5, 6.1 to 6.8 and 6.10. */
final class Http2FrameRules {

  private static final List<Http2Rule> RULES = new ArrayList<>();

  private Http2FrameRules() {}

  static List<Http2Rule> all() {
    return RULES;
  }

  static {
    frames();
    blocks();
    frameTypes();
    settings();
  }

  private static void rule(
      String section, String what, Http2Rule.Sent sent, Http2Rule.Expected expected) {
    RULES.add(new Http2Rule(section, what, sent, expected));
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
          stayOpen(client, 1);
          client.frame(CONTINUATION, END_HEADERS, 1, NONE);
        },
        connectionError(Http2Error.PROTOCOL_ERROR));
    rule(
        "6.10",
        "a piece on stream 0",
        client -> client.frame(CONTINUATION, END_HEADERS, 0, NONE),
        connectionError(Http2Error.PROTOCOL_ERROR));
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
          stayOpen(client, 1);
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
          stayOpen(client, 1);
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
          stayOpen(client, 1);
          client.frame(RST_STREAM, 0, 1, bytes(0, 0, 8));
        },
        connectionError(Http2Error.FRAME_SIZE_ERROR));
    rule(
        "6.6",
        "PUSH_PROMISE of a client",
        client -> {
          stayOpen(client, 1);
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
        Http2Rule::alive);
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
        Http2Rule::alive);
  }
}
