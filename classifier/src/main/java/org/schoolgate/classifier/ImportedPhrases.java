package org.schoolgate.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.classifier.text.PhraseFiles;
import org.schoolgate.policy.Category;

/** The files of phrases that imports write, each of one category and language. */
final class ImportedPhrases {

  private static final int HEADER_LINES = 2;

  private ImportedPhrases() {}

  /** What a file is called. */
  static String name(String source, Category category, String language) {
    return source + "." + category.id() + "." + language + PhraseFiles.SUFFIX;
  }

  /** The id of the category that a file is about; empty if no import has written it. */
  static String categoryOf(Path file) {
    String[] parts = ListTree.name(file).split("\\.", -1);
    return parts.length == 4 ? parts[1] : "";
  }

  /** How many phrases the files of a folder have, by category id; none if there is no folder. */
  static Map<String, Long> count(Path folder) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          counts.merge(categoryOf(file), countLines(file), Long::sum);
        }
      }
    }
    return counts;
  }

  private static long countLines(Path file) throws IOException {
    long phrases = -HEADER_LINES;
    try (InputStream in = Files.newInputStream(file)) {
      LineReader lines = new LineReader(in);
      while (lines.next()) {
        phrases++;
      }
    }
    return Math.max(0, phrases);
  }
}
