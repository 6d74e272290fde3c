package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.site.ProtectedSites;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Category;

class ListLintTest {

  private @TempDir Path folder;

  private ListLint.Report lint(ListFormat format, @Nullable Category category, String... lines)
      throws Exception {
    Path file = Fixtures.write(folder, "list", lines);
    return ListLint.of(
        file,
        format,
        Fixtures.CATEGORIES,
        ProtectedSites.builtIn(),
        category,
        folder,
        FileCipher.NONE);
  }

  private static List<String> words(ListLint.Report report) {
    return report.findings().stream()
        .map(found -> found.line() + " " + found.kind().id() + ": " + found.words())
        .toList();
  }

  @Test
  void aCleanListIsClean() throws Exception {
    ListLint.Report report =
        lint(
            ListFormat.DOMAINS,
            Fixtures.category("gambling"),
            "# odds",
            "a.example.com",
            "b.example.com",
            "x.a.example.com");

    assertTrue(report.isClean());
    assertEquals(4, report.lines());
    assertEquals(3, report.entries());
    assertEquals(1, report.blank());
    assertEquals(1, report.redundant());
  }

  @Test
  void whatOthersLoadWithoutAWordIsToldLineByLine() throws Exception {
    assertEquals(
        List.of(
            "2 repeated: an earlier line says the same",
            "3 no-entry: a public suffix, which would cover every site under it",
            "4 no-entry: a character that no host name has stands in the host",
            "5 protected-site: closes childline.org.uk, a line that helps children",
            "6 protected-site: closes google.com, one of the most used sites"),
        words(
            lint(
                ListFormat.DOMAINS,
                Fixtures.category("pornography"),
                "a.example.com",
                "A.Example.com.",
                "co.uk",
                "half a name",
                "www.childline.org.uk",
                "google.com")));
  }

  @Test
  void aSiteIsNoFindingInTheCategoryThatItIsOf() throws Exception {
    assertTrue(
        lint(ListFormat.DOMAINS, Fixtures.category("social-media"), "facebook.com").isClean());
    assertEquals(
        Map.of(ListLint.Kind.PROTECTED, 1L),
        lint(ListFormat.DOMAINS, null, "facebook.com").counts());
  }

  @Test
  void phrasesAreReadAsTheyWereMeant() throws Exception {
    ListLint.Report report =
        lint(
            ListFormat.E2GUARDIAN,
            null,
            "<blackjack table><50>",
            "<rapist><50>",
            "< self talk ><25",
            "<disk jockey>",
            "<blackjack table><50>",
            "< of ><10>");

    assertEquals(
        List.of(
            "2 doubtful-phrase: stands inside ordinary words such as 'physiotherapist'",
            "3 no-entry: the bracket of the weight is not closed, which makes it a ban",
            "4 doubtful-phrase: without a weight it bans every page that has it",
            "5 repeated: an earlier line says the same",
            "6 doubtful-phrase: a frequent word by itself"),
        words(report));
    assertEquals(5, report.phrases());
    assertEquals(6, report.lines());
  }

  @Test
  void theNamesOfAZonesWildcardAreNoRepetition() throws Exception {
    assertTrue(
        lint(
                ListFormat.RPZ,
                null,
                "@ SOA localhost. root.localhost. 1 2 3 4 5",
                "bad.test CNAME .",
                "*.bad.test CNAME .")
            .isClean());
  }

  @Test
  void whatIsNoListIsRefused() throws Exception {
    assertEquals(
        "This is no list of the format csv: its first line must name the columns, one of them"
            + " domain, host, site or url.",
        assertThrows(ListRefusedException.class, () -> lint(ListFormat.CSV, null, "x,y"))
            .getMessage());
    Path archive = Files.write(folder.resolve("a.tar.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertThrows(
        ListRefusedException.class,
        () ->
            ListLint.of(
                archive,
                ListFormat.UT1,
                Fixtures.CATEGORIES,
                ProtectedSites.builtIn(),
                null,
                folder,
                FileCipher.NONE));
  }
}
