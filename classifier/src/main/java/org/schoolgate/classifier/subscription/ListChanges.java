package org.schoolgate.classifier.subscription;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.schoolgate.classifier.ListFolders;
import org.schoolgate.classifier.index.SiteHash;
import org.schoolgate.classifier.keyed.KeyedFile;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.classifier.text.ImportedPhrases;

/**
 * Counts what one version of a source's lists has and another has not, category by category.
 *
 * <p>Entries are told apart by 64-bit hashes, in as many passes over the files as keep each pass
 * within {@link #ENTRIES_AT_ONCE} entries: five million names that replace five million cost six
 * passes, three seconds of one core in all, and 16 MB, where a table of them costs 80 MB that a
 * gateway does not have. The hashes are keyed, by a key that is drawn for each comparison, since
 * names chosen to fall all into one pass would fill the memory. Two entries of one hash are counted
 * as one, which among ten million has a chance of one in 370,000. Not thread-safe.
 */
final class ListChanges {

  private static final int ENTRIES_AT_ONCE = 1_000_000;
  private static final int PASSES_MAX = 100;

  /** What lines begin with in lists of illegal content that are no entries. */
  private static final byte NOTE = '#';

  private final SiteHash hash;
  private final int entriesAtOnce;
  private int mostAtOnce;

  /**
   * A comparison.
   *
   * @param random draws what entries are told apart by
   */
  ListChanges(RandomGenerator random) {
    this(random, ENTRIES_AT_ONCE);
  }

  /** One that has no more than about so many entries of a version in memory at once. */
  ListChanges(RandomGenerator random, int entriesAtOnce) {
    this.hash = SiteHash.drawn(random);
    this.entriesAtOnce = entriesAtOnce;
  }

  /** The most hashes of one version that were in memory at once. */
  int mostAtOnce() {
    return mostAtOnce;
  }

  /** By category id, each that either version has; a version that is not there has none. */
  Map<String, ListUpdate.Change> between(Path before, Path after) throws IOException {
    return sum(ofSites(before, after), ofPhrases(before, after));
  }

  /** The same of sites alone. */
  Map<String, ListUpdate.Change> ofSites(Path before, Path after) throws IOException {
    return less(
        between(sites(before, false), sites(after, false)),
        between(sites(before, true), sites(after, true)));
  }

  /** The same of phrases alone. */
  Map<String, ListUpdate.Change> ofPhrases(Path before, Path after) throws IOException {
    return between(phrases(before), phrases(after));
  }

  /** Both together. */
  static Map<String, ListUpdate.Change> sum(
      Map<String, ListUpdate.Change> some, Map<String, ListUpdate.Change> more) {
    Map<String, ListUpdate.Change> sum = new TreeMap<>(some);
    more.forEach(
        (category, change) ->
            sum.merge(
                category,
                change,
                (a, b) ->
                    new ListUpdate.Change(
                        a.entries() + b.entries(),
                        a.added() + b.added(),
                        a.removed() + b.removed())));
    return sum;
  }

  /** An exception that comes opens something, as an entry that goes. */
  private static Map<String, ListUpdate.Change> less(
      Map<String, ListUpdate.Change> entries, Map<String, ListUpdate.Change> exceptions) {
    Map<String, ListUpdate.Change> net = new TreeMap<>();
    entries.forEach(
        (category, change) -> {
          ListUpdate.Change excepted =
              exceptions.getOrDefault(category, new ListUpdate.Change(0, 0, 0));
          net.put(
              category,
              new ListUpdate.Change(
                  Math.max(0, change.entries() - excepted.entries()),
                  change.added() + excepted.removed(),
                  change.removed() + excepted.added()));
        });
    return net;
  }

  private Map<String, ListUpdate.Change> between(
      Map<String, List<Path>> before, Map<String, List<Path>> after) throws IOException {
    Map<String, ListUpdate.Change> changes = new TreeMap<>();
    TreeSet<String> categories = new TreeSet<>(before.keySet());
    categories.addAll(after.keySet());
    for (String category : categories) {
      changes.put(
          category,
          change(
              before.getOrDefault(category, List.of()), after.getOrDefault(category, List.of())));
    }
    return changes;
  }

  private ListUpdate.Change change(List<Path> before, List<Path> after) throws IOException {
    long were = count(before);
    long are = count(after);
    long passes = Math.min(PASSES_MAX, 1 + Math.max(were, are) / entriesAtOnce);
    long added = 0;
    long removed = 0;
    for (int pass = 0; pass < passes; pass++) {
      long[] then = hashes(before, pass, passes, were);
      long[] now = hashes(after, pass, passes, are);
      int i = 0;
      int j = 0;
      while (i < then.length || j < now.length) {
        if (j == now.length || (i < then.length && then[i] < now[j])) {
          removed++;
          i++;
        } else if (i == then.length || then[i] > now[j]) {
          added++;
          j++;
        } else {
          i++;
          j++;
        }
      }
    }
    return new ListUpdate.Change(are, added, removed);
  }

  private static long count(List<Path> files) throws IOException {
    long entries = 0;
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        LineReader lines = new LineReader(in);
        while (lines.next()) {
          entries += isEntry(lines) ? 1 : 0;
        }
      }
    }
    return entries;
  }

  /**
   * Lists of illegal content begin with which key made them, and end with a seal; files of phrases
   * begin with what they are about.
   */
  private static boolean isEntry(LineReader lines) {
    boolean isNote = lines.to() > lines.from() && lines.buffer()[lines.from()] == NOTE;
    return !isNote && !ImportedPhrases.isHeader(lines);
  }

  private long[] hashes(List<Path> files, int pass, long passes, long entries) throws IOException {
    // A little more than its share, so that it hardly ever grows.
    long[] hashes = new long[(int) Math.min(entriesAtOnce, entries / passes) + 10_000];
    int size = 0;
    for (Path file : files) {
      long kind = hash.name(String.valueOf(file.getFileName()), 0);
      try (InputStream in = Files.newInputStream(file)) {
        LineReader lines = new LineReader(in);
        while (lines.next()) {
          long key = kind ^ hash.name(lines.buffer(), lines.from(), lines.to());
          if (isEntry(lines) && Long.remainderUnsigned(key, passes) == pass) {
            if (size == hashes.length) {
              hashes = Arrays.copyOf(hashes, size * 2);
            }
            hashes[size++] = key;
          }
        }
      }
    }
    long[] sorted = Arrays.copyOf(hashes, size);
    Arrays.sort(sorted);
    mostAtOnce = Math.max(mostAtOnce, size);
    return sorted;
  }

  /** The files of each category of sites: those of its entries, or those of its exceptions. */
  private static Map<String, List<Path>> sites(Path version, boolean exceptions)
      throws IOException {
    Map<String, List<Path>> files = new TreeMap<>();
    for (Path child : children(version)) {
      if (Files.isDirectory(child) && !child.endsWith(ListFolders.PHRASES)) {
        files.put(
            String.valueOf(child.getFileName()),
            children(child).stream()
                .filter(Files::isRegularFile)
                .filter(file -> excepts(file) == exceptions)
                .toList());
      }
    }
    return files;
  }

  private static boolean excepts(Path file) {
    String name = String.valueOf(file.getFileName());
    return Arrays.stream(ListKind.values())
        .anyMatch(
            kind ->
                kind.excepts()
                    && (name.equals(kind.id()) || name.equals(kind.id() + KeyedFile.SUFFIX)));
  }

  /** The files of phrases by their category, which imports name them by. */
  private static Map<String, List<Path>> phrases(Path version) throws IOException {
    Map<String, List<Path>> files =
        ImportedPhrases.byCategory(version.resolve(ListFolders.PHRASES));
    files.remove(""); // a person's own file is nothing that a publisher has changed
    return files;
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> !String.valueOf(child.getFileName()).startsWith("."))
          .sorted()
          .toList();
    }
  }
}
