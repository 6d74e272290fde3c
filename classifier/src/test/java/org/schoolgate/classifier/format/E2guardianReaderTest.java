package org.schoolgate.classifier.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;

class E2guardianReaderTest {

  private @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = Files.createDirectory(temporary.resolve("e2guardian"));
  }

  private List<String> read(String name, String... lines) throws IOException {
    return ReadLines.of(ListFormat.E2GUARDIAN, temporary, name, String.join("\n", lines) + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "example.com => domains example.com",
        "example.com # why => domains example.com",
        ".example.com => domains .example.com",
        "example.com/path => urls example.com/path",
        "10.0.0.1 => addresses 10.0.0.1",
        "10.0.0.1-10.0.0.3 => addresses 10.0.0.1 + addresses 10.0.0.2/31",
        "10.0.0.0/255.255.255.0 => addresses 10.0.0.0/24",
        "** => left out: a rule for every site, which the policy has",
        "*ip => left out: a rule for every site, which the policy has",
        "# a remark => blank",
        ".Include</etc/other> => left out: includes another file: import the folder",
        ".Include /etc/other => rejected: includes nothing: the name stands between < and >",
        ".Define LISTDIR </etc/lists> => blank",
      })
  void linesOfListsOfSites(String line, String expected) throws IOException {
    assertEquals(List.of("1 " + expected), read("bannedsitelist", line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "<blackjack table><50> => .en: 50 *blackjack table*",
        "< blackjack table ><50> => .en: 50 blackjack table",
        "< blackjack table><50> => .en: 50 blackjack table*",
        "<blackjack>,< table ><-20> => .en: shown -20 *blackjack* & table",
        "<blackjack table><10%> => .en: 10 *blackjack table*",
        "<blackjack table><50> # why => .en: 50 *blackjack table*",
        "<blackjack table><5000> => .en: 200 *blackjack table*",
        "<blackjack & table><50> => .en: 50 *blackjack table*",
        "<blackjack table><0> => left out: it counts nothing",
        "<blackjack table> => .en: 200 *blackjack table* (without a weight it bans every page that has it)",
        "<rapist><50> => .en: 50 *rapist* (stands inside ordinary words such as 'physiotherapist')",
        "<xx><50> => .en: 50 *xx* (so short a run of letters stands in words of every kind)",
        "< people ><50> => .en: 50 people (a frequent word by itself)",
        "<rapist>,<blackjack table><50> => .en: 50 *rapist* & *blackjack table*",
        "<blackjack table<50> => rejected: a bracket is not closed",
        "<blackjack table => rejected: a bracket is not closed",
        "<blackjack table><50 => rejected: the bracket of the weight is not closed, which makes it a ban",
        "<blackjack table><25i> => rejected: its weight is no number, which makes it a ban",
        "<blackjack table> <50> => rejected: a space before the weight loses it, which makes it a ban",
        "<blackjack table>,<50> => rejected: a comma before the weight makes it a phrase, and the line a ban",
        "<blackjack>, <table><50> => rejected: a comma with no phrase after it",
        "<...><50> => rejected: a phrase without a letter",
        "blackjack table => rejected: neither a phrase in brackets nor a remark",
      })
  void linesOfListsOfPhrases(String line, String expected) throws IOException {
    assertEquals(List.of("1 " + expected), read("weightedphraselist", line));
  }

  @Test
  void bansAndExceptionsCountTheMost() throws IOException {
    assertEquals(
        List.of("1 .en: 200 *blackjack table*"), read("bannedphraselist", "<blackjack table>"));
    assertEquals(
        List.of("1 .en: shown -200 *blackjack table*"),
        read("exceptionphraselist", "<blackjack table>"));
  }

  @Test
  void whatTagsSayHoldsForTheLinesThatFollow() throws IOException {
    assertEquals(
        List.of(
            "1 domains a.example.com",
            "2 blank",
            "3 illegal drugs: domains b.example.com",
            "4 blank",
            "5 left out: for some times alone (#time), which the policy's schedules are for"),
        read(
            "bannedsitelist",
            "a.example.com",
            "#listcategory: \"Illegal Drugs (Portuguese)\"",
            "b.example.com",
            "#time: 9 0 15 0 01234",
            "c.example.com"));
  }

  @Test
  void aFolderIsReadAsTheProgramsReadIt() throws IOException {
    Fixtures.write(
        folder, "lists/bannedsitelist", "bad.example.com", ".Include</etc/e2guardian/lists/more>");
    Fixtures.write(
        folder, "lists/more", "more.example.com", ".Include</etc/e2guardian/lists/bannedsitelist>");
    Fixtures.write(folder, "lists/exceptionsitelist", "good.example.com");
    Fixtures.write(folder, "lists/greysitelist", "grey.example.com");
    Fixtures.write(folder, "lists/bannedregexpurllist", "(a|b)");
    Fixtures.write(
        folder,
        "lists/weightedphraselist",
        ".Include</etc/e2guardian/lists/phraselists/gambling/weighted_french>",
        ".Include</etc/e2guardian/lists/phraselists/nothing>",
        ".Include</etc/e2guardian/lists/../../shadow>");
    Fixtures.write(
        folder, "lists/phraselists/gambling/weighted_french", "<table de blackjack><50>");
    Fixtures.write(folder, "lists/phraselists/gambling/weighted", "<blackjack table><50>");
    Fixtures.write(folder, "e2guardian.conf", "naughtynesslimit = 50");

    assertEquals(
        List.of(
                "1 left out: regular expressions are not supported",
                "1 left out: a grey list: what of a site is read is the policy's to say",
                "1 left out: in a file that no list includes",
                "1 left out: not a list",
                "1 domains bad.example.com",
                "1 domains more.example.com",
                "2 left out: includes a file that was read already",
                "2 blank",
                "1 *: except-domains good.example.com",
                "1 gambling.fr: 50 *table de blackjack*",
                "1 blank",
                "2 rejected: includes a file that is not in the folder",
                "3 rejected: includes a file outside of the folder")
            .stream()
            .sorted()
            .toList(),
        ReadLines.ofPath(ListFormat.E2GUARDIAN, folder).told().stream().sorted().toList());
  }

  @Test
  void aFolderOfPhrasesAloneIsReadWhole() throws IOException {
    Fixtures.write(folder, "gambling/weighted", "<blackjack table><50>");
    Fixtures.write(folder, "drugs/banned", "<blackjack table>");
    Fixtures.write(folder, "README", "words");

    assertEquals(
        List.of(
            "1 drugs.en: 200 *blackjack table*",
            "1 gambling.en: 50 *blackjack table*",
            "1 left out: not a list"),
        ReadLines.ofPath(ListFormat.E2GUARDIAN, folder).told());
  }

  @ParameterizedTest
  @CsvSource({
    "russian-1251/drugs/weighted, windows-1251, запрещённые вещества, ru",
    "russian-koi8-r/drugs/weighted, KOI8-R, запрещённые вещества, ru",
    "drugs/weighted_french, windows-1252, drogue illégale, fr",
    "polish/drugs/weighted, ISO-8859-2, środki odurzające, pl",
    "chinesebig5/drugs/weighted, Big5, 非法藥物, zh",
    "chinesegb2312/drugs/weighted, GBK, 非法药物, zh",
  })
  void olderCharsetsAreToldByTheFolderOrName(
      String name, String charset, String words, String language) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, ("< " + words + " ><50>\n").getBytes(Charset.forName(charset)));

    ReadLines read = ReadLines.ofPath(ListFormat.E2GUARDIAN, folder);

    assertEquals(List.of("1 drugs." + language + ": 50 " + words), read.told());
    assertEquals(List.of(name + " was read as " + charset + "."), read.notes());
  }

  @Test
  void utf8IsReadWithItsMarkAndWithout() throws IOException {
    for (String mark : List.of("", "\uFEFF")) {
      Fixtures.writeText(folder, "drugs/weighted_french", mark + "< drogue illégale ><50>\n");
      ReadLines read = ReadLines.ofPath(ListFormat.E2GUARDIAN, folder);
      assertEquals(List.of("1 drugs.fr: 50 drogue illégale"), read.told());
      assertTrue(read.notes().isEmpty());
    }
  }

  @Test
  void aListThatAnotherOneIncludesMeansWhatItsOwnNameSays() throws IOException {
    Fixtures.write(folder, "a/exceptionsitelist", ".Include<lists/bannedsitelist>");
    Fixtures.write(folder, "lists/bannedsitelist", "bad.example.com");

    assertEquals(
        List.of("1 left out: includes a list that is read by itself", "1 domains bad.example.com"),
        ReadLines.ofPath(ListFormat.E2GUARDIAN, folder).told());
  }
}
