package org.schoolgate.classifier.text;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Decodes Brotli (RFC 7932) through its reference library. */
final class BrotliDecoder implements ContentDecoder {

  private static final int IN_BYTES = 8192;

  private DecoderJNI.@Nullable Wrapper decoder;
  private boolean over;

  /** Whether the native library is there for this machine. */
  static boolean isAvailable() {
    return Brotli4jLoader.isAvailable();
  }

  @Override
  public void decode(ByteBuffer in, Sink sink) throws UndecodableException {
    DecoderJNI.Wrapper natively = open();
    while (in.hasRemaining()) {
      if (over) {
        throw new UndecodableException("bytes after the end of the compressed data");
      }
      ByteBuffer input = natively.getInputBuffer();
      input.clear();
      int length = Math.min(input.remaining(), in.remaining());
      ByteBuffer piece = in.slice(in.position(), length);
      in.position(in.position() + length);
      input.put(piece);
      natively.push(length);
      drain(natively, sink);
    }
  }

  private void drain(DecoderJNI.Wrapper natively, Sink sink) throws UndecodableException {
    while (true) {
      switch (natively.getStatus()) {
        case OK -> natively.push(0);
        case NEEDS_MORE_OUTPUT -> {
          ByteBuffer output = natively.pull();
          if (output.hasRemaining()) {
            sink.accept(output);
          }
        }
        case DONE -> {
          while (natively.hasOutput()) {
            sink.accept(natively.pull());
          }
          over = true;
          return;
        }
        case NEEDS_MORE_INPUT -> {
          while (natively.hasOutput()) {
            sink.accept(natively.pull());
          }
          return;
        }
        case ERROR -> throw new UndecodableException("broken compressed data");
      }
    }
  }

  private DecoderJNI.Wrapper open() throws UndecodableException {
    DecoderJNI.Wrapper opened = decoder;
    if (opened == null) {
      if (over || !isAvailable()) {
        throw new UndecodableException("closed, or no decoder for this machine");
      }
      try {
        opened = new DecoderJNI.Wrapper(IN_BYTES);
      } catch (IOException outOfMemory) {
        throw new UndecodableException("the decoder cannot be opened");
      }
      decoder = opened;
    }
    return opened;
  }

  @Override
  public void close() {
    DecoderJNI.Wrapper opened = decoder;
    decoder = null;
    over = true;
    if (opened != null) {
      opened.destroy();
    }
  }
}
