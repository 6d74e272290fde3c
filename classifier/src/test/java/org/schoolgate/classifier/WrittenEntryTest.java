package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Match;

/**
 * What is written of an entry is the entry: it is read back from a list file as itself, a person
 * who types it means it, and a look-up tells it by the same text, which its end is known by.
 */
class WrittenEntryTest {

  private static final int ADDRESSES = 4_000;
  private static final int PIECES_MAX = 12;
  private static final Category GAMES = Fixtures.category("games");

  /** What addresses are made of here: each kind of syntax, as it is, escaped and escaped twice. */
  private static final String[] PIECES =
      ("a B 7 ~ . .. / // %2f \\ %5c ? %3F & %26 ; %3b = %3D + %2b # %23 % %25 %2541 %253f %zz %2"
              + " %20 %09 %00 %0a %7f %C2%85 %C2%A0 %E2%80%A8 %E2%80%AE %EF%BB%BF \u00a0 \u202e"
              + " é %C3%A9 %E9 İ %C4%B0 Σ ς 😀 %F0%9F%98%80 ' | @ : [ ] * , \u2028 /a?b=")
          .split(" ");

  @TempDir private Path temporary;

  private static String randomAddress(Random random, int number) {
    StringBuilder address = new StringBuilder("www.h" + number + ".example/");
    for (int left = random.nextInt(PIECES_MAX); left >= 0; left--) {
      int piece = random.nextInt(PIECES.length + 1);
      address.append(piece == PIECES.length ? " " : PIECES[piece]);
    }
    return address.toString();
  }

  private static @Nullable SiteEntry entryOf(String address) {
    try {
      return SiteEntry.ofSite(address);
    } catch (SiteEntry.BadEntryException noEntry) {
      return null;
    }
  }

  @Test
  void whateverIsAddedIsReadBackAndToldAsItself() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    IndexFixtures lists = new IndexFixtures(temporary);
    List<SiteEntry> entries = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < ADDRESSES; i++) {
      String address = randomAddress(random, i);
      SiteEntry entry = entryOf(address);
      if (entry != null) {
        String which = "seed " + seed + ": " + address + " as " + entry.text();
        assertEquals(entry, SiteEntry.parse(entry.kind(), entry.text()), which);
        assertEquals(entry, SiteEntry.ofSite(entry.text()), which);
        assertTrue(entry.covers(entry.target()), which);
        assertTrue(entry.covers(SiteEntry.targetOf(address)), which);
        lists.add(ListLibrary.OWN, GAMES.id(), entry.kind(), entry.text());
        entries.add(entry);
        addresses.add(address);
      }
    }
    assertTrue(entries.size() > ADDRESSES / 2, "seed " + seed + ": most of them are entries");
    SiteIndex index = lists.index();
    for (int i = 0; i < entries.size(); i++) {
      String which = "seed " + seed + ": " + addresses.get(i);
      Coverage found = index.find(SiteEntry.targetOf(addresses.get(i)), null);
      assertNotNull(found, which);
      assertEquals(
          List.of(entries.get(i).text()),
          found.classification(Fixtures.OPAQUE_IDS).evidence().stream()
              .map(Match.Listed::entry)
              .toList(),
          which);
    }
  }

  /** A line of a list, as its format has it, and what covers the address that it means. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UT1         | games/urls     | h.example/a%20b           | h.example/a%20b",
        "UT1         | games/urls     | h.example/a%3Fb           | h.example/a%3fb",
        "UT1         | games/urls     | h.example/?q=a%26b        | h.example/?q=a%26b",
        "E2GUARDIAN  | bannedurllist  | h.example/c%23            | h.example/c%23",
        "CSV         | table.csv      | h.example/a b             | h.example/a%20b",
        "CSV         | table.csv      | h.example/a #1            | h.example/a%20",
        "CSV         | table.csv      | h.example/a%2520b         | h.example/a%20b",
      })
  void whatIsImportedIsReadBackAsItself(ListFormat format, String file, String line, String text)
      throws Exception {
    String before = format == ListFormat.CSV ? "url\n" : "";
    Path list = Fixtures.write(temporary, "list/" + file, before + line);
    Path path = format == ListFormat.UT1 ? temporary.resolve("list") : list;
    ListLibrary library = ListFixtures.library(temporary);

    library.importList(
        new ImportRequest(
            "county", path, format, format == ListFormat.UT1 ? null : GAMES, Map.of(), false),
        lines -> {},
        report -> {});

    assertEquals(
        List.of(text),
        library.why(line.replace(" ", "%20")).stream().map(ListEntry::text).toList());
  }
}
