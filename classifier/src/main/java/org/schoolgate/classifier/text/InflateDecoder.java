package org.schoolgate.classifier.text;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decodes gzip (RFC 1952, any number of members) and deflate (RFC 9110 section 8.4.1.2: zlib as the
 * standard says, or bare RFC 1951 as some servers send and all browsers take).
 *
 * <p>Check sums are not compared: whoever shows the page has shown these bytes whatever their sum.
 */
final class InflateDecoder implements ContentDecoder {

  private static final int OUT_BYTES = 8192;
  private static final int FLAG_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int FLAGS_RESERVED = 0xE0;
  private static final int TRAILER_BYTES = 8;
  private static final int ZLIB_METHOD_DEFLATE = 8;
  private static final int ZLIB_CHECK = 31;

  private enum State {
    GZIP_FIRST,
    GZIP_SECOND,
    GZIP_METHOD,
    GZIP_FLAGS,
    GZIP_FIXED,
    GZIP_EXTRA_LOW,
    GZIP_EXTRA_HIGH,
    GZIP_EXTRA,
    GZIP_NAME,
    GZIP_COMMENT,
    GZIP_CRC,
    DEFLATE_FIRST,
    DEFLATE_SECOND,
    BODY,
    GZIP_TRAILER,
    GZIP_NEXT,
    DEFLATE_OVER
  }

  private final boolean gzip;
  private final byte[] out = new byte[OUT_BYTES];
  private State state;
  private @Nullable Inflater inflater;
  private int flags;
  private int toSkip;
  private int firstByte;

  private InflateDecoder(boolean gzip) {
    this.gzip = gzip;
    this.state = gzip ? State.GZIP_FIRST : State.DEFLATE_FIRST;
  }

  static InflateDecoder gzip() {
    return new InflateDecoder(true);
  }

  static InflateDecoder deflate() {
    return new InflateDecoder(false);
  }

  @Override
  public void decode(ByteBuffer in, Sink sink) throws UndecodableException {
    while (in.hasRemaining()) {
      if (state == State.BODY) {
        inflate(in, sink);
      } else {
        header(in.get() & 0xFF, sink);
      }
    }
  }

  private void header(int b, Sink sink) throws UndecodableException {
    switch (state) {
      case GZIP_FIRST -> expect(b == 0x1F, State.GZIP_SECOND);
      case GZIP_SECOND -> expect(b == 0x8B, State.GZIP_METHOD);
      case GZIP_METHOD -> expect(b == ZLIB_METHOD_DEFLATE, State.GZIP_FLAGS);
      case GZIP_FLAGS -> {
        flags = b;
        toSkip = 6;
        expect((b & FLAGS_RESERVED) == 0, State.GZIP_FIXED);
      }
      case GZIP_FIXED, GZIP_EXTRA, GZIP_CRC, GZIP_TRAILER -> {
        if (--toSkip == 0) {
          next();
        }
      }
      case GZIP_EXTRA_LOW -> {
        toSkip = b;
        state = State.GZIP_EXTRA_HIGH;
      }
      case GZIP_EXTRA_HIGH -> {
        toSkip |= b << 8;
        state = State.GZIP_EXTRA;
        if (toSkip == 0) {
          next();
        }
      }
      case GZIP_NAME, GZIP_COMMENT -> {
        if (b == 0) {
          next();
        }
      }
      case GZIP_NEXT -> nextMember(b);
      case DEFLATE_FIRST -> {
        firstByte = b;
        state = State.DEFLATE_SECOND;
      }
      case DEFLATE_SECOND -> beginDeflate(b, sink);
      case DEFLATE_OVER -> expect(b == 0, State.DEFLATE_OVER);
      case BODY -> throw new IllegalStateException("the body is inflated elsewhere");
    }
  }

  private void expect(boolean asItShould, State next) throws UndecodableException {
    if (!asItShould) {
      throw new UndecodableException("not the coding that the header names");
    }
    state = next;
  }

  /** Goes from one part of a gzip member to the next that its flags announce. */
  private void next() {
    if (state == State.GZIP_TRAILER) {
      state = gzip ? State.GZIP_NEXT : State.DEFLATE_OVER;
    } else if (state.compareTo(State.GZIP_EXTRA_LOW) < 0 && (flags & FLAG_EXTRA) != 0) {
      state = State.GZIP_EXTRA_LOW;
    } else if (state.compareTo(State.GZIP_NAME) < 0 && (flags & FLAG_NAME) != 0) {
      state = State.GZIP_NAME;
    } else if (state.compareTo(State.GZIP_COMMENT) < 0 && (flags & FLAG_COMMENT) != 0) {
      state = State.GZIP_COMMENT;
    } else if (state.compareTo(State.GZIP_CRC) < 0 && (flags & FLAG_CRC) != 0) {
      toSkip = 2;
      state = State.GZIP_CRC;
    } else {
      begin(true);
    }
  }

  /** After a member: another one, padding, or bytes that nobody could read. */
  private void nextMember(int b) throws UndecodableException {
    if (b != 0) {
      expect(b == 0x1F, State.GZIP_SECOND);
    }
  }

  private void beginDeflate(int second, Sink sink) throws UndecodableException {
    boolean zlib =
        (firstByte & 0x0F) == ZLIB_METHOD_DEFLATE && ((firstByte << 8) | second) % ZLIB_CHECK == 0;
    begin(!zlib);
    inflate(ByteBuffer.wrap(new byte[] {(byte) firstByte, (byte) second}), sink);
  }

  private void begin(boolean bare) {
    end();
    inflater = new Inflater(bare);
    state = State.BODY;
  }

  private void inflate(ByteBuffer in, Sink sink) throws UndecodableException {
    Inflater body = inflater;
    if (body == null) {
      throw new UndecodableException("closed");
    }
    body.setInput(in);
    try {
      int length;
      while ((length = body.inflate(out)) > 0) {
        sink.accept(ByteBuffer.wrap(out, 0, length));
      }
    } catch (DataFormatException broken) {
      throw new UndecodableException("broken compressed data");
    }
    if (body.needsDictionary()) {
      throw new UndecodableException("compressed with a dictionary that nobody sent");
    }
    if (body.finished()) {
      toSkip = TRAILER_BYTES;
      state = gzip ? State.GZIP_TRAILER : State.DEFLATE_OVER;
    }
  }

  private void end() {
    Inflater body = inflater;
    inflater = null;
    if (body != null) {
      body.end();
    }
  }

  @Override
  public void close() {
    end();
  }
}
