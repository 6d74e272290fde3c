package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.schoolgate.gateway.enforce.Reply;

/** The bytes of the responses that the gateway itself gives. */
final class Answers {

  private static final int HEAD_BYTES = 512;

  private Answers() {}

  /** A page about a decided request: a block, or an origin that failed. */
  static ByteBuf page(ByteBufAllocator alloc, Reply page, RequestHead request, boolean keepAlive) {
    ByteBuffer body = page.body();
    ByteBuf out = alloc.ioBuffer(HEAD_BYTES + body.remaining());
    head(out, page, body.remaining());
    if (!keepAlive) {
      text(out, "Connection: close\r\n");
    } else if (!request.http11()) {
      text(out, "Connection: keep-alive\r\n");
    }
    text(out, "\r\n");
    if (!request.isHead()) {
      out.writeBytes(body);
    }
    return out;
  }

  /** A page about a request that was refused before it was decided; the connection closes. */
  static ByteBuf refusal(ByteBufAllocator alloc, Reply page) {
    ByteBuffer body = page.body();
    ByteBuf out = alloc.ioBuffer(HEAD_BYTES + body.remaining());
    head(out, page, body.remaining());
    text(out, "Connection: close\r\n\r\n");
    return out.writeBytes(body);
  }

  static ByteBuf goOn(ByteBufAllocator alloc) {
    ByteBuf out = alloc.ioBuffer(32);
    text(out, "HTTP/1.1 100 Continue\r\n\r\n");
    return out;
  }

  static ByteBuf tunnelOpen(ByteBufAllocator alloc) {
    ByteBuf out = alloc.ioBuffer(64);
    text(out, "HTTP/1.1 200 Connection established\r\n\r\n");
    return out;
  }

  private static void head(ByteBuf out, Reply page, int bodyBytes) {
    text(out, "HTTP/1.1 " + HttpResponseStatus.valueOf(page.status()) + "\r\n");
    for (Map.Entry<String, String> field : page.headers().entrySet()) {
      text(out, field.getKey() + ": " + field.getValue() + "\r\n");
    }
    text(out, "Content-Length: " + bodyBytes + "\r\n");
  }

  private static void text(ByteBuf out, String text) {
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
  }
}
