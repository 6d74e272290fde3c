package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.schoolgate.gateway.http.RawHttp2.END_HEADERS;
import static org.schoolgate.gateway.http.RawHttp2.END_STREAM;
import static org.schoolgate.gateway.http.RawHttp2.HEADERS;
import static org.schoolgate.gateway.http.RawHttp2.PING;

import io.netty.handler.codec.http2.Http2Error;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One rule of RFC 9113 that a client can see kept or broken.
 *
 * @param section of the RFC
 * @param what the client does
 * @param sent does it, after preface and empty SETTINGS
 * @param expected sees what comes of it
 */
record Http2Rule(String section, String what, Sent sent, Expected expected) {

  /** Whom everything is asked of. */
  static final String AUTHORITY = "site.test:443";

  static final byte[] NONE = new byte[0];

  /** What the client does. */
  @FunctionalInterface
  interface Sent {
    void by(RawHttp2 client) throws IOException;
  }

  /** What has to come of it. */
  @FunctionalInterface
  interface Expected {
    void of(RawHttp2 client) throws IOException;
  }

  @Override
  public String toString() {
    return section + " " + what;
  }

  static Expected connectionError(Http2Error error) {
    return client -> assertEquals(error.code(), client.endOfConnection());
  }

  static Expected streamError(Http2Error error) {
    return client -> {
      assertEquals(error.code(), client.resetOf(1));
      alive(client);
    };
  }

  /** Section 8.1.1: a stream error, which a response may go before. */
  static Expected malformed() {
    return client -> {
      RawHttp2.Answer answer = client.answer(1);
      assertTrue(
          answer.has(":status 400") || answer.error() == Http2Error.PROTOCOL_ERROR.code(),
          answer::toString);
      alive(client);
    };
  }

  static Expected answered(String status) {
    return client -> {
      assertTrue(client.answer(1).has(":status " + status));
      alive(client);
    };
  }

  static void alive(RawHttp2 client) throws IOException {
    client.frame(PING, 0, 0, "are you?");
    assertEquals("are you?", client.await(PING).payload());
  }

  /** The block page, for which nobody is dialled. */
  static void ask(RawHttp2 client, int stream) throws IOException {
    client.get(stream, AUTHORITY, "/blocked");
  }

  /** A request that stays open on both sides. */
  static void stayOpen(RawHttp2 client, int stream, String... fields) throws IOException {
    head(client, stream, END_HEADERS, RawHttp2.request("POST", AUTHORITY, "/wait", fields));
  }

  static void head(RawHttp2 client, int stream, int flags, String lines) throws IOException {
    client.frame(HEADERS, flags, stream, RawHttp2.block(lines));
  }

  /** A whole request with these lines. */
  static Sent lines(String lines) {
    return client -> head(client, 1, END_HEADERS | END_STREAM, lines);
  }

  /** A whole request with one more field. */
  static Sent field(String line) {
    return lines(RawHttp2.request("GET", AUTHORITY, "/blocked", line));
  }

  /** Of a frame, without its payload: what stands here is wrong already. */
  static byte[] headerOf(int type, int stream, int length) {
    return java.util.Arrays.copyOf(
        RawHttp2.bytesOf(type, END_HEADERS, stream, new byte[length]), 9);
  }

  static byte[] setting(int id, int value) {
    return ByteBuffer.allocate(6).putShort((short) id).putInt(value).array();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
