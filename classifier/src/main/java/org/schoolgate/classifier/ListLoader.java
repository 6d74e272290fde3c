package org.schoolgate.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.classifier.source.Problems;
import org.schoolgate.classifier.text.PhraseBook;
import org.schoolgate.classifier.text.PhraseFileException;
import org.schoolgate.classifier.text.PhraseFiles;
import org.schoolgate.classifier.text.TextClassifier;
import org.schoolgate.policy.CategoryTable;

/** Reads list and phrase files into a {@link ListClassifier}. Thread-safe. */
public final class ListLoader {

  /** About as long as a line of a domain list is; only a first guess at the table's size. */
  private static final int DOMAIN_LINE_BYTES = 14;

  private final CategoryTable categories;
  private final OpaqueIds opaqueIds;
  private final SecureRandom random;

  /**
   * A loader for lists of these categories.
   *
   * @param opaqueIds names entries of illegal categories
   * @param random seeds each index
   */
  public ListLoader(CategoryTable categories, OpaqueIds opaqueIds, SecureRandom random) {
    this.categories = categories;
    this.opaqueIds = opaqueIds;
    this.random = random;
  }

  CategoryTable categories() {
    return categories;
  }

  /**
   * Loads everything in the folders. A bad line is left out and reported; so is the folder of a
   * category that the table does not have.
   *
   * @throws IOException if a file that exists cannot be read
   * @throws PhraseFileException if a phrase file is wrong
   */
  public ListClassifier load(ListFolders folders) throws IOException, PhraseFileException {
    PhraseBook phrases = PhraseFiles.readWithClues(folders.phraseFolders(), categories);
    Problems problems = new Problems(LoadReport.PROBLEMS_MAX);
    Map<String, Long> entries = new TreeMap<>();
    List<ListTree.ListFile> files = ListTree.files(folders.roots(), categories, problems);
    IndexBuilder builder = new IndexBuilder(random, expectedDomains(files));
    for (ListTree.ListFile file : files) {
      long taken = load(file, builder, problems);
      entries.merge(file.category().id(), taken, Long::sum);
    }
    LoadReport report =
        new LoadReport(entries, phrases.countByCategory(), problems.told(), problems.count());
    return new ListClassifier(
        categories, builder.build(), new TextClassifier(phrases, opaqueIds), opaqueIds, report);
  }

  private static long expectedDomains(List<ListTree.ListFile> files) throws IOException {
    long bytes = 0;
    for (ListTree.ListFile file : files) {
      bytes += file.kind() == ListKind.URLS ? 0 : Files.size(file.path());
    }
    return bytes / DOMAIN_LINE_BYTES;
  }

  private static long load(ListTree.ListFile file, IndexBuilder builder, Problems problems)
      throws IOException {
    int tag = builder.addList(file.category(), file.source());
    long taken = 0;
    try (InputStream in = Files.newInputStream(file.path())) {
      LineReader lines = new LineReader(in);
      while (lines.next()) {
        if (isCanonicalDomain(file, builder, tag, lines)) {
          taken++;
          continue;
        }
        try {
          SiteEntry entry = parse(file.kind(), lines);
          if (entry != null) {
            builder.add(tag, entry);
            taken++;
          }
        } catch (SiteEntry.BadEntryException bad) {
          problems.add(file.path() + ":" + lines.number() + ": " + bad.reason());
        }
      }
    }
    return taken;
  }

  private static boolean isCanonicalDomain(
      ListTree.ListFile file, IndexBuilder builder, int tag, LineReader lines) {
    return file.kind() == ListKind.DOMAINS
        && !lines.tooLong()
        && builder.addCanonicalDomain(tag, lines.buffer(), lines.from(), lines.to());
  }

  static @Nullable SiteEntry parse(ListKind kind, LineReader lines)
      throws SiteEntry.BadEntryException {
    if (lines.tooLong()) {
      throw new SiteEntry.BadEntryException(
          "longer than " + SiteEntry.LINE_CHARS_MAX + " characters");
    }
    return SiteEntry.parse(kind, lines.text());
  }
}
