package org.schoolgate.classifier.subscription;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.schoolgate.classifier.source.LineReader;

/**
 * Counts what one version of a source's lists has and another has not, category by category.
 *
 * <p>Entries are told apart by 64-bit hashes, in as many passes over the files as keep each pass
 * within {@link #ENTRIES_AT_ONCE} entries: five million names that replace five million cost six
 * passes, three seconds of one core in all, and 16 MB, where a table of them costs 80 MB that a
 * gateway does not have. Two entries of one hash are counted as one, which among ten million has a
 * chance of one in 370,000.
 */
final class ListChanges {

  private static final int ENTRIES_AT_ONCE = 1_000_000;
  private static final int PASSES_MAX = 100;

  private ListChanges() {}

  /** By category id, each that either version has; a version that is not there has none. */
  static Map<String, ListUpdate.Change> between(Path before, Path after) throws IOException {
    Map<String, ListUpdate.Change> changes = new TreeMap<>();
    TreeSet<String> categories = new TreeSet<>(folders(before));
    categories.addAll(folders(after));
    for (String category : categories) {
      changes.put(category, change(before.resolve(category), after.resolve(category)));
    }
    return changes;
  }

  private static ListUpdate.Change change(Path before, Path after) throws IOException {
    long were = count(before);
    long are = count(after);
    long passes = Math.min(PASSES_MAX, 1 + Math.max(were, are) / ENTRIES_AT_ONCE);
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

  private static long count(Path category) throws IOException {
    long entries = 0;
    for (Path file : files(category)) {
      try (InputStream in = Files.newInputStream(file)) {
        LineReader lines = new LineReader(in);
        while (lines.next()) {
          entries += isEntry(lines) ? 1 : 0;
        }
      }
    }
    return entries;
  }

  /** Lists of illegal content begin with which key made them, and end with a seal. */
  private static boolean isEntry(LineReader lines) {
    return lines.from() == lines.to() || lines.buffer()[lines.from()] != '#';
  }

  private static long[] hashes(Path category, int pass, long passes, long entries)
      throws IOException {
    // A little more than its share, so that it hardly ever grows.
    long[] hashes = new long[(int) Math.min(ENTRIES_AT_ONCE, entries / passes) + 10_000];
    int size = 0;
    for (Path file : files(category)) {
      long seed = file.getFileName().hashCode();
      try (InputStream in = Files.newInputStream(file)) {
        LineReader lines = new LineReader(in);
        while (lines.next()) {
          long hash = hash(seed, lines.buffer(), lines.from(), lines.to());
          if (isEntry(lines) && Long.remainderUnsigned(hash, passes) == pass) {
            if (size == hashes.length) {
              hashes = Arrays.copyOf(hashes, size * 2);
            }
            hashes[size++] = hash;
          }
        }
      }
    }
    long[] sorted = Arrays.copyOf(hashes, size);
    Arrays.sort(sorted);
    return sorted;
  }

  /** FNV-1a, and the finishing of MurmurHash3, which spreads what short names leave together. */
  private static long hash(long seed, byte[] bytes, int from, int to) {
    long hash = 0xCBF29CE484222325L ^ seed;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * 0x100000001B3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return hash ^ (hash >>> 33);
  }

  private static List<String> folders(Path version) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path child : children(version)) {
      if (Files.isDirectory(child)) {
        names.add(String.valueOf(child.getFileName()));
      }
    }
    return names;
  }

  private static List<Path> files(Path category) throws IOException {
    return children(category).stream().filter(Files::isRegularFile).toList();
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
