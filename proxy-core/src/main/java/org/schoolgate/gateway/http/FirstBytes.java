package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.tls.ClientHello;
import org.schoolgate.gateway.tls.HelloReader;
import org.schoolgate.gateway.tls.NotTlsException;

/**
 * What a client sent into its tunnel so far: read as a ClientHello, and kept whole, because whoever
 * answers it has to see the same bytes. Its event loop owns it.
 */
final class FirstBytes {

  private final HelloReader reader;
  private @Nullable ByteBuf bytes;

  FirstBytes(int helloBytesMax) {
    this.reader = new HelloReader(helloBytesMax);
  }

  /** Takes more bytes over. */
  void add(ByteBufAllocator alloc, ByteBuf more) {
    ByteBuf sofar = bytes;
    bytes =
        sofar == null ? more : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(alloc, sofar, more);
  }

  /** The hello, once it is whole; null until then. */
  @Nullable ClientHello read() throws NotTlsException {
    ByteBuf sofar = bytes;
    return sofar == null ? null : reader.read(sofar);
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
