package org.schoolgate.classifier.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text in a {@code data:} address (RFC 2397), from what follows the colon: pages,
 * drawings, scripts and plain text, in percent escapes or base64. Pictures and fonts are passed
 * over. Not thread-safe.
 */
final class DataUriReader implements PlacedSink {

  private static final int HEADER_CHARS_MAX = 200;
  private static final String BASE64 = ";base64";

  private final TextScan scan;
  private final int nesting;
  private final StringBuilder header = new StringBuilder();
  private boolean inHeader = true;
  private @Nullable PlacedSink content;

  /**
   * A reader of one address.
   *
   * @param nesting in how much that is embedded its text stands
   */
  DataUriReader(TextScan scan, int nesting) {
    this.scan = scan;
    this.nesting = nesting;
  }

  @Override
  public void accept(char c, long offset) {
    if (!inHeader) {
      if (content != null) {
        content.accept(c, offset);
      }
    } else if (c == ',') {
      inHeader = false;
      content = begin(header.toString().strip());
    } else if (header.length() < HEADER_CHARS_MAX) {
      header.append(c);
    }
  }

  @Override
  public void end(long offset) {
    if (content != null) {
      content.end(offset);
      content = null;
    }
    header.setLength(0);
    inHeader = true;
  }

  private @Nullable PlacedSink begin(String told) {
    boolean base64 = told.toLowerCase(Locale.ROOT).endsWith(BASE64);
    String type = base64 ? told.substring(0, told.length() - BASE64.length()) : told;
    boolean typed = !type.isEmpty() && type.charAt(0) != ';';
    BodyFormat format = BodyFormat.of(typed ? type : "text/plain" + type, null);
    PlacedSink text = textOf(format.kind());
    if (text == null) {
      return null;
    }
    return base64 ? new Base64Reader(text) : new PercentReader(text);
  }

  private @Nullable PlacedSink textOf(BodyFormat.Kind kind) {
    return switch (kind) {
      case HTML, UNDECLARED -> new MarkupReader(true, MarkupText.ofData(true, scan, nesting));
      case XML -> new MarkupReader(false, MarkupText.ofData(false, scan, nesting));
      case PLAIN -> new PlainReader(scan.data(), new SecondReading(scan));
      case JSON -> PlainReader.ofJson(scan.data(), new SecondReading(scan));
      case CODE -> new ScriptReader(scan, nesting);
      case STYLE -> new StyleReader(scan, nesting, null);
      case FORM, MULTIPART, PARTS, OTHER -> null;
    };
  }
}
