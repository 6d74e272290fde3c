package org.schoolgate.gateway.enforce;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a refused request is answered, so that whatever asked can take it: a page for a
 * person, an object for a program, and for the parts of a page an empty body of the right type.
 *
 * <p>What the browser itself says the answer is for (Fetch Metadata, Sec-Fetch-Dest) is believed
 * first, then the Accept header (RFC 9110 section 12.5.1), then the end of the path.
 */
public enum BlockForm {
  HTML("text/html; charset=utf-8"),
  TEXT("text/plain; charset=utf-8"),
  JSON("application/json"),
  GIF("image/gif"),
  SVG("image/svg+xml"),
  SCRIPT("text/javascript; charset=utf-8"),
  STYLESHEET("text/css; charset=utf-8"),
  /** Fonts, sound, film, beacons: nothing that a body could say. */
  EMPTY("application/octet-stream");

  /** More of an Accept header than this is not read. */
  static final int ACCEPT_CHARS_MAX = 1024;

  private static final Map<String, BlockForm> BY_DESTINATION =
      Map.ofEntries(
          Map.entry("document", HTML),
          Map.entry("iframe", HTML),
          Map.entry("frame", HTML),
          Map.entry("fencedframe", HTML),
          Map.entry("embed", HTML),
          Map.entry("object", HTML),
          Map.entry("image", GIF),
          Map.entry("script", SCRIPT),
          Map.entry("worker", SCRIPT),
          Map.entry("sharedworker", SCRIPT),
          Map.entry("serviceworker", SCRIPT),
          Map.entry("audioworklet", SCRIPT),
          Map.entry("paintworklet", SCRIPT),
          Map.entry("style", STYLESHEET),
          Map.entry("json", JSON),
          Map.entry("manifest", EMPTY),
          Map.entry("audio", EMPTY),
          Map.entry("video", EMPTY),
          Map.entry("track", EMPTY),
          Map.entry("font", EMPTY),
          Map.entry("report", EMPTY));

  private static final Map<String, BlockForm> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("png", GIF),
          Map.entry("jpg", GIF),
          Map.entry("jpeg", GIF),
          Map.entry("gif", GIF),
          Map.entry("webp", GIF),
          Map.entry("avif", GIF),
          Map.entry("bmp", GIF),
          Map.entry("ico", GIF),
          Map.entry("svg", SVG),
          Map.entry("js", SCRIPT),
          Map.entry("mjs", SCRIPT),
          Map.entry("css", STYLESHEET),
          Map.entry("json", JSON),
          Map.entry("txt", TEXT),
          Map.entry("woff", EMPTY),
          Map.entry("woff2", EMPTY),
          Map.entry("ttf", EMPTY),
          Map.entry("otf", EMPTY),
          Map.entry("mp3", EMPTY),
          Map.entry("mp4", EMPTY),
          Map.entry("webm", EMPTY),
          Map.entry("m3u8", EMPTY),
          Map.entry("wasm", EMPTY));

  private final String contentType;

  BlockForm(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /** Whether a person or a program reads the body; the other forms are empty or one dot. */
  boolean hasWords() {
    return this == HTML || this == TEXT || this == JSON;
  }

  /**
   * Chooses the form for one request.
   *
   * @param acceptHeader the Accept header, joined with commas if it came more than once; null if
   *     absent
   * @param secFetchDest the Sec-Fetch-Dest header; null if absent
   * @param path the path of the target, without its query
   * @param xRequestedWith the X-Requested-With header; null if absent
   */
  public static BlockForm choose(
      @Nullable String acceptHeader,
      @Nullable String secFetchDest,
      String path,
      @Nullable String xRequestedWith) {
    Optional<BlockForm> byPath = Optional.ofNullable(BY_EXTENSION.get(extensionOf(path)));
    if (secFetchDest != null) {
      BlockForm form = BY_DESTINATION.get(secFetchDest.strip().toLowerCase(Locale.ROOT));
      if (form != null) {
        return form == GIF && byPath.equals(Optional.of(SVG)) ? SVG : form;
      }
    }
    Optional<BlockForm> byAccept = preferred(acceptHeader, byPath);
    if (byAccept.isPresent()) {
      return byAccept.get();
    }
    boolean calledByScript =
        "empty".equalsIgnoreCase(secFetchDest) || "XMLHttpRequest".equalsIgnoreCase(xRequestedWith);
    return calledByScript ? JSON : byPath.orElse(HTML);
  }

  /** The form of the media range with the greatest weight, the first of equals; none for any. */
  private static Optional<BlockForm> preferred(
      @Nullable String acceptHeader, Optional<BlockForm> byPath) {
    if (acceptHeader == null) {
      return Optional.empty();
    }
    String header = acceptHeader.substring(0, Math.min(acceptHeader.length(), ACCEPT_CHARS_MAX));
    Optional<BlockForm> best = Optional.empty();
    double bestWeight = 0;
    for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      int parameters = range.indexOf(';');
      String type = (parameters < 0 ? range : range.substring(0, parameters)).strip();
      double weight = parameters < 0 ? 1 : weightIn(range.substring(parameters));
      Optional<BlockForm> form = ofMediaRange(type, byPath);
      if (form.isPresent() && weight > bestWeight) {
        best = form;
        bestWeight = weight;
      }
    }
    return best;
  }

  private static Optional<BlockForm> ofMediaRange(String type, Optional<BlockForm> byPath) {
    return switch (type) {
      case "text/html", "application/xhtml+xml" -> Optional.of(HTML);
      case "text/plain" -> Optional.of(TEXT);
      case "text/css" -> Optional.of(STYLESHEET);
      case "text/javascript", "application/javascript", "application/ecmascript" ->
          Optional.of(SCRIPT);
      case "application/json" -> Optional.of(JSON);
      case "image/svg+xml" -> Optional.of(SVG);
      default -> ofMediaFamily(type, byPath);
    };
  }

  private static Optional<BlockForm> ofMediaFamily(String type, Optional<BlockForm> byPath) {
    if (type.endsWith("+json")) {
      return Optional.of(JSON);
    }
    if (type.startsWith("image/")) {
      return Optional.of(byPath.equals(Optional.of(SVG)) ? SVG : GIF);
    }
    boolean silent =
        type.startsWith("audio/") || type.startsWith("video/") || type.startsWith("font/");
    return silent ? Optional.of(EMPTY) : Optional.empty();
  }

  /** The q parameter, 1 if it is absent or unreadable (RFC 9110 section 12.4.2). */
  private static double weightIn(String parameters) {
    for (String parameter : parameters.split(";", -1)) {
      String text = parameter.strip();
      if (text.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
        return Double.parseDouble(text.substring(2));
      }
    }
    return 1;
  }

  private static String extensionOf(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
