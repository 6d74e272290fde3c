package org.schoolgate.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One spelling for all ways to write a path, for matching alone: never sent anywhere. Rows of the
 * policy and entries of lists use this one.
 *
 * <p>After Google Safe Browsing's canonicalisation: percent-escapes are undone until none is left,
 * {@code /./} and {@code /../} resolved, {@code //} collapsed. Two things are ours: letters become
 * lower case, as squidGuard's lists assume, and a backslash is a slash, as browsers and some
 * servers read it. Escaped and raw UTF-8 are the same.
 *
 * <p>Servers differ in all of these. A path that some server may read as another is {@linkplain
 * #isDoubtful doubtful}: then what closes a part of a site must hold for every reading, and what
 * opens one for none.
 */
public final class CanonicalPath {

  /** Escapes nested deeper than this stay; no real address goes beyond two or three. */
  private static final int UNESCAPE_ROUNDS_MAX = 64;

  private CanonicalPath() {}

  /** The canonical text of a path. */
  public static String of(String path) {
    return lowerCase(inCase(path));
  }

  /** The same with its letters as they came. */
  static String inCase(String path) {
    return resolve(text(unescape(clean(path))));
  }

  /**
   * The canonical text of a path as servlet containers read it: what stands behind a semicolon is
   * taken off each segment before dot segments are resolved.
   */
  public static String withoutParameters(String path) {
    StringBuilder cut = new StringBuilder(path.length());
    for (String segment : split(path)) {
      cut.append('/').append(segment);
    }
    return lowerCase(resolve(cut.toString()));
  }

  /**
   * What stands between the slashes; every reading of the path has some of these, in this order.
   */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : split(lowerCase(path))) {
      if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
        segments.add(segment);
      }
    }
    return segments;
  }

  /**
   * The canonical text of a query's parameter; a space is a plus, so that it can stand in a list.
   */
  public static String ofParameter(String parameter) {
    return lowerCase(text(unescape(clean(parameter))).replace(' ', '+'));
  }

  /**
   * Whether servers may read a path in several ways: dot segments, empty segments, parameters,
   * backslashes, and escapes that hide one of these, a slash, another escape or the path's end.
   *
   * @param path without query, as it came
   */
  public static boolean isDoubtful(String path) {
    byte[] once = unescapeOnce(path.getBytes(StandardCharsets.UTF_8));
    int slashes = 0;
    int segment = 0;
    for (int i = 0; i <= once.length; i++) {
      if (i < once.length && once[i] != '/') {
        if (isSyntax(once[i])) {
          return true;
        }
        continue;
      }
      boolean last = i == once.length;
      boolean empty = i == segment && i > 0 && !last;
      boolean dots = i > segment && i - segment <= 2 && once[segment] == '.' && once[i - 1] == '.';
      if (empty || dots) {
        return true;
      }
      slashes += last ? 0 : 1;
      segment = i + 1;
    }
    return slashes != path.chars().filter(c -> c == '/').count();
  }

  private static boolean isSyntax(byte b) {
    return (b >= 0 && b < ' ') || b == 0x7F || "%\\;?#".indexOf(b) >= 0;
  }

  /** Whether a prefix may end before this character. */
  public static boolean isBoundary(char c) {
    return c == '/' || c == '?' || c == '&' || c == '=' || c == ';';
  }

  /** Whether a text is this prefix, or goes on after it with a boundary. */
  public static boolean startsAt(String text, String prefix) {
    return text.startsWith(prefix)
        && (text.length() == prefix.length() || isBoundary(text.charAt(prefix.length())));
  }

  /** The segments of all levels of escaping, each cut where a server may end it. */
  private static List<String> split(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : text(unescape(clean(path))).split("[/\\\\]", -1)) {
      int end = 0;
      while (end < segment.length()
          && segment.charAt(end) >= ' '
          && ";?#".indexOf(segment.charAt(end)) < 0) {
        end++;
      }
      segments.add(segment.substring(0, end));
    }
    return segments;
  }

  /** Without fragment, tabs and line ends, which browsers drop from addresses. */
  private static byte[] clean(String text) {
    int fragment = text.indexOf('#');
    byte[] raw =
        (fragment < 0 ? text : text.substring(0, fragment)).getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (byte b : raw) {
      if (b != '\t' && b != '\r' && b != '\n') {
        raw[length++] = b;
      }
    }
    return Arrays.copyOf(raw, length);
  }

  private static byte[] unescape(byte[] text) {
    byte[] now = text;
    for (int round = 0; round < UNESCAPE_ROUNDS_MAX; round++) {
      byte[] next = unescapeOnce(now);
      if (next.length == now.length) {
        return next;
      }
      now = next;
    }
    return now;
  }

  private static byte[] unescapeOnce(byte[] text) {
    byte[] out = new byte[text.length];
    int length = 0;
    for (int i = 0; i < text.length; i++) {
      int high = i + 2 < text.length && text[i] == '%' ? Character.digit(text[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(text[i + 2], 16) : -1;
      if (low >= 0) {
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        out[length++] = text[i];
      }
    }
    return length == text.length ? text : Arrays.copyOf(out, length);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** RFC 3986 section 5.2.4 over a path whose empty segments are dropped. */
  private static String resolve(String path) {
    StringBuilder out = new StringBuilder(path.length() + 1);
    int segment = 0;
    for (int i = 0; i <= path.length(); i++) {
      if (i < path.length() && path.charAt(i) != '/' && path.charAt(i) != '\\') {
        continue;
      }
      int size = i - segment;
      if (size == 2 && path.startsWith("..", segment)) {
        out.setLength(Math.max(0, out.lastIndexOf("/")));
      } else if (size > 0 && !(size == 1 && path.charAt(segment) == '.')) {
        out.append('/').append(path, segment, i);
      }
      segment = i + 1;
    }
    boolean endsOpen = path.endsWith("/") || path.endsWith("\\");
    return out.length() == 0 || endsOpen ? out.append('/').toString() : out.toString();
  }
}
