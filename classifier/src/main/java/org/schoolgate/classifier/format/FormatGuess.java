package org.schoolgate.classifier.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.FileCipher;

/** Tells by its beginning how a list is written. */
final class FormatGuess {

  private static final int BEGINNING_BYTES = 64 * 1024;
  private static final int LINES_LOOKED_AT_MAX = 400;

  private static final Pattern HOSTS =
      Pattern.compile("\\s*([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*::[0-9a-fA-F:]*)\\s+\\S+.*");
  private static final Pattern ADBLOCK =
      Pattern.compile("\\[Adblock.*|(@@)?\\|\\|?[^|].*|!( .*|#.*)?");

  private static final Pattern REMARK = Pattern.compile("\\s*#(?!listcategory|#).*");
  private static final Pattern E2GUARDIAN =
      Pattern.compile("(?i)<[^<>]+>[<,].*|#\\s*listcategory:.*|\\.include\\s*<.*");
  private static final Pattern ZONE =
      Pattern.compile("(?i)\\$(ttl|origin)\\s.*|\\S*\\s+([0-9]\\w*\\s+)?(in\\s+)?(soa|cname)\\s.*");

  private FormatGuess() {}

  /** By the names of its files, of which most lists of e2guardian have fixed ones. */
  private static ListFormat ofTree(Path path, FileCipher cipher) throws IOException {
    boolean[] found = {false};
    try {
      ListArchive.read(
          path,
          cipher,
          (name, in) ->
              found[0] |=
                  E2guardianFile.ofName(name) != E2guardianFile.OTHER
                      || E2guardianFile.ofPhrases(name) != E2guardianFile.OTHER);
    } catch (EOFException | DamagedListException damaged) {
      return ListFormat.UT1;
    }
    return found[0] ? ListFormat.E2GUARDIAN : ListFormat.UT1;
  }

  static ListFormat of(Path path, String title, FileCipher cipher) throws IOException {
    if (Files.isDirectory(path) || ListArchive.isGzip(path, cipher)) {
      return ofTree(path, cipher);
    }
    NoList.require(path, title, cipher);
    if (E2guardianFile.ofName(title) != E2guardianFile.OTHER) {
      return ListFormat.E2GUARDIAN;
    }
    List<String> lines = beginning(path, cipher);
    if (any(lines, E2GUARDIAN)) {
      return ListFormat.E2GUARDIAN;
    }
    if (any(lines, ZONE)) {
      return ListFormat.RPZ;
    }
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

  private static List<String> beginning(Path file, FileCipher cipher) throws IOException {
    try (InputStream in = cipher.open(file)) {
      String text = new String(in.readNBytes(BEGINNING_BYTES), StandardCharsets.ISO_8859_1);
      return text.lines()
          .limit(LINES_LOOKED_AT_MAX)
          .filter(line -> !line.isBlank() && !REMARK.matcher(line).matches())
          .map(line -> line.substring(0, Math.min(line.length(), SiteEntry.LINE_CHARS_MAX)))
          .toList();
    }
  }
}
