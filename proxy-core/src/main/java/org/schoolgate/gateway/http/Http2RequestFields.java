package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * Makes the fields of a request of HTTP/2 of the head that {@link RequestWriter} wrote for an
 * origin of HTTP/1.1. So one class alone says what leaves the gateway, whichever version it leaves
 * in.
 */
final class Http2RequestFields {

  private static final AsciiString HTTPS = AsciiString.cached("https");
  private static final AsciiString TE = AsciiString.cached("te");
  private static final AsciiString TRAILERS = AsciiString.cached("trailers");

  /** What a school's own fields may add to a head that was as long as it may be. */
  private static final int MORE_BYTES = 65_536;

  private static final int MORE_LINES = 64;

  private Http2RequestFields() {}

  /** One that can read whatever {@link RequestWriter} writes under those limits. */
  static HeadReader reader(HttpSettings.Heads limits) {
    return new HeadReader(
        HeadReader.Kind.REQUEST,
        limits.requestLineBytesMax() + MORE_BYTES,
        limits.headerBytesMax() + MORE_BYTES,
        limits.headerLinesMax() + MORE_LINES);
  }

  /**
   * The fields.
   *
   * @param written the head; read, but not released
   * @param reader reads it, and keeps nothing of it
   * @param takesTrailers whether fields after the answer's body are wanted
   */
  static Http2Headers of(ByteBuf written, HeadReader reader, boolean takesTrailers) {
    try {
      reader.reset();
      if (!reader.read(written) || written.isReadable()) {
        throw new IllegalStateException("the head of a request was not written as one head");
      }
    } catch (MalformedMessage ours) {
      throw new IllegalStateException("the head of a request was written wrongly", ours);
    }
    Http2Headers fields = new DefaultHttp2Headers(false, reader.count() + 5);
    requestLine(reader, fields);
    for (int i = 0; i < reader.count(); i++) {
      FieldName name = reader.name(i);
      if (name == FieldName.HOST) {
        fields.authority(value(reader, i));
      } else if (!name.hopByHop()) {
        fields.add(name(reader, i), value(reader, i));
      }
    }
    if (takesTrailers) {
      fields.add(TE, TRAILERS);
    }
    return fields;
  }

  private static void requestLine(HeadReader reader, Http2Headers fields) {
    byte[] bytes = reader.bytes();
    int from = reader.startLineStart();
    int methodEnd = from;
    while (bytes[methodEnd] != ' ') {
      methodEnd++;
    }
    int pathEnd = reader.startLineEnd();
    while (bytes[pathEnd - 1] != ' ') {
      pathEnd--;
    }
    fields.method(new AsciiString(bytes, from, methodEnd - from, true));
    fields.scheme(HTTPS);
    fields.path(new AsciiString(bytes, methodEnd + 1, pathEnd - methodEnd - 2, true));
  }

  /** Those fields after a body that may go on. */
  static Http2Headers after(@Nullable HeadReader trailers) {
    Http2Headers after = new DefaultHttp2Headers(false);
    for (int i = 0; trailers != null && i < trailers.count(); i++) {
      // As ChunkWriter: only fields that mean nothing to this gateway stand after a body.
      if (trailers.name(i) == FieldName.OTHER) {
        after.add(name(trailers, i), value(trailers, i));
      }
    }
    return after;
  }

  private static AsciiString name(HeadReader head, int field) {
    int from = head.nameStart(field);
    return new AsciiString(head.bytes(), from, head.nameEnd(field) - from, true).toLowerCase();
  }

  private static AsciiString value(HeadReader head, int field) {
    int from = head.valueStart(field);
    return new AsciiString(head.bytes(), from, head.valueEnd(field) - from, true);
  }
}
