package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.schoolgate.gateway.RequestLock;
import org.schoolgate.policy.Target;

/**
 * Writes the head of a request as the origin gets it: the target that was decided about, and not
 * the words of the client, names host and path; what is about the client's own connection stays
 * behind; the body is framed anew. No Via is added: which gateway a child sits behind is nobody's
 * business.
 */
final class RequestWriter {

  private static final int SPARE_BYTES = 256;
  private static final String COOKIE = "cookie";

  private final AcceptEncoding acceptEncoding;

  RequestWriter(AcceptEncoding acceptEncoding) {
    this.acceptEncoding = acceptEncoding;
  }

  /**
   * What of it is not as the client said.
   *
   * @param wholePage whether Range and If-Range stay behind, because what comes is to be read whole
   * @param uncoded whether the answer should come as it is, so that a page that is stopped in its
   *     middle can be ended with a notice, and the ends of events can be seen
   * @param forwardExpect whether the origin is asked for its 100 Continue
   * @param read whether what follows is to be read: then a WebSocket has no extensions
   * @param lock what the school has settled of it
   */
  record Manner(
      boolean wholePage, boolean uncoded, boolean forwardExpect, boolean read, RequestLock lock) {}

  /** Writes it. */
  void write(RequestHead head, Target target, Manner manner, ByteBuf out) {
    HeadReader fields = head.fields();
    text(out, head.method());
    out.writeByte(' ');
    text(out, target.path());
    String query = manner.lock.query(target.query());
    if (query != null) {
      out.writeByte('?');
      text(out, query);
    }
    text(out, " HTTP/1.1\r\nHost: ");
    text(out, target.authority());
    text(out, "\r\n");
    boolean named = Hops.connectionNamesFields(fields);
    for (int i = 0; i < fields.count(); i++) {
      if (!Hops.staysBehind(fields, i, named)) {
        field(fields, i, manner, out);
      }
    }
    if (manner.lock.isOn()) {
      manner.lock.fields().forEach((name, value) -> line(out, name, value));
    }
    framing(head, out);
    if (head.opensWebSocket()) {
      text(out, ResponseWriter.TO_WEBSOCKET);
    }
    text(out, "\r\n");
  }

  /** How much room it takes at most, nearly. */
  static int sizeOf(RequestHead head, Target target) {
    HeadReader fields = head.fields();
    int last = fields.count() - 1;
    return target.path().length()
        + (last < 0 ? 0 : fields.valueEnd(last) - fields.startLineStart())
        + SPARE_BYTES;
  }

  private void field(HeadReader fields, int field, Manner manner, ByteBuf out) {
    switch (fields.name(field)) {
      case HOST, CONTENT_LENGTH -> {}
      // Whose accounts are let in is the school's to say, wherever that is heard.
      case X_GOOGAPPS_ALLOWED_DOMAINS,
          RESTRICT_ACCESS_TO_TENANTS,
          RESTRICT_ACCESS_CONTEXT,
          SEC_RESTRICT_TENANT_ACCESS_POLICY -> {}
      case EXPECT -> {
        if (manner.forwardExpect) {
          fields.writeField(field, out);
        }
      }
      case SEC_WEBSOCKET_EXTENSIONS -> {
        if (!manner.read) {
          fields.writeField(field, out);
        }
      }
      case RANGE, IF_RANGE -> {
        if (!manner.wholePage) {
          fields.writeField(field, out);
        }
      }
      case ACCEPT_ENCODING -> {
        text(out, "Accept-Encoding: ");
        text(
            out,
            manner.uncoded ? AcceptEncoding.NOTHING : acceptEncoding.reduce(fields.value(field)));
        text(out, "\r\n");
      }
      case OTHER -> {
        if (!manner.lock.isOn()) {
          fields.writeField(field, out);
        } else {
          lockedField(fields, field, manner.lock, out);
        }
      }
      default -> fields.writeField(field, out);
    }
  }

  /** A client's own words in a matter that is settled stay behind. */
  private static void lockedField(HeadReader fields, int field, RequestLock lock, ByteBuf out) {
    String name =
        fields.text(fields.nameStart(field), fields.nameEnd(field)).toLowerCase(Locale.ROOT);
    if (lock.fields().containsKey(name)) {
      return;
    }
    if (!name.equals(COOKIE)) {
      fields.writeField(field, out);
      return;
    }
    String kept = lock.cookie(fields.value(field));
    if (kept != null) {
      line(out, COOKIE, kept);
    }
  }

  private static void line(ByteBuf out, String name, String value) {
    text(out, name);
    text(out, ": ");
    text(out, value);
    text(out, "\r\n");
  }

  private static void framing(RequestHead head, ByteBuf out) {
    switch (head.framing().kind()) {
      case LENGTH -> {
        text(out, "Content-Length: ");
        text(out, Long.toString(head.framing().bytes()));
        text(out, "\r\n");
      }
      case CHUNKED -> text(out, "Transfer-Encoding: chunked\r\n");
      case NONE -> {
        if (head.saysEmpty()) {
          text(out, "Content-Length: 0\r\n");
        }
      }
      case UNTIL_CLOSE ->
          throw new IllegalStateException("a request does not end with its connection");
    }
  }

  private static void text(ByteBuf out, String text) {
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
  }
}
