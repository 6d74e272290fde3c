package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one body in the chunked coding. The line end that closes a chunk is written with the size
 * of the next, so that a chunk costs one small buffer and not two.
 */
final class ChunkWriter {

  private static final int PREFIX_BYTES_MAX = 16;

  private boolean begun;

  /** Writes content, which is taken over; an empty one is dropped, for it would mean the end. */
  void chunk(ByteBuf content, ByteBufAllocator alloc, Consumer<ByteBuf> out) {
    int size = content.readableBytes();
    if (size == 0) {
      content.release();
      return;
    }
    ByteBuf prefix = alloc.ioBuffer(PREFIX_BYTES_MAX);
    endOfFormer(prefix);
    prefix.writeCharSequence(Integer.toHexString(size), StandardCharsets.US_ASCII);
    prefix.writeShort('\r' << 8 | '\n');
    out.accept(prefix);
    out.accept(content);
  }

  /** Writes the end, with those trailer fields that may go on. */
  void end(@Nullable HeadReader trailers, ByteBufAllocator alloc, Consumer<ByteBuf> out) {
    ByteBuf last = alloc.ioBuffer(PREFIX_BYTES_MAX);
    endOfFormer(last);
    last.writeCharSequence("0\r\n", StandardCharsets.US_ASCII);
    if (trailers != null) {
      for (int i = 0; i < trailers.count(); i++) {
        // RFC 9110 section 6.5.1: framing, routing and authentication have no place there, so
        // only fields that mean nothing to this gateway go on.
        if (trailers.name(i) == FieldName.OTHER) {
          trailers.writeField(i, last);
        }
      }
    }
    last.writeShort('\r' << 8 | '\n');
    out.accept(last);
  }

  private void endOfFormer(ByteBuf out) {
    if (begun) {
      out.writeShort('\r' << 8 | '\n');
    }
    begun = true;
  }
}
