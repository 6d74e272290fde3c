package org.schoolgate.classifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One spelling for all ways to write a path, for matching alone: never sent anywhere.
 *
 * <p>After Google Safe Browsing's canonicalisation: percent-escapes are undone until none is left,
 * {@code /./} and {@code /../} resolved, {@code //} collapsed. Two things are ours: ASCII letters
 * become lower case, as squidGuard's lists assume, and a backslash is a slash, as browsers and some
 * servers read it. The result is bytes: escaped and raw UTF-8 are then the same.
 */
final class CanonicalPath {

  /** Escapes nested deeper than this stay; no real address goes beyond two or three. */
  private static final int UNESCAPE_ROUNDS_MAX = 64;

  private CanonicalPath() {}

  /** The canonical bytes of a path, and of its query if it has one, after a question mark. */
  static byte[] of(String path, @Nullable String query) {
    byte[] resolved = resolve(unescape(clean(path)));
    if (query == null || query.isEmpty()) {
      return lowerCase(resolved);
    }
    byte[] parameters = unescape(clean(query));
    byte[] both = Arrays.copyOf(resolved, resolved.length + 1 + parameters.length);
    both[resolved.length] = '?';
    System.arraycopy(parameters, 0, both, resolved.length + 1, parameters.length);
    return lowerCase(both);
  }

  /** The same as text, to compare with {@link #ofEntry}. */
  static String textOf(String path, @Nullable String query) {
    return new String(of(path, query), StandardCharsets.UTF_8);
  }

  /** The canonical form of a list entry: a prefix never ends in a separator. */
  static String ofEntry(String pathAndQuery) {
    int mark = pathAndQuery.indexOf('?');
    String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    byte[] canonical =
        of(
            path.startsWith("/") ? path : "/" + path,
            mark < 0 ? null : pathAndQuery.substring(mark + 1));
    int length = canonical.length;
    while (length > 0 && isBoundary(canonical[length - 1])) {
      length--;
    }
    return new String(canonical, 0, length, StandardCharsets.UTF_8);
  }

  /** Whether a prefix may end before this byte. */
  static boolean isBoundary(byte b) {
    return b == '/' || b == '?' || b == '&' || b == '=' || b == ';';
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

  /** RFC 3986 section 5.2.4 over a path whose empty segments are dropped. */
  private static byte[] resolve(byte[] path) {
    byte[] out = new byte[path.length + 1];
    int length = 0;
    int segment = 0;
    for (int i = 0; i <= path.length; i++) {
      if (i < path.length && path[i] != '/' && path[i] != '\\') {
        continue;
      }
      int size = i - segment;
      if (size == 2 && path[segment] == '.' && path[segment + 1] == '.') {
        do {
          length = Math.max(0, length - 1);
        } while (length > 0 && out[length] != '/');
      } else if (size > 0 && !(size == 1 && path[segment] == '.')) {
        out[length++] = '/';
        System.arraycopy(path, segment, out, length, size);
        length += size;
      }
      segment = i + 1;
    }
    boolean endsOpen =
        path.length > 0 && (path[path.length - 1] == '/' || path[path.length - 1] == '\\');
    if (length == 0 || endsOpen) {
      out[length++] = '/';
    }
    return Arrays.copyOf(out, length);
  }

  private static byte[] lowerCase(byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] >= 'A' && text[i] <= 'Z') {
        text[i] = (byte) (text[i] + 'a' - 'A');
      }
    }
    return text;
  }
}
