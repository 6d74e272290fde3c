package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.index.IndexFolder;
import org.schoolgate.classifier.index.LayerName;
import org.schoolgate.classifier.site.ProtectedSites;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.Durable;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.classifier.source.FuzzedTree;
import org.schoolgate.classifier.source.Problems;
import org.schoolgate.classifier.text.PhraseFiles;
import org.schoolgate.policy.Category;

/** Lists of any bytes in every format; the first byte says which. */
class ImportFuzzTest {

  private static final String OLD = "old.example.com\n";

  /** What is written is no longer than what is read, but for exceptions from many categories. */
  private static final long WRITTEN_BYTES_EACH_MAX = 100;

  private static final List<ListFormat> FORMATS =
      List.of(
          ListFormat.UT1,
          ListFormat.DOMAINS,
          ListFormat.HOSTS,
          ListFormat.E2GUARDIAN,
          ListFormat.ADBLOCK,
          ListFormat.RPZ,
          ListFormat.CSV);

  @TempDir Path folder;
  private List<FuzzedTree.File> files = List.of();

  /**
   * A list is taken with every line counted once, and then what is there can be read, says the same
   * and is the same after another import; or it is refused with a sentence, and then what was there
   * is there still. The linter reads what the import reads.
   */
  @FuzzTest
  @DictionaryFile(resourcePath = "lists.dict")
  void everyLineIsAccountedForOrTheListIsRefused(byte[] input) throws Exception {
    if (input.length == 0) {
      return;
    }
    ListFormat format = FORMATS.get((input[0] & 0x3F) % FORMATS.size());
    Category category = Fixtures.category(input[0] < 0 ? "iwf-urls" : "pornography");
    Path list = write(format, (input[0] & 0x40) != 0, FuzzedTree.from(input, 1));
    Durable.deleteTree(folder.resolve("data"));
    Fixtures.writeText(folder, "data/theirs/pornography/domains", OLD);
    Fixtures.writeText(folder, "data/theirs/malware/domains", OLD);
    Map<String, String> old = installed();
    ImportRequest request =
        new ImportRequest("theirs", list, format, category, Map.of(), (input[0] & 0x20) != 0);
    try {
      ImportReport report =
          ListFixtures.library(folder).importList(request, lines -> {}, ready -> {});
      assertEquals(FuzzedTree.lines(files), report.lines());
      Map<String, String> fresh = installed();
      requireReadable(fresh);
      requireBounded(fresh, input.length);
      requireLinted(request, report.lines());
      if (files.stream().noneMatch(file -> file.name().endsWith(".diff"))) {
        ImportReport again =
            ListFixtures.library(folder).importList(request, lines -> {}, ready -> {});
        assertEquals(report, again);
        assertEquals(fresh, installed());
      }
    } catch (ListRefusedException refused) {
      assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
      assertFalse(refused.getMessage().isBlank());
      assertEquals(old, installed());
    }
    try (Stream<Path> left = Files.list(folder.resolve("data"))) {
      assertEquals(List.of("theirs"), left.map(ListTree::name).toList());
    }
  }

  /** What is in every file of the source. */
  private Map<String, String> installed() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder.resolve("data"))) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        all.put(folder.resolve("data").relativize(path).toString(), Files.readString(path));
      }
    }
    return all;
  }

  /**
   * Each line is an entry in canonical spelling and stands there once; nothing illegal is shown.
   */
  private void requireReadable(Map<String, String> fresh) throws Exception {
    Problems problems = new Problems(1);
    List<ListTree.ListFile> lists =
        ListTree.files(List.of(folder.resolve("data")), Fixtures.CATEGORIES, problems);
    assertEquals(0, problems.count());
    for (ListTree.ListFile each : lists) {
      assertEquals(each.category().illegal(), each.isKeyed(), each.category().id());
      if (!each.isKeyed()) {
        Set<String> seen = new HashSet<>();
        for (String line : Files.readAllLines(each.path())) {
          SiteEntry entry = assertNotNullEntry(SiteEntry.parse(each.kind(), line));
          assertEquals(line, entry.text());
          assertEquals(each.kind(), entry.kind());
          assertTrue(seen.add(line), line);
        }
      }
    }
    IndexFolder index = IndexFolder.open(folder.resolve("index"), new SecureRandom());
    assertEquals(
        0,
        new ListCompiler(Fixtures.CATEGORIES)
            .layer(index, LayerName.OTHERS, lists, null)
            .problemCount());
    PhraseFiles.check(List.of(folder.resolve("data/theirs/phrases")), Fixtures.CATEGORIES);
    assertTrue(fresh.keySet().stream().noneMatch(name -> name.startsWith(".")));
  }

  private static SiteEntry assertNotNullEntry(@Nullable SiteEntry entry) {
    assertNotNull(entry);
    return entry;
  }

  private static void requireBounded(Map<String, String> fresh, int inputBytes) {
    long written = fresh.values().stream().mapToLong(String::length).sum();
    assertTrue(
        written <= WRITTEN_BYTES_EACH_MAX * inputBytes + 1000,
        () -> written + " characters of " + inputBytes);
  }

  private void requireLinted(ImportRequest request, long lines) throws Exception {
    ListLint.Report lint =
        ListLint.of(
            request.list(),
            request.format(),
            Fixtures.CATEGORIES,
            ProtectedSites.builtIn(),
            request.category(),
            folder,
            FileCipher.NONE);
    assertEquals(lines, lint.lines());
  }

  private Path write(ListFormat format, boolean inTree, byte[] content) throws IOException {
    Path list = folder.resolve("list");
    Durable.deleteTree(list);
    if (format == ListFormat.UT1 || (format == ListFormat.E2GUARDIAN && inTree)) {
      FuzzedTree tree =
          new FuzzedTree(content, format == ListFormat.UT1 ? "adult/domains" : "weighted");
      files = tree.write(list);
    } else {
      files = List.of(new FuzzedTree.File("list", content));
      Files.write(list, content);
    }
    return list;
  }
}
