package org.schoolgate.classifier.text;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.TextFindings;

/**
 * The way of a body's bytes: content coding, charset, layout, words. Each step is pushed by the one
 * before and holds a bounded amount, so the whole does.
 *
 * <p>Expansion is bounded twice: in all, and as a ratio once the first {@link #RATIO_FREE_BYTES}
 * are out. Real pages compress to a twentieth; only what was made to hurt goes beyond a
 * three-hundredth. Not thread-safe.
 */
final class BodyScan implements TextStream {

  /** The most bytes that a compressed body may expand to. */
  static final long DECODED_BYTES_MAX = 256L << 20;

  /** How many times its size a compressed body may expand to. */
  static final int RATIO_MAX = 300;

  /** The ratio is not looked at before that many bytes are out. */
  static final long RATIO_FREE_BYTES = 4L << 20;

  private final ContentDecoder decoder;
  private final boolean coded;
  private @Nullable BinarySniff sniff;
  private final ByteBuffer beginning;
  private final TextScan scan;
  private @Nullable ByteSink reader;
  private long wireBytes;
  private long decodedBytes;
  private boolean undecodable;
  private boolean over;

  private BodyScan(
      ContentDecoder decoder,
      boolean coded,
      @Nullable BinarySniff sniff,
      TextScan scan,
      @Nullable ByteSink reader) {
    this.decoder = decoder;
    this.coded = coded;
    this.sniff = sniff;
    this.beginning = ByteBuffer.allocate(sniff == null ? 0 : BinarySniff.SNIFF_BYTES_MAX);
    this.scan = scan;
    this.reader = reader;
  }

  /** Opens a body. */
  static BodyScan open(BodyFormat format, TextScan scan) {
    return new BodyScan(
        ContentDecoder.of(format.coding()),
        format.coding() != BodyFormat.Coding.IDENTITY,
        format.kind() == BodyFormat.Kind.UNDECLARED ? new BinarySniff() : null,
        scan,
        readerFor(format, scan));
  }

  private static @Nullable ByteSink readerFor(BodyFormat format, TextScan scan) {
    String charset = format.charset();
    return switch (format.kind()) {
      case UNDECLARED -> new CharsetReader(charset, true, new GuessReader(scan, scan.isTyped()));
      case HTML ->
          new CharsetReader(charset, true, new MarkupReader(true, MarkupText.ofPage(true, scan)));
      case XML ->
          new CharsetReader(charset, true, new MarkupReader(false, MarkupText.ofPage(false, scan)));
      case PLAIN -> text(charset, new PlainReader(scan.main(), new SecondReading(scan)));
      case JSON -> text(charset, PlainReader.ofJson(scan.main(), new SecondReading(scan)));
      case FORM -> new FormReader(charset, scan);
      case MULTIPART -> {
        String boundary = format.boundary();
        yield boundary == null
            ? text(charset, new PlainReader(scan.main(), new SecondReading(scan)))
            : new MultipartReader(charset, boundary, scan);
      }
      case CODE ->
          new CharsetReader(charset, false, new CodeReader(new ScriptReader(scan, 0), scan));
      case STYLE ->
          new CharsetReader(charset, false, new CodeReader(new StyleReader(scan, 0, null), scan));
      case OTHER, PARTS -> null;
    };
  }

  private static ByteSink text(@Nullable String charset, PlainReader reader) {
    return new CharsetReader(charset, false, new OffsetReader(reader, 0));
  }

  @Override
  public void accept(ByteBuffer bytes) {
    if (undecodable || over || reader == null) {
      bytes.position(bytes.limit());
      return;
    }
    wireBytes += bytes.remaining();
    try {
      decoder.decode(bytes, this::read);
    } catch (ContentDecoder.UndecodableException broken) {
      // What comes after it proved to be no text would not have been decoded in another piece.
      undecodable = reader != null;
      decoder.close();
    }
    bytes.position(bytes.limit());
  }

  private void read(ByteBuffer decoded) throws ContentDecoder.UndecodableException {
    decodedBytes += decoded.remaining();
    if (coded && isBomb()) {
      throw new ContentDecoder.UndecodableException("expands beyond all measure");
    }
    if (sniff != null) {
      sniff(sniff, decoded);
    }
    if (reader != null && sniff == null) {
      reader.accept(decoded);
    }
  }

  /** Nothing is read before it is known to be text, so where it is cut changes nothing. */
  private void sniff(BinarySniff undecided, ByteBuffer decoded) {
    ByteBuffer one = ByteBuffer.allocate(1);
    while (decoded.hasRemaining() && undecided.undecided()) {
      byte next = decoded.get();
      beginning.put(next);
      one.clear();
      if (undecided.isBinary(one.put(next).flip())) {
        reader = null;
        return;
      }
    }
    if (!undecided.undecided()) {
      believeText();
    }
  }

  private void believeText() {
    sniff = null;
    if (reader != null) {
      reader.accept(beginning.flip());
    }
  }

  private boolean isBomb() {
    return decodedBytes > DECODED_BYTES_MAX
        || (decodedBytes > RATIO_FREE_BYTES && decodedBytes / RATIO_MAX > wireBytes);
  }

  @Override
  public void finish() {
    if (!over) {
      over = true;
      if (sniff != null) {
        believeText();
      }
      if (reader != null) {
        reader.finish();
      }
      scan.allHasCome();
      decoder.close();
    }
  }

  @Override
  public TextFindings findings() {
    return scan.findings();
  }

  @Override
  public long foundCount() {
    return scan.foundCount();
  }

  @Override
  public boolean readsOn() {
    return reader != null;
  }

  @Override
  public boolean undecodable() {
    return undecodable || scan.isExhausted();
  }

  @Override
  public void close() {
    over = true;
    decoder.close();
  }
}
