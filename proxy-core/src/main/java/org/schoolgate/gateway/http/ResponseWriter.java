package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes the head of a response as the client gets it: its fields kept, its framing made anew. */
final class ResponseWriter {

  /** What says, in either direction, that WebSocket is spoken from here on. */
  static final String TO_WEBSOCKET = "Connection: Upgrade\r\nUpgrade: websocket\r\n";

  private static final int SPARE_BYTES = 128;

  /** How the client finds the end of the body. */
  enum BodyEnd {
    /** By the length that the origin told, or there is no body. */
    AS_IT_CAME,
    CHUNKED,
    CLOSE
  }

  /**
   * What the head says beside the origin's fields.
   *
   * @param keepAlive whether the client may send another request on its connection
   * @param sayKeepAlive whether that has to be said, to an HTTP/1.0 client
   * @param noSniff whether a browser has to believe the type that was told (WHATWG Fetch, "nosniff
   *     check"): for a document that is not read because of its type
   */
  record Said(boolean keepAlive, boolean sayKeepAlive, boolean noSniff) {}

  private ResponseWriter() {}

  /** How much room a head takes at most, nearly. */
  static int sizeOf(ResponseHead head) {
    HeadReader fields = head.fields();
    int last = fields.count() - 1;
    return (last < 0 ? 0 : fields.valueEnd(last)) + SPARE_BYTES;
  }

  /**
   * How a client of that version is told where this body ends.
   *
   * @param mayEndEarly whether it may turn out to end elsewhere than the origin says
   */
  static BodyEnd endFor(ResponseHead head, boolean clientSpeaks11, boolean mayEndEarly) {
    return switch (head.framing().kind()) {
      case NONE -> BodyEnd.AS_IT_CAME;
      case LENGTH -> mayEndEarly && clientSpeaks11 ? BodyEnd.CHUNKED : BodyEnd.AS_IT_CAME;
      case CHUNKED, UNTIL_CLOSE -> clientSpeaks11 ? BodyEnd.CHUNKED : BodyEnd.CLOSE;
    };
  }

  /** Writes it. */
  static void write(ResponseHead head, BodyEnd end, Said said, ByteBuf out) {
    statusLine(head, out);
    HeadReader fields = head.fields();
    boolean named = Hops.connectionNamesFields(fields);
    for (int i = 0; i < fields.count(); i++) {
      if (fields.name(i) == FieldName.CONTENT_LENGTH) {
        if (end == BodyEnd.AS_IT_CAME) {
          fields.writeField(i, out);
        }
      } else if (!Hops.staysBehind(fields, i, named)) {
        fields.writeField(i, out);
      }
    }
    if (end == BodyEnd.CHUNKED) {
      text(out, "Transfer-Encoding: chunked\r\n");
    }
    if (said.noSniff) {
      text(out, "X-Content-Type-Options: nosniff\r\n");
    }
    if (!said.keepAlive) {
      text(out, "Connection: close\r\n");
    } else if (said.sayKeepAlive) {
      text(out, "Connection: keep-alive\r\n");
    }
    text(out, "\r\n");
  }

  /** Adds to a head that has been written that no cache may keep what follows. */
  static void forbidStoring(ByteBuf head) {
    head.writerIndex(head.writerIndex() - 2);
    text(head, "Cache-Control: no-store\r\n\r\n");
  }

  /** Writes a 1xx head. */
  static void writeInterim(ResponseHead head, ByteBuf out) {
    interim(head, out);
    text(out, "\r\n");
  }

  /** Writes the head that opens a WebSocket. */
  static void writeUpgrade(ResponseHead head, ByteBuf out) {
    interim(head, out);
    text(out, TO_WEBSOCKET + "\r\n");
  }

  private static void interim(ResponseHead head, ByteBuf out) {
    statusLine(head, out);
    HeadReader fields = head.fields();
    boolean named = Hops.connectionNamesFields(fields);
    for (int i = 0; i < fields.count(); i++) {
      if (!Hops.staysBehind(fields, i, named) && fields.name(i) != FieldName.CONTENT_LENGTH) {
        fields.writeField(i, out);
      }
    }
  }

  private static void statusLine(ResponseHead head, ByteBuf out) {
    HeadReader fields = head.fields();
    text(out, "HTTP/1.1 ");
    int status = head.status();
    out.writeByte('0' + status / 100);
    out.writeByte('0' + status / 10 % 10);
    out.writeByte('0' + status % 10);
    out.writeByte(' ');
    int reason = head.reasonStart();
    out.writeBytes(fields.bytes(), reason, fields.startLineEnd() - reason);
    text(out, "\r\n");
  }

  private static void text(ByteBuf out, String text) {
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
  }
}
