package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Reference;
import org.schoolgate.gateway.Decided;
import org.schoolgate.policy.Decision;

/** The bytes of the responses that the gateway itself gives. */
final class Answers {

  private static final int HEAD_BYTES = 512;

  private Answers() {}

  /** A page about a decided request: a block, or an origin that failed. */
  static ByteBuf page(
      ByteBufAllocator alloc,
      int status,
      Pages.Page page,
      Decided decided,
      RequestHead request,
      boolean keepAlive) {
    boolean block = decided.decision() instanceof Decision.Block;
    ByteBuf out = alloc.ioBuffer(HEAD_BYTES + page.body().length);
    head(out, status, page, block, decided.recorded().reference());
    if (!keepAlive) {
      text(out, "Connection: close\r\n");
    } else if (!request.http11()) {
      text(out, "Connection: keep-alive\r\n");
    }
    text(out, "\r\n");
    if (!request.isHead()) {
      out.writeBytes(page.body());
    }
    return out;
  }

  /** A page about a request that was refused before it was decided; the connection closes. */
  static ByteBuf refusal(
      ByteBufAllocator alloc, int status, Pages.Page page, @Nullable Reference reference) {
    ByteBuf out = alloc.ioBuffer(HEAD_BYTES + page.body().length);
    head(out, status, page, true, reference);
    text(out, "Connection: close\r\n\r\n");
    return out.writeBytes(page.body());
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

  private static void head(
      ByteBuf out, int status, Pages.Page page, boolean block, @Nullable Reference reference) {
    text(out, "HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\n");
    text(out, "Content-Type: " + page.contentType() + "\r\n");
    text(out, "Content-Length: " + page.body().length + "\r\n");
    text(out, "Cache-Control: no-store\r\n");
    if (block) {
      text(out, "Schoolgate-Decision: block\r\n");
    }
    if (reference != null) {
      text(out, "Schoolgate-Reference: " + reference + "\r\n");
    }
  }

  private static void text(ByteBuf out, String text) {
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
  }
}
