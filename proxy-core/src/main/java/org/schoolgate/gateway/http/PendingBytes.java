package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/** Bytes of a client that came and that nobody has taken yet. Its event loop owns it. */
final class PendingBytes {

  private @Nullable ByteBuf bytes;

  /** Takes more bytes over. */
  void add(ByteBufAllocator alloc, ByteBuf more) {
    ByteBuf sofar = bytes;
    bytes =
        sofar == null ? more : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(alloc, sofar, more);
  }

  /** What there is, to be read from; null if there is nothing. */
  @Nullable ByteBuf readable() {
    ByteBuf sofar = bytes;
    return sofar != null && sofar.isReadable() ? sofar : null;
  }

  /** How many. */
  int size() {
    ByteBuf sofar = bytes;
    return sofar == null ? 0 : sofar.readableBytes();
  }

  /** Gives them away; null if there are none any more. */
  @Nullable ByteBuf take() {
    ByteBuf all = bytes;
    bytes = null;
    return all;
  }

  void release() {
    Wire.release(take());
  }
}
