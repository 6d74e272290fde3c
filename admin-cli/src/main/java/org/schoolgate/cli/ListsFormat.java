package org.schoolgate.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The forms in which lists are published. */
enum ListsFormat {
  /** A squidGuard tree of categories, such as the one of Toulouse (UT1): folder or archive. */
  UT1,
  /** One name a line. */
  DOMAINS,
  /** A hosts file: an address, then names that are to be led there. */
  HOSTS;

  private static final int LINES_LOOKED_AT_MAX = 200;
  private static final int LINE_CHARS_MAX = 4096;
  private static final int GZIP_FIRST_BYTE = 0x1f;
  private static final int GZIP_SECOND_BYTE = 0x8b;

  private static final Pattern HOSTS_LINE =
      Pattern.compile("\\s*([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*::[0-9a-fA-F:]*)\\s+\\S+.*");

  /**
   * The format of a folder or file, by what is in it.
   *
   * @throws IOException if it cannot be read
   */
  static ListsFormat guess(Path path) throws IOException {
    if (Files.isDirectory(path) || isGzip(path)) {
      return UT1;
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(path), StandardCharsets.ISO_8859_1))) {
      char[] head = new char[LINES_LOOKED_AT_MAX * 80];
      int read = lines.read(head);
      return new String(head, 0, Math.max(read, 0))
              .lines()
              .limit(LINES_LOOKED_AT_MAX)
              .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
              .map(line -> line.substring(0, Math.min(line.length(), LINE_CHARS_MAX)))
              .anyMatch(HOSTS_LINE.asMatchPredicate())
          ? HOSTS
          : DOMAINS;
    }
  }

  private static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == GZIP_FIRST_BYTE && in.read() == GZIP_SECOND_BYTE;
    }
  }
}
