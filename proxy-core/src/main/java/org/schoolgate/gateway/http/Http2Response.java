package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.enforce.Reply;

/**
 * A response on a stream of HTTP/2 (RFC 9113 section 8.1): the end of the stream is the end of the
 * body, so that one which breaks off is reset and never taken for whole.
 */
final class Http2Response implements ClientResponse {

  private static final AsciiString CACHE_CONTROL = AsciiString.cached("cache-control");
  private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");
  private static final AsciiString NO_STORE = AsciiString.cached("no-store");
  private static final AsciiString NO_SNIFF = AsciiString.cached("nosniff");
  private static final AsciiString CONTENT_TYPE_OPTIONS =
      AsciiString.cached("x-content-type-options");

  private static final int NO_CONTENT = 204;

  private final ClientStream client;
  private @Nullable Http2Headers head;
  private boolean empty;

  Http2Response(ClientStream client) {
    this.client = client;
  }

  @Override
  public void interim(ResponseHead interim) {
    client.write(new DefaultHttp2HeadersFrame(fieldsOf(interim, false), false));
    client.flush();
  }

  @Override
  public boolean canEndEarly() {
    return true;
  }

  @Override
  public void prepare(ResponseHead origin, Said said) {
    empty = origin.framing().kind() == Framing.Kind.NONE;
    // A length that is wrong makes the response malformed: only one that binds the origin goes on.
    boolean length =
        !said.mayEndEarly()
            && origin.status() != NO_CONTENT
            && (empty || origin.framing().kind() == Framing.Kind.LENGTH);
    Http2Headers fields = fieldsOf(origin, length);
    if (said.noSniff()) {
      fields.add(CONTENT_TYPE_OPTIONS, NO_SNIFF);
    }
    head = fields;
  }

  private static Http2Headers fieldsOf(ResponseHead origin, boolean length) {
    HeadReader from = origin.fields();
    Http2Headers fields = new DefaultHttp2Headers(false, from.count() + 2);
    fields.status(AsciiString.of(Integer.toString(origin.status())));
    boolean named = Hops.connectionNamesFields(from);
    for (int i = 0; i < from.count(); i++) {
      boolean goesOn =
          from.name(i) == FieldName.CONTENT_LENGTH ? length : !Hops.staysBehind(from, i, named);
      if (goesOn) {
        copy(from, i, fields);
      }
    }
    return fields;
  }

  private static void copy(HeadReader from, int field, Http2Headers to) {
    byte[] bytes = from.bytes();
    int nameStart = from.nameStart(field);
    int valueStart = from.valueStart(field);
    AsciiString name =
        new AsciiString(bytes, nameStart, from.nameEnd(field) - nameStart, true).toLowerCase();
    to.add(name, new AsciiString(bytes, valueStart, from.valueEnd(field) - valueStart, true));
  }

  @Override
  public void begin(boolean mayBeStored) {
    Http2Headers fields = head;
    if (fields == null) {
      throw new IllegalStateException("a response without a head cannot begin");
    }
    head = null;
    if (!mayBeStored) {
      fields.add(CACHE_CONTROL, NO_STORE);
    }
    if (empty) {
      client.writeLast(new DefaultHttp2HeadersFrame(fields, true));
    } else {
      client.write(new DefaultHttp2HeadersFrame(fields, false));
    }
  }

  @Override
  public void data(ByteBuf content) {
    if (empty || !content.isReadable()) {
      content.release();
    } else {
      client.write(new DefaultHttp2DataFrame(content, false));
    }
  }

  @Override
  public void end(@Nullable HeadReader trailers) {
    if (!empty) {
      Http2Headers after = new DefaultHttp2Headers(false);
      for (int i = 0; trailers != null && i < trailers.count(); i++) {
        // As ChunkWriter: only fields that mean nothing to this gateway stand after a body.
        if (trailers.name(i) == FieldName.OTHER) {
          copy(trailers, i, after);
        }
      }
      client.writeLast(
          after.isEmpty()
              ? new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true)
              : new DefaultHttp2HeadersFrame(after, true));
    }
    client.flush();
  }

  @Override
  public boolean keepsAlive() {
    return true;
  }

  @Override
  public void drop() {
    head = null;
  }

  /**
   * Writes a page of our own.
   *
   * @param bodiless whether it answers a HEAD request
   */
  static void page(ClientStream client, Reply page, boolean bodiless) {
    Http2Headers fields = new DefaultHttp2Headers(false);
    fields.status(AsciiString.of(Integer.toString(page.status())));
    for (Map.Entry<String, String> field : page.headers().entrySet()) {
      fields.add(AsciiString.of(field.getKey().toLowerCase(Locale.ROOT)), field.getValue());
    }
    fields.add(CONTENT_LENGTH, Integer.toString(page.body().remaining()));
    if (bodiless || !page.body().hasRemaining()) {
      client.writeLast(new DefaultHttp2HeadersFrame(fields, true));
    } else {
      client.write(new DefaultHttp2HeadersFrame(fields, false));
      client.writeLast(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(page.body()), true));
    }
    client.flush();
  }
}
