package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Takes one body out of the bytes of a connection, as its {@link Framing} says, and gives on its
 * content without the framing. Not thread-safe; one connection reuses it for all its messages.
 */
final class BodyReader {

  /** Where the content goes. */
  @FunctionalInterface
  interface Sink {
    /** Takes over the buffer, which it must release. */
    void data(ByteBuf content);
  }

  private final ChunkedReader chunks;
  private Framing.Kind kind = Framing.Kind.NONE;
  private long left;

  private BodyReader(ChunkedReader chunks) {
    this.chunks = chunks;
  }

  /**
   * One that holds the configured limits.
   *
   * @param spacesAfterSize see {@link ChunkedReader}
   */
  static BodyReader within(HttpSettings.Heads limits, boolean spacesAfterSize) {
    HeadReader trailers = HeadReader.within(limits, HeadReader.Kind.TRAILERS);
    return new BodyReader(new ChunkedReader(trailers, spacesAfterSize));
  }

  void begin(Framing framing) {
    kind = framing.kind();
    left = framing.bytes();
    if (kind == Framing.Kind.CHUNKED) {
      chunks.begin();
    }
  }

  /**
   * Takes what belongs to the body and leaves the rest.
   *
   * @return whether the body is whole
   */
  boolean read(ByteBuf in, Sink sink) throws MalformedMessage {
    return switch (kind) {
      case NONE -> true;
      case LENGTH -> readLength(in, sink);
      case CHUNKED -> chunks.read(in, sink);
      case UNTIL_CLOSE -> {
        if (in.isReadable()) {
          sink.data(in.readRetainedSlice(in.readableBytes()));
        }
        yield false;
      }
    };
  }

  private boolean readLength(ByteBuf in, Sink sink) {
    int take = (int) Math.min(left, in.readableBytes());
    if (take > 0) {
      left -= take;
      sink.data(in.readRetainedSlice(take));
    }
    return left == 0;
  }

  /** Whether the end of the connection is the right end of this body. */
  boolean endsWithConnection() {
    return kind == Framing.Kind.UNTIL_CLOSE;
  }

  /** The fields after the last chunk; null unless the body was chunked. */
  @Nullable HeadReader trailers() {
    return kind == Framing.Kind.CHUNKED ? chunks.trailers() : null;
  }
}
