package org.schoolgate.classifier.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.policy.Category;

/**
 * The files of phrases that imports write, each of one category and language: {@code
 * <source>.<category>.<language>.phrases}, a header of two lines, then a phrase a line.
 */
public final class ImportedPhrases {

  private static final Pattern NAME =
      Pattern.compile("[^.]+\\.([^.]+)\\.[^.]+" + Pattern.quote(PhraseFiles.SUFFIX));

  private static final String CATEGORY = "category: ";
  private static final String LANGUAGE = "language: ";
  private static final List<byte[]> HEADERS =
      List.of(
          CATEGORY.getBytes(StandardCharsets.US_ASCII),
          LANGUAGE.getBytes(StandardCharsets.US_ASCII));

  private ImportedPhrases() {}

  /** What a file is called. */
  public static String name(String source, Category category, String language) {
    return source + "." + category.id() + "." + language + PhraseFiles.SUFFIX;
  }

  /** The lines that it begins with. */
  public static List<String> header(Category category, String language) {
    return List.of(CATEGORY + category.id(), LANGUAGE + language);
  }

  /** Whether the line that was read is one of the header. */
  public static boolean isHeader(LineReader line) {
    for (byte[] header : HEADERS) {
      int end = line.from() + header.length;
      if (end <= line.to()
          && Arrays.equals(line.buffer(), line.from(), end, header, 0, header.length)) {
        return true;
      }
    }
    return false;
  }

  /** The id of the category that a file is about; empty if no import has written it. */
  public static String categoryOf(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches() ? String.valueOf(name.group(1)) : "";
  }

  /**
   * The files of a folder by category id, in order of their names, and under the empty id those
   * that no import has written; none if there is no folder.
   */
  public static Map<String, List<Path>> byCategory(Path folder) throws IOException {
    Map<String, List<Path>> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.list(folder)) {
        for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
          files.computeIfAbsent(categoryOf(file), each -> new ArrayList<>()).add(file);
        }
      }
    }
    return files;
  }

  /** How many phrases the files of a folder have, by category id as {@link #byCategory} has it. */
  public static Map<String, Long> count(Path folder) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, List<Path>> category : byCategory(folder).entrySet()) {
      long phrases = 0;
      for (Path file : category.getValue()) {
        phrases += countIn(file);
      }
      counts.put(category.getKey(), phrases);
    }
    return counts;
  }

  private static long countIn(Path file) throws IOException {
    long phrases = 0;
    try (InputStream in = Files.newInputStream(file)) {
      LineReader lines = new LineReader(in);
      while (lines.next()) {
        phrases += isHeader(lines) ? 0 : 1;
      }
    }
    return phrases;
  }
}
