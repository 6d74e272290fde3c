package org.schoolgate.classifier.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a multipart form (RFC 7578), each a run of its own, without sensitive fields.
 * Files are read too: those that say they are text, or say nothing (section 4.4), and others unless
 * their first bytes are of something else. Markup in them is read as it is written, and so is what
 * stands before the first part: nobody should write there. Not thread-safe.
 */
final class MultipartReader implements ByteSink {

  private static final int HEADER_BYTES_MAX = 4096;
  private static final Pattern NAME =
      Pattern.compile("(?i)[;\\s]name\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))");
  private static final Pattern FILE_NAME = Pattern.compile("(?i)[;\\s]filename\\*?\\s*=");
  private static final Pattern TYPE =
      Pattern.compile("(?im)^content-type[ \\t]*:[ \\t]*([^\\r\\n]*)");

  private final @Nullable String charset;
  private final TextScan scan;
  private final SecondReading again;

  /** Line end, two hyphens, boundary: what ends a part. */
  private final byte[] delimiter;

  private final StringBuilder header = new StringBuilder();
  private final ByteBuffer one = ByteBuffer.allocate(1);

  private @Nullable CharsetReader value;

  /** Looks at what is called no text; null once it is known. */
  private @Nullable BinarySniff sniff;

  /** The first bytes of what is called no text, until it is known. */
  private final ByteBuffer beginning = ByteBuffer.allocate(BinarySniff.SNIFF_BYTES_MAX);

  private boolean inHeader;
  private long position;

  /**
   * How much of the delimiter the last bytes are. The body may begin with it, less its line end.
   */
  private int matched = 2;

  MultipartReader(@Nullable String charset, String boundary, TextScan scan) {
    this.charset = charset;
    this.scan = scan;
    this.again = new SecondReading(scan);
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    // The line end that the body may begin without is given back, too.
    this.value = readerFrom(-matched);
  }

  private CharsetReader readerFrom(long offset) {
    return new CharsetReader(charset, false, OffsetReader.plain(scan.main(), again, offset));
  }

  @Override
  public void accept(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      step(bytes.get());
      position++;
    }
  }

  @Override
  public void finish() {
    giveBack();
    endPart();
    scan.finish(position);
  }

  private void step(byte b) {
    if (b == delimiter[matched]) {
      if (++matched == delimiter.length) {
        matched = 0;
        endPart();
        inHeader = true;
        header.setLength(0);
      }
      return;
    }
    giveBack();
    if (b == delimiter[0]) {
      matched = 1;
    } else {
      content(b);
    }
  }

  /** What looked like the delimiter is content. Its first byte stands nowhere else in it. */
  private void giveBack() {
    int wasMatched = matched;
    matched = 0;
    for (int i = 0; i < wasMatched; i++) {
      content(delimiter[i]);
    }
  }

  private void content(byte b) {
    if (inHeader) {
      if (header.length() < HEADER_BYTES_MAX) {
        header.append((char) (b & 0xFF));
      }
      int length = header.length();
      boolean over = length >= 4 && header.substring(length - 4).equals("\r\n\r\n");
      if (over || length == HEADER_BYTES_MAX) {
        inHeader = false;
        beginPart(header.toString());
      }
    } else if (value != null) {
      one.clear();
      one.put(b).flip();
      if (sniff == null) {
        value.accept(one);
      } else {
        sniff(sniff, b);
      }
    }
  }

  private void sniff(BinarySniff undecided, byte b) {
    beginning.put(b);
    if (undecided.isBinary(one)) {
      value = null;
      sniff = null;
    } else if (!undecided.undecided()) {
      believeText();
    }
  }

  private void believeText() {
    sniff = null;
    if (value != null) {
      value.accept(beginning.flip());
    }
  }

  private void beginPart(String headers) {
    Matcher name = NAME.matcher(headers);
    boolean named = name.find();
    String told = !named ? "" : name.group(1) != null ? name.group(1) : name.group(2);
    boolean file = FILE_NAME.matcher(headers).find();
    if (!SensitiveNames.isSensitive(String.valueOf(told))) {
      value = readerFrom(position + 1);
      sniff = file && !isText(headers) ? new BinarySniff() : null;
      beginning.clear();
    }
  }

  private static boolean isText(String headers) {
    Matcher type = TYPE.matcher(headers);
    return BodyFormat.of(type.find() ? type.group(1) : "text/plain", null).asDocument().isText();
  }

  private void endPart() {
    if (sniff != null) {
      believeText();
    }
    if (value != null) {
      value.finish();
      value = null;
    }
  }
}
