package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.policy.Origin;

/**
 * How the text of a message of a WebSocket is laid out, which nobody says: by its first characters.
 *
 * <p>Most is JSON, much of it behind a few characters of the program that carries it: {@code
 * 42["message",...]} and {@code 42/chat,7[...]} (Socket.IO), {@code a["..."]} (SockJS), the headers
 * of a STOMP frame. So what has a bracket before any space is read as JSON, which reads what stands
 * outside of strings too.
 */
final class MessageFormats {

  /** How many bytes of a message are looked at. */
  static final int OPENING_BYTES = 256;

  private static final BodyFormat JSON = text(BodyFormat.Kind.JSON);
  private static final BodyFormat PLAIN = text(BodyFormat.Kind.PLAIN);
  private static final BodyFormat HTML = text(BodyFormat.Kind.HTML);

  /** What is called binary, and is text all the same unless its first bytes prove it is none. */
  static final BodyFormat BINARY =
      new BodyFormat(BodyFormat.Kind.UNDECLARED, null, null, BodyFormat.Coding.IDENTITY);

  private MessageFormats() {}

  private static BodyFormat text(BodyFormat.Kind kind) {
    return new BodyFormat(kind, "utf-8", null, BodyFormat.Coding.IDENTITY);
  }

  /**
   * What a text message is.
   *
   * @param message its first {@link #OPENING_BYTES}, or all of it; not consumed
   */
  static BodyFormat of(ByteBuf message, Origin origin) {
    int end = Math.min(message.writerIndex(), message.readerIndex() + OPENING_BYTES);
    int at = message.readerIndex();
    while (at < end && isBlank(message.getByte(at))) {
      at++;
    }
    if (at < end && message.getByte(at) == '<') {
      return origin == Origin.SHOWN ? HTML : PLAIN;
    }
    for (; at < end && message.getByte(at) != ' '; at++) {
      if (message.getByte(at) == '{' || message.getByte(at) == '[') {
        return JSON;
      }
    }
    return PLAIN;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }
}
