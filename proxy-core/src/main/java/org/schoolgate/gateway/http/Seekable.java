package org.schoolgate.gateway.http;

import java.util.Locale;
import java.util.Set;

/**
 * Tells by its path what players and downloaders ask for in parts: recordings, archives and large
 * documents. Of everything else that is inspected no part is asked for, whatever the request says
 * it accepts: words that straddle two parts would be found in neither.
 */
final class Seekable {

  private static final Set<String> ENDINGS =
      Set.of(
          "mp4", "mp3", "m4a", "webm", "ogg", "wav", "zip", "iso", "exe", "msi", "pkg", "dmg",
          "pdf");

  private Seekable() {}

  /** Whether the path, without a query, ends in one of the endings. */
  static boolean isPath(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/')
        && ENDINGS.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
