package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Tells by its beginning how a list is written. */
final class FormatGuess {

  private static final int BEGINNING_BYTES = 64 * 1024;
  private static final int LINES_LOOKED_AT_MAX = 400;

  private static final Pattern HOSTS =
      Pattern.compile("\\s*([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*::[0-9a-fA-F:]*)\\s+\\S+.*");
  private static final Pattern ADBLOCK =
      Pattern.compile("\\[Adblock.*|(@@)?\\|\\|?[^|].*|!( .*|#.*)?");

  private FormatGuess() {}

  static ListFormat of(Path path, String title) throws IOException {
    if (Files.isDirectory(path) || ListArchive.isGzip(path)) {
      return ListFormat.UT1;
    }
    List<String> lines = beginning(path);
    if (!lines.isEmpty() && CsvReader.isHeader(lines.get(0))) {
      return ListFormat.CSV;
    }
    if (any(lines, ADBLOCK)) {
      return ListFormat.ADBLOCK;
    }
    return any(lines, HOSTS) ? ListFormat.HOSTS : ListFormat.DOMAINS;
  }

  private static boolean any(List<String> lines, Pattern pattern) {
    return lines.stream().anyMatch(line -> pattern.matcher(line).matches());
  }

  private static List<String> beginning(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(BEGINNING_BYTES), StandardCharsets.ISO_8859_1);
      return text.lines()
          .limit(LINES_LOOKED_AT_MAX)
          .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("# "))
          .map(line -> line.substring(0, Math.min(line.length(), Lines.LINE_CHARS_MAX)))
          .toList();
    }
  }
}
