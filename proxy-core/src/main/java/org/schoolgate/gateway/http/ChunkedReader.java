package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;

/**
 * Reads the chunked transfer coding (RFC 9112 section 7.1) as strictly as {@link HeadReader} reads
 * heads. Chunk extensions are checked and dropped; trailer fields are kept, within the limit of a
 * header.
 */
final class ChunkedReader {

  private enum State {
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILERS,
    DONE
  }

  /** Fifteen hexadecimal digits always fit a long. */
  private static final int SIZE_DIGITS_MAX = 15;

  private static final int EXTENSION_BYTES_MAX = 1024;

  private final HeadReader trailers;
  private final boolean spacesAfterSize;
  private State state = State.DONE;
  private long size;
  private int digits;
  private int extensionBytes;

  /**
   * Makes a reader.
   *
   * @param spacesAfterSize whether blanks between size and line end are overlooked: old servers pad
   *     with them; no browser does
   */
  ChunkedReader(HeadReader trailers, boolean spacesAfterSize) {
    this.trailers = trailers;
    this.spacesAfterSize = spacesAfterSize;
  }

  void begin() {
    trailers.reset();
    state = State.SIZE;
    size = 0;
    digits = 0;
    extensionBytes = 0;
  }

  HeadReader trailers() {
    return trailers;
  }

  boolean read(ByteBuf in, BodyReader.Sink sink) throws MalformedMessage {
    while (state != State.DONE && in.isReadable()) {
      if (state == State.DATA) {
        int take = (int) Math.min(size, in.readableBytes());
        size -= take;
        if (size == 0) {
          state = State.DATA_CR;
        }
        sink.data(in.readRetainedSlice(take));
      } else if (state == State.TRAILERS) {
        if (trailers.read(in)) {
          state = State.DONE;
        }
      } else {
        framing(in.readByte());
      }
    }
    return state == State.DONE;
  }

  private void framing(byte b) throws MalformedMessage {
    switch (state) {
      case SIZE -> sizeByte(b);
      case EXTENSION -> extensionByte(b);
      case SIZE_LF -> {
        expect(b, '\n');
        state = size == 0 ? State.TRAILERS : State.DATA;
      }
      case DATA_CR -> {
        expect(b, '\r');
        state = State.DATA_LF;
      }
      case DATA_LF -> {
        expect(b, '\n');
        state = State.SIZE;
        digits = 0;
        extensionBytes = 0;
      }
      case DATA, TRAILERS, DONE -> throw new IllegalStateException("no framing is due");
    }
  }

  private void sizeByte(byte b) throws MalformedMessage {
    int digit = Character.digit(b, 16);
    if (digit >= 0) {
      if (++digits > SIZE_DIGITS_MAX) {
        throw new MalformedMessage("chunk", "a chunk size is too large");
      }
      size = size << 4 | digit;
    } else if (digits == 0) {
      throw new MalformedMessage("chunk", "a chunk has no size");
    } else if (b == '\r') {
      state = State.SIZE_LF;
    } else if (b == ';' || (spacesAfterSize && (b == ' ' || b == '\t'))) {
      state = State.EXTENSION;
    } else {
      throw new MalformedMessage("chunk", "a chunk size is not a hexadecimal number");
    }
  }

  private void extensionByte(byte b) throws MalformedMessage {
    if (b == '\r') {
      state = State.SIZE_LF;
    } else if ((b >= 0 && b < ' ' && b != '\t')
        || b == 0x7F
        || ++extensionBytes > EXTENSION_BYTES_MAX) {
      throw new MalformedMessage("chunk", "a chunk extension is not valid");
    }
  }

  private static void expect(byte b, char wanted) throws MalformedMessage {
    if (b != wanted) {
      throw new MalformedMessage("chunk", "a chunk does not end where its size says");
    }
  }
}
