package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Category;

class ListLibraryTest {

  private static final Category VIDEO = Fixtures.category("video");
  private static final Category ILLEGAL = Fixtures.category("iwf-urls");

  private @TempDir Path temporary;
  private Path data;
  private Path own;
  private ListLibrary library;

  @BeforeEach
  void prepare() throws IOException {
    data = temporary.resolve("data");
    own = data.resolve("own");
    library = ListFixtures.library(temporary);
    Path lists = temporary.resolve("lists");
    Fixtures.write(
        lists, "starter/video/domains", "# Films", "tube.example.com", "Films.example.org");
    Fixtures.write(lists, "starter/video/urls", "example.org/watch");
    Fixtures.write(lists, "starter/games/hosts", "play.example.com");
    Fixtures.write(lists, "starter/iwf-urls/domains", "tube.bad.example.com");
    Fixtures.write(lists, "starter/nonsense/domains", "tube.nowhere.example.com");
  }

  @Test
  void addingIsDurableAndSaidOnce() throws Exception {
    assertEquals(
        new ListLibrary.Edit(ListKind.DOMAINS, "new.example.com", true),
        library.add(VIDEO, "https://NEW.example.com/", edit -> {}));
    assertEquals(
        new ListLibrary.Edit(ListKind.DOMAINS, "new.example.com", false),
        library.add(VIDEO, "new.example.com", edit -> {}));
    assertEquals(
        new ListLibrary.Edit(ListKind.URLS, "example.com/a", true),
        library.add(VIDEO, "www.example.com/A/", edit -> {}));

    assertEquals("new.example.com\n", Files.readString(own.resolve("video/domains")));
    assertEquals("example.com/a\n", Files.readString(own.resolve("video/urls")));
    try (Stream<Path> files = Files.list(own.resolve("video"))) {
      assertEquals(2, files.count());
    }
  }

  /** Asked one by one or all at once, whatever file an entry stands in and however it is spelt. */
  @Test
  void allThatTheSchoolsOwnListHasIsWhatItHasOneByOne() throws Exception {
    List<String> listed =
        List.of("new.example.com", "example.com/a", "192.0.2.7", "2001:db8::7", "bücher.example");
    for (String site : listed) {
      library.add(VIDEO, site, edit -> {});
    }
    Files.writeString(
        own.resolve("video/domains"),
        "# by hand\nBy-Hand.example.com # theirs\ncom\n",
        StandardOpenOption.APPEND);
    Set<SiteEntry> all = library.ownEntries(VIDEO);

    assertEquals(listed.size() + 1, all.size());
    List<String> asked = new ArrayList<>(listed);
    asked.addAll(List.of("by-hand.example.com", "sub.new.example.com", "example.com", "192.0.2.8"));
    for (String site : asked) {
      assertEquals(
          library.isOwn(VIDEO, site), all.contains(ListLibrary.entry(site)), () -> "of " + site);
    }
    assertEquals(Set.of(), library.ownEntries(Fixtures.category("games")));
  }

  /** A block acts at once, whatever list is being read meanwhile. */
  @Test
  void anEditWaitsForNoImport() throws Exception {
    Path list = Files.writeString(temporary.resolve("list"), "films.example\n");
    CompletableFuture<Void> edited = new CompletableFuture<>();
    ImportWatch adding =
        new ImportWatch() {
          @Override
          public void staged(Path fresh, Path replaced) {
            CompletableFuture.runAsync(
                    () -> {
                      try {
                        library.add(VIDEO, "new.example.com", edit -> {});
                        edited.complete(null);
                      } catch (IOException | ListRefusedException failed) {
                        edited.completeExceptionally(failed);
                      }
                    })
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
          }

          @Override
          public void before(ImportReport report) {
            assertTrue(edited.isDone());
          }
        };

    library.importList(
        ImportRequest.ofOne("county", list, ListFormat.DOMAINS, VIDEO), lines -> {}, adding);

    assertEquals("new.example.com\n", Files.readString(own.resolve("video/domains")));
    assertEquals("films.example\n", Files.readString(data.resolve("county/video/domains")));
  }

  @Test
  void removingKeepsCommentsAndOrder() throws Exception {
    Fixtures.write(
        own, "video/domains", "# ours", "a.example.com # why", "B.example.com", "c.example.com");

    assertTrue(library.remove(VIDEO, "b.example.com", edit -> {}).changed());
    assertFalse(library.remove(VIDEO, "b.example.com", edit -> {}).changed());
    assertFalse(library.remove(VIDEO, "tube.example.com", edit -> {}).changed());

    assertEquals(
        List.of("# ours", "a.example.com # why", "c.example.com"),
        Files.readAllLines(own.resolve("video/domains")));
  }

  @Test
  void anEditIsToldBeforeItIsMadeAndMayStillBeStopped() throws Exception {
    Fixtures.write(own, "video/domains", "a.example.com");
    List<ListLibrary.Edit> told = new ArrayList<>();
    Consumer<ListLibrary.Edit> stop =
        edit -> {
          told.add(edit);
          throw new IllegalStateException("not on record");
        };

    assertThrows(
        IllegalStateException.class, () -> library.add(VIDEO, "https://B.example.com", stop));
    assertThrows(IllegalStateException.class, () -> library.remove(VIDEO, "a.example.com", stop));
    assertFalse(library.add(VIDEO, "a.example.com", stop).changed());
    assertFalse(library.remove(VIDEO, "b.example.com", stop).changed());

    assertEquals(
        List.of(
            new ListLibrary.Edit(ListKind.DOMAINS, "b.example.com", true),
            new ListLibrary.Edit(ListKind.DOMAINS, "a.example.com", true)),
        told);
    assertEquals("a.example.com\n", Files.readString(own.resolve("video/domains")));
  }

  @Test
  void illegalCategoriesAreNotEdited() {
    assertThrows(ListRefusedException.class, () -> library.add(ILLEGAL, "example.com", edit -> {}));
    assertThrows(
        ListRefusedException.class, () -> library.remove(ILLEGAL, "example.com", edit -> {}));
    assertFalse(Files.exists(own));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "com", "co.uk", "a b.com", "http://", "/path", "exa\u0000mple.com"})
  void nonsenseIsNotAdded(String site) {
    ListRefusedException refused =
        assertThrows(ListRefusedException.class, () -> library.add(VIDEO, site, edit -> {}));

    assertTrue(refused.getMessage().startsWith("This is no site"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.com       | tube.example.com",
        "tube.example.com  | tube.example.com",
        "example.org       | films.example.org example.org/watch",
        "example.org/watch | example.org/watch",
        "example.org/w     | ''",
        "www.example.org   | ''",
        "ample.com         | ''",
      })
  void whatListingASiteWouldCoverIsFound(String site, String covered) throws Exception {
    assertEquals(
        covered,
        String.join(
            " ", library.within(site, VIDEO::equals, 10).stream().map(ListEntry::text).toList()));
  }

  @Test
  void anImportedSourceIsTakenOutWholeAndToldBefore() throws Exception {
    Fixtures.write(data, "county/video/domains", "a.example.com", "b.example.com");
    Fixtures.write(data, "county/games/urls", "example.com/c");
    assertThrows(
        IllegalStateException.class,
        () ->
            library.removeSource(
                "county",
                lists -> {
                  throw new IllegalStateException("not on record");
                }));
    assertTrue(Files.exists(data.resolve("county")));

    List<ListSummary> told = new ArrayList<>();
    library.removeSource("county", told::addAll);

    assertEquals(
        List.of("games 1", "video 2"),
        told.stream().map(list -> list.category().id() + " " + list.entries()).toList());
    try (Stream<Path> left = Files.list(data)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"own", "starter", "nobody", "../lists", ""})
  void whatWasNotImportedIsNotTakenOut(String source) throws IOException {
    Fixtures.write(own, "video/domains", "a.example.com");
    Fixtures.write(data, "county/video/domains", "a.example.com");

    ListRefusedException refused =
        assertThrows(ListRefusedException.class, () -> library.removeSource(source, lists -> {}));

    assertTrue(refused.getMessage().contains("imported are: county"), refused.getMessage());
  }

  @Test
  void whatACrashLeftOfASourceThatWasTakenOutGoesAtTheNextStart() throws Exception {
    Fixtures.write(data, ".removed-county/video/domains", "a.example.com");

    ImportFolder.recoverAll(data);

    assertFalse(Files.exists(own.resolveSibling(".removed-county")));
  }

  @Test
  void entriesAreShownAndFound() throws Exception {
    assertEquals(
        List.of("tube.example.com", "films.example.org", "example.org/watch"),
        texts(library.show(VIDEO, 10)));
    assertEquals(List.of("tube.example.com"), texts(library.show(VIDEO, 1)));
    assertEquals(
        List.of("films.example.org", "example.org/watch"),
        texts(library.search(" Example.ORG", 10)));
    ListEntry found = library.search("films", 10).get(0);
    assertEquals("starter", found.source());
    assertEquals(3, found.line());
  }

  @Test
  void illegalEntriesAreNeverShownOrFound() throws Exception {
    assertEquals(List.of(), library.show(ILLEGAL, 10));
    assertEquals(List.of("tube.example.com"), texts(library.search("tube", 10)));
    assertEquals(List.of(), library.why("tube.bad.example.com"));
  }

  @Test
  void whyTellsEveryEntryThatCoversASite() throws Exception {
    library.add(VIDEO, "example.org", edit -> {});

    assertEquals(
        List.of("example.org/watch", "example.org"),
        texts(library.why("http://www.example.org/watch/1?x=2")));
    assertEquals(List.of("example.org"), texts(library.why("www.example.org")));
    assertEquals(List.of("play.example.com"), texts(library.why("play.example.com")));
    assertEquals(List.of(), library.why("x.play.example.com"));
    assertThrows(ListRefusedException.class, () -> library.why("not a site"));
  }

  @Test
  void listsAreCounted() throws Exception {
    List<ListSummary> lists = library.summaries();

    assertEquals(
        List.of("games 1", "iwf-urls 1", "video 3"),
        lists.stream().map(list -> list.category().id() + " " + list.entries()).toList());
    ListSummary video = lists.get(2);
    assertEquals(2, video.domains());
    assertEquals(1, video.urls());
    assertEquals(
        Files.getLastModifiedTime(temporary.resolve("lists/starter/video/urls")).toInstant(),
        video.modified());
  }

  private static List<String> texts(List<ListEntry> entries) {
    return entries.stream().map(ListEntry::text).toList();
  }
}
