package org.schoolgate.gateway.http;

import java.util.Locale;
import java.util.Set;

/**
 * Tells what of an inspected site may be asked for in part: by their path, what players and
 * downloaders seek in, recordings, archives and large documents; and of those one part at a time,
 * since several come in a form that nobody here takes apart. Of everything else no part is asked
 * for, whatever the request says it accepts: words that straddle two parts would be found in
 * neither. A server may ignore Range, and so may whoever stands before it (RFC 9110 section 14.2).
 */
final class Seekable {

  private static final Set<String> ENDINGS =
      Set.of(
          "mp4", "mp3", "m4a", "webm", "ogg", "wav", "zip", "iso", "exe", "msi", "pkg", "dmg",
          "pdf");

  private Seekable() {}

  /** Whether a Range of that request may go on to the origin, and If-Range with it. */
  static boolean allows(HeadReader request, String path) {
    if (!isPath(path)) {
      return false;
    }
    String ranges = request.joinedValue(FieldName.RANGE);
    return ranges == null || ranges.indexOf(',') < 0;
  }

  /** Whether the path, without a query, ends in one of the endings. */
  private static boolean isPath(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/')
        && ENDINGS.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
