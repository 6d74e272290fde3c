package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Target;

class ListImporterTest {

  private @TempDir Path temporary;
  private Path tree;
  private Path data;
  private ListLibrary library;

  @BeforeEach
  void prepare() throws IOException {
    tree = Files.createDirectory(temporary.resolve("tree"));
    data = temporary.resolve("data");
    library = ListFixtures.library(temporary);
  }

  private ImportReport importTree() throws IOException, ListRefusedException {
    return library.importList(
        ListFixtures.tree("ut1", tree, Map.of()), lines -> {}, imported -> {});
  }

  private String installed(String file) throws IOException {
    return Files.readString(data.resolve("ut1").resolve(file));
  }

  @Test
  void everyLineOfATreeIsAccountedFor() throws Exception {
    Fixtures.write(
        tree,
        "blacklists/adult/domains",
        "# header",
        "one.example.com",
        "ONE.example.com.",
        "two.example.com",
        "",
        "co.uk",
        "bad name",
        "192.0.2.1");
    Fixtures.write(tree, "blacklists/adult/urls", "example.org/x/", "www.example.org/x");
    Fixtures.write(tree, "blacklists/adult/expressions", "(a|b)", "c");
    Fixtures.write(tree, "blacklists/adult/usage", "black");
    Fixtures.write(tree, "blacklists/agressif/domains.0", "three.example.com");
    Fixtures.write(tree, "blacklists/agressif/domains.1", "four.example.com", "three.example.com");
    Fixtures.write(tree, "blacklists/sect/domains", "five.example.com", "six.example.com");
    Fixtures.write(tree, "blacklists/global_usage", "NAME: x");

    ImportReport report = importTree();

    assertEquals(19, report.lines());
    assertEquals(6, report.taken());
    assertEquals(3, report.duplicates());
    assertEquals(2, report.blank());
    assertEquals(
        List.of(
            new ImportReport.RejectedLine(
                "adult/domains", 6, "a public suffix, which would cover every site under it"),
            new ImportReport.RejectedLine(
                "adult/domains", 7, "a character that no host name has stands in the host")),
        report.rejected());
    assertEquals(
        Map.of("regular expressions are not supported", 2L, "not a list", 2L, "no category", 2L),
        report.leftOutByReason());
    assertEquals(Map.of("pornography", 4L, "violence", 2L), report.takenByCategory());
    assertEquals(List.of("sect"), report.unmapped());
    assertEquals(
        List.of(
            new ImportReport.Mapped("adult", "pornography", 4),
            new ImportReport.Mapped("agressif", "violence", 2)),
        report.mapped());
    assertEquals("one.example.com\ntwo.example.com\n192.0.2.1\n", installed("pornography/domains"));
    assertEquals("example.org/x\n", installed("pornography/urls"));
    assertEquals("three.example.com\nfour.example.com\n", installed("violence/domains"));
  }

  @Test
  void theCallerMayMapACategory() throws Exception {
    Fixtures.write(tree, "sect/domains", "five.example.com");

    ImportReport report =
        library.importList(
            ListFixtures.tree("ut1", tree, Map.of("sect", "extremism")),
            lines -> {},
            imported -> {});

    assertEquals(Map.of("extremism", 1L), report.takenByCategory());
    assertEquals(List.of(), report.unmapped());
  }

  @Test
  void anArchiveIsReadLikeItsFolder() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("blacklists/adult/domains", "one.example.com\ntwo.example.com\n");
    files.put("./blacklists/gambling/domains", "three.example.com\n");
    files.put("../../../../tmp/escape/adult/domains", "four.example.com\n");
    files.put("/etc/games/domains", "five.example.com\n");
    files.put("blacklists/" + "long".repeat(60) + "/domains", "six.example.com\n");
    Path archive = temporary.resolve("lists.tar.gz");
    Files.write(archive, Fixtures.gzip(ListFixtures.tar(files)));

    ImportReport report =
        library.importList(
            ListFixtures.tree("ut1", archive, Map.of()), lines -> {}, imported -> {});

    assertEquals(Map.of("pornography", 3L, "gambling", 1L, "games", 1L), report.takenByCategory());
    assertEquals(Map.of("no category", 1L), report.leftOutByReason());
    assertEquals(
        List.of("gambling", "games", "pornography"),
        ListTree.folders(data.resolve("ut1")).stream().map(ListTree::name).toList());
    try (Stream<Path> all = Files.list(temporary)) {
      assertEquals(3, all.count());
    }
  }

  @Test
  void hostsAndPlainFilesAreImportedAsOneCategory() throws Exception {
    Path hosts =
        Fixtures.write(
            temporary,
            "hosts.txt",
            "127.0.0.1 localhost",
            "0.0.0.0 a.example.com b.example.com",
            "0.0.0.0 b.example.com",
            "10.0.0.1 printer.example.com");
    Path plain = Fixtures.write(temporary, "plain.txt", "*.c.example.com", "c.example.com");

    ImportReport fromHosts =
        library.importList(
            ImportRequest.ofOne("ut1", hosts, ListFormat.HOSTS, Fixtures.category("advertising")),
            lines -> {},
            imported -> {});
    ImportReport fromPlain =
        library.importList(
            ImportRequest.ofOne("ut1", plain, ListFormat.DOMAINS, Fixtures.category("malware")),
            lines -> {},
            imported -> {});

    assertEquals(1, fromHosts.taken());
    assertEquals(1, fromHosts.duplicates());
    assertEquals(2, fromHosts.leftOutCount());
    assertEquals("a.example.com\nb.example.com\n", installed("advertising/hosts"));
    assertEquals(1, fromPlain.taken());
    assertEquals("c.example.com\n", installed("malware/domains"));
    assertEquals("a.example.com\nb.example.com\n", installed("advertising/hosts"));
  }

  @Test
  void anIssuersListOfIllegalContentCanBeImported() throws Exception {
    Path list = Fixtures.write(temporary, "feed.txt", "bad.example.com", "not a host");

    ImportReport report =
        library.importList(
            ImportRequest.ofOne("iwf", list, ListFormat.DOMAINS, Fixtures.category("iwf-urls")),
            lines -> {},
            imported -> {});

    assertEquals(Map.of("iwf-urls", 1L), report.takenByCategory());
    assertTrue(report.rejected().stream().noneMatch(line -> line.toString().contains("bad.")));
  }

  @Test
  void aNewImportReplacesWhatItBringsAndKeepsTheRest() throws Exception {
    Fixtures.write(tree, "adult/domains", "one.example.com");
    Fixtures.write(tree, "games/domains", "two.example.com");
    importTree();
    Files.delete(tree.resolve("games/domains"));
    Fixtures.write(tree, "adult/domains", "three.example.com");
    Path kept = Files.createLink(data.resolveSibling("kept"), data.resolve("ut1/games/domains"));

    importTree();

    // The very file, so that what it was compiled to is known again.
    assertTrue(Files.isSameFile(kept, data.resolve("ut1/games/domains")));
    assertEquals("three.example.com\n", installed("pornography/domains"));
    assertEquals("two.example.com\n", installed("games/domains"));
    try (Stream<Path> all = Files.list(data)) {
      assertEquals(List.of("ut1"), all.map(ListTree::name).toList());
    }
  }

  @Test
  void progressIsTold() throws Exception {
    Path list = tree.resolve("adult/domains");
    Files.createDirectory(tree.resolve("adult"));
    Files.writeString(list, "a.example.com\n".repeat(35_000));
    List<Long> told = new ArrayList<>();

    library.importList(ListFixtures.tree("ut1", tree, Map.of()), told::add, imported -> {});

    assertEquals(List.of(10_000L, 20_000L, 30_000L), told);
  }

  @Test
  void linksAreNotFollowed() throws Exception {
    Fixtures.write(tree, "adult/domains", "one.example.com");
    Files.createSymbolicLink(tree.resolve("porn"), tree.resolve("adult"));
    Fixtures.write(temporary, "outside/domains", "two.example.com");
    Files.createDirectory(tree.resolve("games"));
    Files.createSymbolicLink(tree.resolve("games/domains"), temporary.resolve("outside/domains"));

    assertEquals(1, importTree().lines());
  }

  @Test
  void whatTheWatchRefusesIsReportedUnderTheCallersNameOfTheFile() throws Exception {
    Path copy = Fixtures.write(tree, "copy", "good.example.com", "bad.example.com");
    ImportWatch watch =
        new ImportWatch() {
          @Override
          public void before(ImportReport report) {}

          @Override
          public Optional<String> refusal(Category category, Target site) {
            return Optional.of("open to nobody")
                .filter(reason -> site.host().text().equals("bad.example.com"));
          }

          @Override
          public String title(Path file) {
            return "learning.txt";
          }
        };

    ImportReport report =
        library.importList(
            ImportRequest.ofOne("county", copy, ListFormat.DOMAINS, Fixtures.category("learning")),
            lines -> {},
            watch);

    assertEquals(1, report.taken());
    assertEquals(Map.of("open to nobody", 1L), report.rejectedByReason());
    assertEquals("learning.txt", report.rejected().get(0).file());
    assertEquals(2, report.rejected().get(0).line());
  }

  @Test
  void whatIsToldBeforeIsNotYetThereAndMayStillBeStopped() throws Exception {
    Fixtures.write(tree, "gambling/domains", "old.example.com");
    importTree();
    Path list = data.resolve("ut1/gambling/domains");
    Fixtures.write(tree, "gambling/domains", "new.example.com", "newer.example.com");
    List<Long> told = new ArrayList<>();
    ImportWatch stop =
        report -> {
          told.add(report.taken());
          throw new IllegalStateException(read(list));
        };

    IllegalStateException stopped =
        assertThrows(
            IllegalStateException.class,
            () -> library.importList(ListFixtures.tree("ut1", tree, Map.of()), lines -> {}, stop));

    assertEquals(List.of(2L), told);
    assertEquals("old.example.com\n", stopped.getMessage());
    assertEquals("old.example.com\n", Files.readString(list));
    try (var left = Files.list(data)) {
      assertEquals(List.of("ut1"), left.map(file -> file.getFileName().toString()).toList());
    }
    assertEquals(2, importTree().taken());
    assertEquals("new.example.com\nnewer.example.com\n", Files.readString(list));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
