package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.tls.ClientHello;
import org.schoolgate.gateway.tls.HelloReader;
import org.schoolgate.gateway.tls.NotTlsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client sent into its tunnel so far: read as a ClientHello, and kept whole, because whoever
 * answers it has to see the same bytes. Its event loop owns it.
 */
final class FirstBytes {

  private static final Logger LOG = LoggerFactory.getLogger(FirstBytes.class);

  private final HelloReader reader;
  private final PendingBytes bytes = new PendingBytes();

  FirstBytes(int helloBytesMax) {
    this.reader = new HelloReader(helloBytesMax);
  }

  /** Takes more bytes over. */
  void add(ByteBufAllocator alloc, ByteBuf more) {
    bytes.add(alloc, more);
  }

  /** What they say, once they say it whole; null until then. */
  @Nullable Said read() {
    ByteBuf sofar = bytes.readable();
    try {
      ClientHello hello = sofar == null ? null : reader.read(sofar);
      return hello == null ? null : new Said(hello.serverName(), hello.alpn(), true);
    } catch (NotTlsException notTls) {
      LOG.debug("a connection does not begin with a hello: {}", notTls.getMessage());
      return new Said(null, List.of(), false);
    }
  }

  /**
   * What a client says first.
   *
   * @param serverName null if it names none
   * @param alpn what it wants to speak; empty if it does not say
   * @param tls whether it is a ClientHello at all
   */
  record Said(@Nullable String serverName, List<String> alpn, boolean tls) {
    Said {
      alpn = List.copyOf(alpn);
    }
  }

  /** Gives them away; null if there are none any more. */
  @Nullable ByteBuf take() {
    return bytes.take();
  }

  void release() {
    bytes.release();
  }
}
