package org.schoolgate.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.schoolgate.classifier.keyed.KeyedFile;
import org.schoolgate.classifier.keyed.KeyedPart;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.classifier.source.Problems;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;

/** Walks {@code <root>/<source>/<category-id>/<kind>}, always in the same order. */
final class ListTree {

  /** A misspelt list would be a hole that nobody knows of, so any other file is a problem. */
  private static final Pattern LIST_OR_NOTE =
      Pattern.compile(
          "domains|hosts|urls|addresses|except-domains|except-hosts|\\..*|(README|LICENSE|COPYING|usage)(\\.[a-z]+)?");

  /** The lists of illegal content as imports leave them. */
  private static final Pattern KEYED =
      Pattern.compile("(domains|hosts|urls|addresses|except-domains|except-hosts)\\.keyed");

  private static final String NAMES =
      "domains, hosts, urls, addresses, except-domains or except-hosts";

  private ListTree() {}

  /**
   * One list file.
   *
   * @param source the first folder's name
   * @param category the second folder's category
   * @param kind which of the files it is
   * @param path where it is
   */
  record ListFile(String source, Category category, ListKind kind, Path path) {
    /** What it is for. */
    KeyedPart part() {
      return new KeyedPart(category, kind);
    }

    /** Whether it holds keys of entries in place of the entries. */
    boolean isKeyed() {
      return name(path).endsWith(KeyedFile.SUFFIX);
    }
  }

  /** Every list file under the roots; folders that are no category of the table are problems. */
  static List<ListFile> files(List<Path> roots, CategoryTable categories, Problems problems)
      throws IOException {
    return files(roots, source -> true, categories, problems);
  }

  /** The same of some sources; what others have is not looked at. */
  static List<ListFile> files(
      List<Path> roots, Predicate<String> of, CategoryTable categories, Problems problems)
      throws IOException {
    List<ListFile> files = new ArrayList<>();
    for (Path root : roots) {
      for (Path source : folders(root)) {
        if (!of.test(name(source))) {
          continue;
        }
        for (Path folder : folders(source)) {
          if (name(folder).equals(ListFolders.PHRASES)) {
            continue;
          }
          Optional<Category> category = categories.find(name(folder));
          if (category.isEmpty()) {
            problems.add(folder + ": there is no category '" + name(folder) + "'");
          } else {
            addFiles(files, name(source), category.get(), folder, problems);
          }
        }
      }
    }
    return files;
  }

  private static void addFiles(
      List<ListFile> files, String source, Category category, Path folder, Problems problems)
      throws IOException {
    for (ListKind kind : ListKind.values()) {
      Path file = folder.resolve(kind.id());
      if (Files.isRegularFile(file)) {
        files.add(new ListFile(source, category, kind, file));
      }
      Path keyed = folder.resolve(kind.id() + KeyedFile.SUFFIX);
      if (category.illegal() && Files.isRegularFile(keyed)) {
        files.add(new ListFile(source, category, kind, keyed));
      }
    }
    try (Stream<Path> children = Files.list(folder)) {
      children
          .filter(child -> !LIST_OR_NOTE.matcher(name(child)).matches())
          .filter(child -> !(category.illegal() && KEYED.matcher(name(child)).matches()))
          .sorted()
          .forEach(stray -> problems.add(stray + ": a list file is named " + NAMES));
    }
  }

  /** The folders in a folder by name, without hidden ones: those are imports on their way. */
  static List<Path> folders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> !name(child).startsWith("."))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** How many entries a list file has; none if there is no such file. */
  static long countEntries(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return 0;
    }
    long entries = 0;
    try (InputStream in = Files.newInputStream(file)) {
      LineReader lines = new LineReader(in);
      while (lines.next()) {
        if (!SiteEntry.withoutComment(lines.text()).isEmpty()) {
          entries++;
        }
      }
    }
    return entries;
  }
}
