package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.Fixtures;

/** Lists of every format on their way into the folder, and what is in force then. */
class ImportedFormatsTest {

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

  private ImportReport importTree(ListFormat format) throws IOException, ListRefusedException {
    ImportRequest request = new ImportRequest("theirs", tree, format, null, Map.of(), false);
    return library.importList(request, lines -> {}, report -> {});
  }

  private ImportReport importFile(ListFormat format, String... lines)
      throws IOException, ListRefusedException {
    Path file = Fixtures.write(temporary, "list.txt", lines);
    ImportRequest request =
        ImportRequest.ofOne("theirs", file, format, Fixtures.category("advertising"));
    return library.importList(request, read -> {}, report -> {});
  }

  private String installed(String file) throws IOException {
    return Files.readString(data.resolve("theirs").resolve(file));
  }

  @Test
  void changesAreMadeToWhatIsThere() throws Exception {
    Fixtures.write(tree, "adult/domains", "a.example.com", "b.example.com", "c.example.com");
    Fixtures.write(tree, "adult/urls", "example.org/x");
    importTree(ListFormat.UT1);
    Files.delete(tree.resolve("adult/domains"));
    Files.delete(tree.resolve("adult/urls"));
    Fixtures.write(
        tree,
        "adult/domains.diff",
        "-b.example.com",
        "+d.example.com",
        "+a.example.com",
        "-never.example.com",
        "+",
        "# remark",
        "+e.example.com",
        "-e.example.com");
    Fixtures.write(tree, "games/domains.diff", "+f.example.com");

    ImportReport report = importTree(ListFormat.UT1);

    assertEquals("a.example.com\nc.example.com\nd.example.com\n", installed("pornography/domains"));
    assertEquals("example.org/x\n", installed("pornography/urls"));
    assertEquals(9, report.lines());
    assertEquals(Map.of("pornography", 1L), report.takenByCategory());
    assertEquals(2, report.duplicates());
    assertEquals(
        Map.of(
            "takes an entry out of the list, which was done", 1L,
            "takes an entry out that the list does not have", 2L,
            "changes to a list that is not here: import the whole list first", 1L),
        report.leftOutByReason());
    assertEquals(1, report.rejectedCount());
  }

  @Test
  void changesBesideTheWholeListAreInIt() throws Exception {
    Fixtures.write(tree, "adult/domains", "a.example.com");
    Fixtures.write(tree, "adult/domains.diff", "+a.example.com", "-b.example.com");

    ImportReport report = importTree(ListFormat.UT1);

    assertEquals("a.example.com\n", installed("pornography/domains"));
    assertEquals(
        Map.of("changes that the whole list beside them has", 2L), report.leftOutByReason());
  }

  @Test
  void changesThatTakeMoreThanHalfOutAreRefused() throws Exception {
    Fixtures.write(tree, "adult/domains", "a.example.com", "b.example.com", "c.example.com");
    importTree(ListFormat.UT1);
    Files.delete(tree.resolve("adult/domains"));
    Fixtures.write(tree, "adult/domains.diff", "-a.example.com", "-b.example.com");

    assertThrows(ListRefusedException.class, () -> importTree(ListFormat.UT1));
    assertEquals(3, installed("pornography/domains").lines().count());
  }

  @Test
  void exceptionsOfRulesAreStoredAndHold() throws Exception {
    importFile(
        ListFormat.ADBLOCK,
        "||example.com^",
        "@@||good.example.com^",
        "||bad.good.example.com^$important",
        "||sub.good.example.com^");

    assertEquals("example.com\nbad.good.example.com\n", installed("advertising/domains"));
    assertEquals("good.example.com\n", installed("advertising/except-domains"));
    ListStore store = ListFixtures.open(temporary);
    assertTrue(listed(store, "example.com"));
    assertTrue(listed(store, "bad.good.example.com"));
    assertFalse(listed(store, "good.example.com"));
    assertFalse(listed(store, "sub.good.example.com"));
    assertEquals("domains example.com", why("x.example.com"));
    assertEquals("except-domains good.example.com", why("sub.good.example.com"));
    assertEquals(
        "domains example.com, domains bad.good.example.com", why("x.bad.good.example.com"));
  }

  private String why(String site) throws Exception {
    return library.why(site).stream()
        .map(entry -> entry.kind().id() + " " + entry.text())
        .collect(Collectors.joining(", "));
  }

  private static boolean listed(ListStore store, String site) throws Exception {
    return !store.classify(SiteEntry.targetOf(site)).evidence().isEmpty();
  }

  @Test
  void aZoneHoldsAsAResolverWouldHaveIt() throws Exception {
    importFile(
        ListFormat.RPZ,
        "@ SOA localhost. root.localhost. 1 3600 600 86400 60",
        "bad.test CNAME .",
        "*.bad.test CNAME .",
        "good.bad.test CNAME rpz-passthru.",
        "alone.test CNAME .",
        "*.under.test CNAME *.",
        "24.0.2.0.192.rpz-ip CNAME .");
    ListStore store = ListFixtures.open(temporary);

    for (String site :
        List.of("bad.test", "x.bad.test", "alone.test", "x.under.test", "192.0.2.77")) {
      assertTrue(listed(store, site), site);
    }
    for (String site :
        List.of("good.bad.test", "x.alone.test", "under.test", "test.example", "192.0.3.1")) {
      assertFalse(listed(store, site), site);
    }
  }

  @Test
  void tablesNameTheCategoryOfEachLine() throws Exception {
    ImportReport report =
        importFile(
            ListFormat.CSV,
            "domain,category",
            "a.example.com,gambling",
            "b.example.com,nobody knows",
            "c.example.com,");

    assertEquals(Map.of("gambling", 1L, "advertising", 2L), report.takenByCategory());
  }

  @Test
  void exceptionsOfAFolderHoldInEveryCategoryOfIt() throws Exception {
    Fixtures.write(
        tree,
        "lists/bannedsitelist",
        "#listcategory: \"drugs\"",
        "example.com",
        "192.0.2.1-192.0.2.2",
        "#listcategory: \"gambling\"",
        "example.org");
    Fixtures.write(tree, "lists/exceptionsitelist", "good.example.com", "good.example.com");

    ImportReport report = importTree(ListFormat.E2GUARDIAN);

    assertEquals(7, report.lines());
    assertEquals(4, report.taken());
    assertEquals(1, report.duplicates());
    assertEquals("good.example.com\n", installed("drugs/except-domains"));
    assertEquals("good.example.com\n", installed("gambling/except-domains"));
    assertEquals("192.0.2.1\n192.0.2.2\n", installed("drugs/addresses"));
  }

  @Test
  void phrasesOfOthersAreLoadedWithOurs() throws Exception {
    Fixtures.write(
        tree,
        "gambling/weighted",
        "<blackjack table><50>",
        "<blackjack table><50>",
        "<rapist><50>",
        "<x><50>",
        "<roulette wheel>,<blackjack table><-20>");

    ImportReport report = importTree(ListFormat.E2GUARDIAN);

    assertEquals(Map.of("gambling", 2L), report.takenByCategory());
    assertEquals(1, report.duplicates());
    assertEquals(
        Map.of("would be found where it means nothing (--all takes it)", 2L),
        report.leftOutByReason());
    assertEquals(
        """
        category: gambling
        language: en
        50 *blackjack table*
        shown -20 *roulette wheel* & *blackjack table*
        """,
        installed("phrases/theirs.gambling.en.phrases"));
    LoadReport loaded = ListFixtures.open(temporary).current().report();
    assertEquals(Map.of("gambling", 2L), loaded.phrasesByCategory());
    assertEquals(List.of(), loaded.problems());
  }

  @Test
  void phrasesStayWhenALaterImportBringsSites() throws Exception {
    Fixtures.write(tree, "gambling/weighted", "<blackjack table><50>");
    importTree(ListFormat.E2GUARDIAN);

    importFile(ListFormat.DOMAINS, "a.example.com");

    assertTrue(Files.exists(data.resolve("theirs/phrases/theirs.gambling.en.phrases")));
    assertEquals("a.example.com\n", installed("advertising/domains"));
  }
}
