package org.schoolgate.classifier.text;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a body say it is.
 *
 * @param kind how its text is laid out
 * @param charset the charset parameter in lower case, unchecked; null where none is given
 * @param boundary the boundary of a multipart body; null otherwise
 * @param coding how it is compressed
 */
public record BodyFormat(
    Kind kind, @Nullable String charset, @Nullable String boundary, Coding coding) {

  private static final int HEADER_CHARS_MAX = 64 * 1024;
  private static final int BOUNDARY_CHARS_MAX = 70;

  /** How the text of a body is laid out. */
  public enum Kind {
    /** HTML. */
    HTML,
    /** XML of any kind: XHTML, feeds, SVG. */
    XML,
    /** Plain text of any subtype that is not code. */
    PLAIN,
    /** JSON and its line-separated and event-stream forms. */
    JSON,
    /** {@code application/x-www-form-urlencoded}. */
    FORM,
    /** {@code multipart/form-data}. */
    MULTIPART,
    /**
     * Parts of something, or one page after another, in one body: {@code multipart/byteranges} and
     * {@code multipart/x-mixed-replace}. Words that straddle two of them would be found in neither,
     * so it counts as a coding that nobody can read.
     */
    PARTS,
    /** No type, or none that is one: browsers guess, so it is HTML until it proves binary. */
    UNDECLARED,
    /** Scripts: text as a whole where a browser shows them as a document; their literals always. */
    CODE,
    /** Style sheets: likewise. */
    STYLE,
    /** Images, archives: nothing a phrase is looked for in. */
    OTHER;

    /** Whether the body holds text that a person reads or wrote. */
    public boolean isText() {
      return this != OTHER && !isCode();
    }

    /**
     * Whether it is a script or a style sheet, which may hold text for people among other things.
     */
    public boolean isCode() {
      return this == CODE || this == STYLE;
    }
  }

  /** How a body is compressed (RFC 9110 section 8.4.1). */
  public enum Coding {
    IDENTITY,
    GZIP,
    DEFLATE,
    BROTLI,
    /** One that cannot be decoded here, or several on top of each other. */
    UNKNOWN
  }

  /**
   * Reads the values of Content-Type and Content-Encoding.
   *
   * <p>Of several types the last counts, as in browsers (WHATWG Fetch, "extract a MIME type"), but
   * one that is text before one that is not, because browsers are not of one mind; and what nobody
   * can read before all others.
   *
   * @param contentType the header's value, of several field lines joined by commas; null or blank
   *     if there is none
   * @param contentEncoding the header's value, joined likewise; null or blank if there is none
   */
  public static BodyFormat of(@Nullable String contentType, @Nullable String contentEncoding) {
    String type = contentType == null ? "" : contentType.strip();
    if (type.length() > HEADER_CHARS_MAX) {
      type = type.substring(0, HEADER_CHARS_MAX);
    }
    MediaTypes.Chosen chosen = MediaTypes.choose(type, BodyFormat::kindOf);
    Kind kind = chosen.kind();
    String charset = chosen.parameter("charset");
    String boundary = kind == Kind.MULTIPART ? chosen.parameter("boundary") : null;
    if (boundary != null && boundary.length() > BOUNDARY_CHARS_MAX) {
      boundary = null;
    }
    return new BodyFormat(
        kind,
        charset == null ? null : charset.toLowerCase(Locale.ROOT),
        boundary,
        kind == Kind.PARTS ? Coding.UNKNOWN : codingOf(contentEncoding));
  }

  /**
   * The Accept-Encoding to send upstream: exactly the codings that can be decoded here. Brotli is
   * left out where its native library cannot be loaded.
   */
  public static String acceptEncoding() {
    return BrotliDecoder.isAvailable() ? "gzip, deflate, br" : "gzip, deflate";
  }

  /** Whether the body holds text that a person reads or wrote. */
  public boolean isText() {
    return kind.isText();
  }

  /**
   * Whether a body whose type is none of text may be text all the same: scripts fetch what is
   * called a picture and show it. Pictures, films and archives are told apart by their first bytes.
   *
   * @param first its first bytes as they are on the wire, at least one; not consumed
   */
  public boolean mayBeText(ByteBuffer first) {
    return switch (coding) {
      case IDENTITY -> !new BinarySniff().isBinary(first);
      case UNKNOWN -> false;
      case GZIP, DEFLATE, BROTLI -> true;
    };
  }

  /** The same body without its type, which is not believed: it is read unless it proves binary. */
  public BodyFormat undeclared() {
    return new BodyFormat(Kind.UNDECLARED, charset, null, coding);
  }

  /** The same body where it is opened by itself: there browsers show code as plain text. */
  public BodyFormat asDocument() {
    return kind.isCode() ? new BodyFormat(Kind.PLAIN, charset, null, coding) : this;
  }

  private static Kind kindOf(String essence) {
    return switch (essence) {
      case "", "*/*", "unknown/unknown", "application/unknown" -> Kind.UNDECLARED;
      case "text/html" -> Kind.HTML;
      case "text/xml", "application/xml" -> Kind.XML;
      case "application/x-www-form-urlencoded" -> Kind.FORM;
      case "multipart/form-data" -> Kind.MULTIPART;
      case "multipart/byteranges", "multipart/x-byteranges", "multipart/x-mixed-replace" ->
          Kind.PARTS;
      case "text/event-stream",
          "text/json",
          "application/x-ndjson",
          "application/jsonl",
          "application/json5" ->
          Kind.JSON;
      case "text/css" -> Kind.STYLE;
      case "text/javascript",
          "text/ecmascript",
          "text/x-javascript",
          "application/javascript",
          "application/ecmascript",
          "application/x-javascript" ->
          Kind.CODE;
      default -> kindBySuffix(essence);
    };
  }

  private static Kind kindBySuffix(String essence) {
    if (essence.endsWith("/json") || essence.endsWith("+json")) {
      return Kind.JSON;
    }
    if (essence.endsWith("+xml")) {
      return Kind.XML;
    }
    if (essence.startsWith("multipart/")) {
      // Firefox shows what is in it; between the parts stands nothing that looks like markup.
      return Kind.HTML;
    }
    return essence.startsWith("text/") ? Kind.PLAIN : Kind.OTHER;
  }

  private static Coding codingOf(@Nullable String contentEncoding) {
    if (contentEncoding == null) {
      return Coding.IDENTITY;
    }
    return switch (contentEncoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> Coding.IDENTITY;
      case "gzip", "x-gzip" -> Coding.GZIP;
      case "deflate" -> Coding.DEFLATE;
      case "br" -> BrotliDecoder.isAvailable() ? Coding.BROTLI : Coding.UNKNOWN;
      default -> Coding.UNKNOWN;
    };
  }
}
