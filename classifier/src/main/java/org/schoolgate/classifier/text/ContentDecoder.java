package org.schoolgate.classifier.text;

import java.nio.ByteBuffer;

/**
 * Undoes a content coding as bytes are pushed into it. Not thread-safe. Once it has thrown it is
 * not used again.
 */
interface ContentDecoder extends AutoCloseable {

  /** Takes decoded bytes. */
  @FunctionalInterface
  interface Sink {
    /** Takes bytes; they are overwritten after the call. */
    void accept(ByteBuffer decoded) throws UndecodableException;
  }

  /** The bytes are not what the coding says, or expand beyond all measure. */
  final class UndecodableException extends Exception {
    private static final long serialVersionUID = 1L;

    UndecodableException(String message) {
      // Hostile bodies are common enough that a stack trace for each would be a cost.
      super(message, null, false, false);
    }
  }

  /** Decodes all of {@code in} into the sink. */
  void decode(ByteBuffer in, Sink sink) throws UndecodableException;

  /** Frees what is held outside the heap; may be called twice. */
  @Override
  void close();

  /** A decoder for a coding. */
  static ContentDecoder of(BodyFormat.Coding coding) {
    return switch (coding) {
      case IDENTITY -> new IdentityDecoder();
      case GZIP -> InflateDecoder.gzip();
      case DEFLATE -> InflateDecoder.deflate();
      case BROTLI -> new BrotliDecoder();
      case UNKNOWN -> new UnknownDecoder();
    };
  }

  /** No coding at all. */
  final class IdentityDecoder implements ContentDecoder {
    @Override
    public void decode(ByteBuffer in, Sink sink) throws UndecodableException {
      if (in.hasRemaining()) {
        sink.accept(in);
      }
    }

    @Override
    public void close() {}
  }

  /** A coding that we do not know: the first byte of it is one too many. */
  final class UnknownDecoder implements ContentDecoder {
    @Override
    public void decode(ByteBuffer in, Sink sink) throws UndecodableException {
      if (in.hasRemaining()) {
        throw new UndecodableException("an unknown content coding");
      }
    }

    @Override
    public void close() {}
  }
}
