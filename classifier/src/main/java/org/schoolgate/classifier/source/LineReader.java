package org.schoolgate.classifier.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a list file line by line in bounded memory, whatever its lines are. Lists are bytes without
 * a declared charset: a line is UTF-8 if it can be, and Latin-1 otherwise. Not thread-safe.
 */
public final class LineReader {

  /** The most bytes of a line that are kept; the rest of a longer one is skipped. */
  public static final int LINE_BYTES_MAX = 8192;

  private static final int BUFFER_BYTES = 8 * LINE_BYTES_MAX;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int filled;
  private int from;
  private int to;
  private boolean tooLong;
  private boolean ended;
  private boolean endsWithNewline = true;
  private long number;

  /** Reads from a stream, which stays the caller's to close. */
  public LineReader(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false when there is none. */
  public boolean next() throws IOException {
    tooLong = false;
    from = position;
    int scanned = position;
    while (true) {
      while (scanned < filled && buffer[scanned] != '\n') {
        scanned++;
      }
      if (scanned < filled) {
        finishLine(scanned, scanned + 1);
        return true;
      }
      if (ended) {
        return lastLine();
      }
      if (scanned - from > LINE_BYTES_MAX) {
        // Only its beginning is kept; what follows overwrites the rest.
        tooLong = true;
        filled = from + LINE_BYTES_MAX;
        scanned = filled;
      }
      scanned -= fill();
    }
  }

  private boolean lastLine() {
    if (from == filled && !tooLong) {
      return false;
    }
    endsWithNewline = false;
    finishLine(filled, filled);
    return true;
  }

  private void finishLine(int end, int next) {
    to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
    tooLong |= to - from > LINE_BYTES_MAX;
    position = next;
    number++;
    if (number == 1 && hasByteOrderMark()) {
      from += 3;
    }
  }

  private boolean hasByteOrderMark() {
    return to - from >= 3
        && buffer[from] == (byte) 0xEF
        && buffer[from + 1] == (byte) 0xBB
        && buffer[from + 2] == (byte) 0xBF;
  }

  /** Moves the line begun to the front, reads on, and says how far it moved. */
  private int fill() throws IOException {
    int moved = from;
    System.arraycopy(buffer, from, buffer, 0, filled - from);
    filled -= from;
    from = 0;
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      ended = true;
    } else {
      filled += read;
    }
    return moved;
  }

  /** The bytes that the line is part of: from {@link #from} to before {@link #to}. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where in {@link #buffer} the line begins. */
  public int from() {
    return from;
  }

  /** Where in {@link #buffer} the line is at its end: behind its last byte. */
  public int to() {
    return to;
  }

  /** Whether the line was longer than {@link #LINE_BYTES_MAX}. */
  public boolean tooLong() {
    return tooLong;
  }

  /** The line's number, from 1. */
  public long number() {
    return number;
  }

  /** Whether the last line, once read, had its line end: if not, the file may be half-written. */
  public boolean endsWithNewline() {
    return endsWithNewline;
  }

  /** The line as text. */
  public String text() {
    boolean ascii = true;
    for (int i = from; i < to && ascii; i++) {
      ascii = buffer[i] >= 0;
    }
    if (ascii) {
      return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(buffer, from, to - from))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }
  }
}
