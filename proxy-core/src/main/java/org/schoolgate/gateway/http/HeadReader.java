package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a message: the start line and the field lines, up to the empty line.
 *
 * <p>Smuggling lives where two programs read one head differently, so this one reads only what RFC
 * 9112 says must be sent, and nothing of what it says may be tolerated: every line ends in CR LF,
 * no bare CR, no bare LF, no folded line, no space before the colon, no control character. The
 * bytes are copied once into an array that the connection keeps for all its messages; fields are
 * places in that array, and become strings only where somebody asks for one. That, and not Netty's
 * own decoder, because the decoder unfolds folded lines silently, reads ahead through pipelined
 * requests, and costs twice as much (it makes an object of every field).
 *
 * <p>Not thread-safe: one connection owns it. Faults are found at the first wrong byte, so nobody
 * waits for the end of a head that is already bad.
 */
final class HeadReader {

  /** What precedes the field lines. */
  enum Kind {
    REQUEST,
    RESPONSE,
    /** No start line: the fields after the last chunk. */
    TRAILERS
  }

  /** So that the body behind a head in one buffer is not copied along with it. */
  private static final int COPY_STEP_BYTES = 512;

  private static final int BYTES_KEPT_MAX = 8 * 1024;

  private static final int PLACES = 4;

  /** RFC 9112 section 2.2 asks a server to overlook an empty line before a request. */
  private static final int EMPTY_LINES_MAX = 2;

  private static final boolean[] TOKEN = tokenCharacters();

  private final Kind kind;
  private final int startLineBytesMax;
  private final int fieldBytesMax;
  private final int fieldsMax;

  private byte[] bytes = new byte[2 * COPY_STEP_BYTES];
  private int length;
  private int lineStart;
  private int emptyLines;
  private int startLineStart;
  private int startLineEnd = -1;
  private FieldName[] names = new FieldName[32];
  private int[] places = new int[names.length * PLACES];
  private int count;

  HeadReader(Kind kind, int startLineBytesMax, int fieldBytesMax, int fieldsMax) {
    this.kind = kind;
    this.startLineBytesMax = startLineBytesMax;
    this.fieldBytesMax = fieldBytesMax;
    this.fieldsMax = fieldsMax;
    reset();
  }

  /** One that holds the configured limits. */
  static HeadReader within(HttpSettings.Heads limits, Kind kind) {
    return new HeadReader(
        kind, limits.requestLineBytesMax(), limits.headerBytesMax(), limits.headerLinesMax());
  }

  /** Forgets the message, keeps the arrays unless a large head has stretched them. */
  void reset() {
    if (bytes.length > BYTES_KEPT_MAX) {
      bytes = new byte[2 * COPY_STEP_BYTES];
    }
    length = 0;
    lineStart = 0;
    emptyLines = 0;
    startLineStart = 0;
    startLineEnd = kind == Kind.TRAILERS ? 0 : -1;
    count = 0;
  }

  /**
   * Takes bytes up to and with the empty line, and leaves the rest in the buffer.
   *
   * @return whether the head is whole
   */
  boolean read(ByteBuf in) throws MalformedMessage {
    while (in.isReadable()) {
      int step = Math.min(in.readableBytes(), COPY_STEP_BYTES);
      if (length + step > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + step));
      }
      in.getBytes(in.readerIndex(), bytes, length, step);
      int end = scan(length, length + step);
      if (end >= 0) {
        in.skipBytes(end - length);
        length = end;
        return true;
      }
      in.skipBytes(step);
      length += step;
    }
    return false;
  }

  /** Whether a byte of the message has come; an overlooked empty line is none. */
  boolean begun() {
    return length > lineStart || startLineEnd > 0;
  }

  private int scan(int from, int to) throws MalformedMessage {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\n') {
        if (i == 0 || bytes[i - 1] != '\r') {
          throw new MalformedMessage("bare-line-feed", "a line ends without a carriage return");
        }
        if (line(lineStart, i - 1)) {
          return i + 1;
        }
        lineStart = i + 1;
      } else if (i > 0 && bytes[i - 1] == '\r') {
        throw new MalformedMessage(
            "bare-carriage-return", "a carriage return stands inside a line");
      }
    }
    checkLimits(to);
    return -1;
  }

  /** A whole line without its end; true if it is the empty line that ends the head. */
  private boolean line(int from, int to) throws MalformedMessage {
    checkLimits(to);
    if (startLineEnd < 0) {
      if (from != to) {
        startLineStart = from;
        startLineEnd = to;
      } else if (kind != Kind.REQUEST || ++emptyLines > EMPTY_LINES_MAX) {
        throw new MalformedMessage("empty-lines", "the message begins with an empty line");
      }
      return false;
    }
    if (from == to) {
      return true;
    }
    field(from, to);
    return false;
  }

  private void checkLimits(int upTo) throws MalformedMessage {
    if (startLineEnd < 0) {
      if (upTo - lineStart > startLineBytesMax) {
        throw new MalformedMessage(
            414, "request-line-too-long", "the request line is longer than the limit");
      }
    } else if (upTo - startLineEnd > fieldBytesMax) {
      throw new MalformedMessage(431, "header-too-long", "the header is longer than the limit");
    }
  }

  private void field(int from, int to) throws MalformedMessage {
    int colon = from;
    while (colon < to && bytes[colon] >= 0 && TOKEN[bytes[colon]]) {
      colon++;
    }
    if (colon == to || bytes[colon] != ':' || colon == from) {
      boolean folded = bytes[from] == ' ' || bytes[from] == '\t';
      throw folded
          ? new MalformedMessage("folded-header", "a header line is folded")
          : new MalformedMessage("header-name", "a header line has no valid name before its colon");
    }
    int start = colon + 1;
    int end = to;
    while (start < end && isBlank(bytes[start])) {
      start++;
    }
    while (end > start && isBlank(bytes[end - 1])) {
      end--;
    }
    for (int i = start; i < end; i++) {
      if (isControl(bytes[i])) {
        throw new MalformedMessage("control-character", "a header value holds a control character");
      }
    }
    add(from, colon, start, end);
  }

  private void add(int nameStart, int nameEnd, int valueStart, int valueEnd)
      throws MalformedMessage {
    if (count == fieldsMax) {
      throw new MalformedMessage(
          431, "too-many-headers", "there are more header lines than the limit");
    }
    if (count == names.length) {
      names = Arrays.copyOf(names, count * 2);
      places = Arrays.copyOf(places, count * 2 * PLACES);
    }
    names[count] = FieldName.of(bytes, nameStart, nameEnd);
    int place = count * PLACES;
    places[place] = nameStart;
    places[place + 1] = nameEnd;
    places[place + 2] = valueStart;
    places[place + 3] = valueEnd;
    count++;
  }

  /** The array that all the places below are places in; valid until {@link #reset}. */
  byte[] bytes() {
    return bytes;
  }

  int startLineStart() {
    return startLineStart;
  }

  int startLineEnd() {
    return startLineEnd;
  }

  /** How many field lines there are. */
  int count() {
    return count;
  }

  FieldName name(int field) {
    return names[field];
  }

  int nameStart(int field) {
    return places[field * PLACES];
  }

  int nameEnd(int field) {
    return places[field * PLACES + 1];
  }

  int valueStart(int field) {
    return places[field * PLACES + 2];
  }

  int valueEnd(int field) {
    return places[field * PLACES + 3];
  }

  /** The value as text, one character a byte. */
  String value(int field) {
    return text(valueStart(field), valueEnd(field));
  }

  String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** The number of the first field line of that name, or -1. */
  int find(FieldName wanted) {
    for (int i = 0; i < count; i++) {
      if (names[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** The value of the first field line of that name. */
  @Nullable String firstValue(FieldName wanted) {
    int field = find(wanted);
    return field < 0 ? null : value(field);
  }

  /** The values of all field lines of that name as one list (RFC 9110 section 5.3). */
  @Nullable String joinedValue(FieldName wanted) {
    String joined = null;
    for (int i = 0; i < count; i++) {
      if (names[i] == wanted) {
        joined = joined == null ? value(i) : joined + ", " + value(i);
      }
    }
    return joined;
  }

  /** Writes one field line as it came. */
  void writeField(int field, ByteBuf out) {
    int from = nameStart(field);
    int nameEnd = nameEnd(field);
    out.writeBytes(bytes, from, nameEnd - from);
    out.writeShort(':' << 8 | ' ');
    out.writeBytes(bytes, valueStart(field), valueEnd(field) - valueStart(field));
    out.writeShort('\r' << 8 | '\n');
  }

  /** Whether the value is that ASCII word, whatever its case. */
  boolean valueIs(int field, byte[] lowerCase) {
    return FieldName.equalsIgnoreCase(bytes, valueStart(field), valueEnd(field), lowerCase);
  }

  /** Whether a comma-separated value has that ASCII word as one of its items. */
  boolean valueLists(int field, byte[] lowerCase) {
    int end = valueEnd(field);
    int from = valueStart(field);
    while (from < end) {
      int to = from;
      while (to < end && bytes[to] != ',') {
        to++;
      }
      if (itemIs(from, to, lowerCase)) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }

  private boolean itemIs(int from, int to, byte[] lowerCase) {
    int start = from;
    int end = to;
    while (start < end && isBlank(bytes[start])) {
      start++;
    }
    while (end > start && isBlank(bytes[end - 1])) {
      end--;
    }
    return FieldName.equalsIgnoreCase(bytes, start, end, lowerCase);
  }

  static boolean isToken(byte b) {
    return b >= 0 && TOKEN[b];
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static boolean isControl(byte b) {
    return (b >= 0 && b < ' ' && b != '\t') || b == 0x7F;
  }

  private static boolean[] tokenCharacters() {
    boolean[] token = new boolean[128];
    for (char c = '!'; c < 0x7F; c++) {
      token[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }
    return token;
  }
}
