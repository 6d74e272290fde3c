package org.schoolgate.classifier.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into characters: by byte order mark, then by the header, then by what the first 1,024
 * bytes say of themselves, then as UTF-8; the order of the WHATWG HTML standard.
 *
 * <p>Where UTF-8 is malformed, exactly the malformed bytes are read as windows-1252, so a page in
 * either is read right and no byte is lost. Until the charset is settled, bytes that are ASCII are
 * read at once, since they mean the same in every charset that can still come out; the rest waits.
 * Where the input is cut into pieces changes nothing. Not thread-safe.
 */
final class CharsetReader implements ByteSink {

  private static final int SNIFF_BYTES = 1024;
  private static final int CHARS = 4096;
  private static final int HELD_BYTES_MAX = 16;
  private static final int PIECE_BYTES = 64;
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;
  private static final byte ESCAPE = 0x1B;

  /** So many characters are taken before it is looked whether ASCII alone follows. */
  private static final int SHORT_CHARS = 16;

  private static final byte CONTINUATION = (byte) 0x80;
  private static final byte TWO_BYTES_MIN = (byte) 0xC2;
  private static final byte THREE_BYTES_MIN = (byte) 0xE0;
  private static final byte FOUR_BYTES_MIN = (byte) 0xF0;
  private static final int THREE_BYTES_CHAR_MIN = 0x800;

  private static final Pattern META =
      Pattern.compile("(?i)<meta[^>]{0,400}?charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_:.-]{1,40})");
  private static final Pattern XML =
      Pattern.compile("^<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9_:.-]{1,40})");

  private final @Nullable Charset declared;
  private final boolean sniffs;
  private final CharSink sink;

  private final CharBuffer chars = CharBuffer.allocate(CHARS);

  /** The first bytes, until the charset is settled; null from then on. */
  private byte @Nullable [] head;

  private int headLength;

  /** How many of the first bytes have been given out already, being ASCII. */
  private int headRead;

  /** Reads what is ASCII, and with less trouble than others. */
  private final CharsetDecoder ascii = StandardCharsets.ISO_8859_1.newDecoder();

  /** Where bytes are put that are in no array; empty until there are any. */
  private ByteBuffer inArray = ByteBuffer.allocate(0);

  private @Nullable CharsetDecoder decoder;
  private boolean tolerant;
  private final byte[] held = new byte[HELD_BYTES_MAX];
  private int heldLength;

  /**
   * A reader into a sink.
   *
   * @param label the charset that the header names, or null
   * @param sniffs whether the document may name its charset itself
   */
  CharsetReader(@Nullable String label, boolean sniffs, CharSink sink) {
    this.declared = Charsets.forLabel(label);
    this.sniffs = sniffs && declared == null;
    this.sink = sink;
    this.head = new byte[this.sniffs ? SNIFF_BYTES : 3];
  }

  @Override
  public void accept(ByteBuffer bytes) {
    byte[] beginning = head;
    if (beginning != null) {
      while (bytes.hasRemaining() && headLength < beginning.length) {
        beginning[headLength++] = bytes.get();
      }
      readAsciiHead(beginning);
      if (headLength < beginning.length) {
        return;
      }
      settle(beginning);
    }
    if (bytes.hasArray()) {
      decode(bytes, false);
    } else {
      decodeFromOutside(bytes);
    }
  }

  private void decodeFromOutside(ByteBuffer bytes) {
    if (inArray.capacity() == 0 && bytes.hasRemaining()) {
      inArray = ByteBuffer.allocate(CHARS);
    }
    while (bytes.hasRemaining()) {
      int count = Math.min(inArray.capacity(), bytes.remaining());
      bytes.get(inArray.array(), 0, count);
      decode(inArray.clear().limit(count), false);
    }
  }

  @Override
  public void finish() {
    if (head != null) {
      settle(head);
    }
    decode(ByteBuffer.allocate(0), true);
    sink.finish();
  }

  /** Gives out what is ASCII at the beginning; with a mark or a wide charset that is nothing. */
  private void readAsciiHead(byte[] beginning) {
    boolean asciiCompatible = declared == null || !declared.name().startsWith("UTF-16");
    int end = headRead;
    while (asciiCompatible && end < headLength && isPlain(beginning[end])) {
      end++;
    }
    if (end > headRead) {
      for (int i = headRead; i < end; i++) {
        putByte(beginning[i]);
      }
      flush();
      headRead = end;
    }
  }

  private static boolean isPlain(byte b) {
    return b > 0 && b != ESCAPE;
  }

  private void settle(byte[] beginning) {
    head = null;
    int mark = 0;
    Charset charset = declared;
    if (startsWith(beginning, 0xEF, 0xBB, 0xBF)) {
      mark = 3;
      charset = StandardCharsets.UTF_8;
    } else if (startsWith(beginning, 0xFE, 0xFF)) {
      mark = 2;
      charset = StandardCharsets.UTF_16BE;
    } else if (startsWith(beginning, 0xFF, 0xFE)) {
      mark = 2;
      charset = StandardCharsets.UTF_16LE;
    } else if (charset == null && sniffs) {
      charset = charsetInside(new String(beginning, 0, headLength, StandardCharsets.ISO_8859_1));
    }
    int from = Math.max(headRead, mark);
    tolerant = charset == null || charset.equals(StandardCharsets.UTF_8);
    CodingErrorAction onMalformed = tolerant ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE;
    decoder =
        (charset == null ? StandardCharsets.UTF_8 : charset)
            .newDecoder()
            .onMalformedInput(onMalformed)
            .onUnmappableCharacter(onMalformed);
    decode(ByteBuffer.wrap(beginning, from, headLength - from), false);
  }

  private boolean startsWith(byte[] beginning, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= headLength || (beginning[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Charset charsetInside(String beginning) {
    Matcher xml = XML.matcher(beginning);
    if (xml.find()) {
      return Charsets.forLabelInside(xml.group(1));
    }
    Matcher meta = META.matcher(beginning);
    return meta.find() ? Charsets.forLabelInside(meta.group(1)) : null;
  }

  private void decode(ByteBuffer bytes, boolean last) {
    while (heldLength > 0 && bytes.hasRemaining()) {
      held[heldLength++] = bytes.get();
      ByteBuffer joined = ByteBuffer.wrap(held, 0, heldLength);
      decodeAll(joined, false);
      keep(joined);
    }
    decodeAll(bytes, false);
    if (bytes.hasRemaining()) {
      keep(bytes);
    }
    if (last) {
      decodeAll(ByteBuffer.wrap(held.clone(), 0, heldLength), true);
      heldLength = 0;
    }
    flush();
  }

  private void keep(ByteBuffer rest) {
    int length = Math.min(rest.remaining(), HELD_BYTES_MAX - 1);
    byte[] kept = new byte[length];
    rest.get(kept);
    System.arraycopy(kept, 0, held, 0, length);
    heldLength = length;
  }

  /**
   * Decodes what is complete, ASCII by the long and the rest in short pieces: the decoder of the
   * JDK would take all that follows the first other character one by one.
   */
  private void decodeAll(ByteBuffer bytes, boolean last) {
    CharsetDecoder settled = decoder;
    if (settled == null) {
      return;
    }
    boolean more = true;
    while (more) {
      while (tolerant && (takeAscii(bytes) || takeShort(bytes))) {
        // As long as it is one or the other, which is nearly always.
      }
      int limit = bytes.limit();
      more = tolerant && bytes.remaining() > PIECE_BYTES;
      if (more) {
        bytes.limit(bytes.position() + PIECE_BYTES);
      }
      CoderResult result = settled.decode(bytes, chars, last && !more);
      bytes.limit(limit);
      if (result.isOverflow()) {
        flush();
        more = true;
      } else if (result.isError()) {
        for (int i = 0; i < result.length(); i++) {
          putByte(bytes.get());
        }
        more = true;
      }
    }
    if (last) {
      settled.flush(chars);
    }
  }

  /**
   * Takes some characters of up to three bytes that are well-formed (RFC 3629), ASCII among them.
   *
   * @return whether there were any
   */
  private boolean takeShort(ByteBuffer bytes) {
    if (chars.remaining() < SHORT_CHARS) {
      flush();
    }
    char[] into = chars.array();
    int n = chars.position();
    int to = n + SHORT_CHARS;
    int at = bytes.position();
    int last = bytes.limit() - 3;
    boolean wellFormed = true;
    while (n < to && at <= last && wellFormed) {
      int first = bytes.get(at);
      int second = bytes.get(at + 1) ^ CONTINUATION;
      int third = bytes.get(at + 2) ^ CONTINUATION;
      if (first >= 0) {
        into[n++] = (char) first;
        at++;
      } else if (first >= TWO_BYTES_MIN && first < THREE_BYTES_MIN && isContinuation(second)) {
        into[n++] = (char) ((first & 0x1F) << 6 | second);
        at += 2;
      } else {
        int c = (first & 0xF) << 12 | second << 6 | third;
        wellFormed =
            first >= THREE_BYTES_MIN
                && first < FOUR_BYTES_MIN
                && isContinuation(second)
                && isContinuation(third)
                && c >= THREE_BYTES_CHAR_MIN
                && !Character.isSurrogate((char) c);
        into[n] = (char) c;
        n += wellFormed ? 1 : 0;
        at += wellFormed ? 3 : 0;
      }
    }
    boolean any = at > bytes.position();
    chars.position(n);
    bytes.position(at);
    return any;
  }

  private static boolean isContinuation(int marked) {
    return (marked & ~0x3F) == 0;
  }

  /** Takes what is ASCII, in whole longs, and says whether there was any. */
  private boolean takeAscii(ByteBuffer bytes) {
    int run = asciiRun(bytes);
    boolean any = run > 0;
    while (run > 0) {
      if (!chars.hasRemaining()) {
        flush();
      }
      int count = Math.min(run, chars.remaining());
      int limit = bytes.limit();
      bytes.limit(bytes.position() + count);
      ascii.decode(bytes, chars, false);
      bytes.limit(limit);
      run -= count;
    }
    return any;
  }

  /** How many of the next bytes are ASCII, at least, in whole longs. */
  private static int asciiRun(ByteBuffer bytes) {
    int from = bytes.position();
    int end = bytes.limit() - Long.BYTES;
    int at = from;
    while (at <= end && (bytes.getLong(at) & NOT_ASCII) == 0) {
      at += Long.BYTES;
    }
    return at - from;
  }

  /** A byte that is no UTF-8, as the charset that it most likely is. */
  private void putByte(byte b) {
    if (!chars.hasRemaining()) {
      flush();
    }
    chars.put(b >= 0 ? (char) b : Charsets.WINDOWS_1252_CHARS.charAt(b & 0x7F));
  }

  private void flush() {
    if (chars.position() > 0) {
      int length = chars.position();
      chars.clear();
      sink.accept(chars.array(), length);
    }
  }
}
