package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Target;

/** Lists of illegal content, as imports leave them; every entry here is of a reserved name. */
class KeyedListTest {

  private static final Category ILLEGAL = Fixtures.category("iwf-urls");

  /** One of each kind, and those that bear on each other. */
  private static final Map<ListKind, List<String>> ENTRIES =
      new TreeMap<>(
          Map.of(
              ListKind.DOMAINS, List.of("under.example", "deep.under.example", "198.51.100.7"),
              ListKind.HOSTS, List.of("alone.example"),
              ListKind.URLS,
                  List.of(
                      "pages.example/gallery",
                      "pages.example/a/b/c.html",
                      "pages.example/view?id=7",
                      "pages.example/view?a=1&b=2&c=3",
                      "sub.pages.example/~someone",
                      "[2001:db8::7]/x"),
              ListKind.ADDRESSES, List.of("192.0.2.0/24", "203.0.113.9", "2001:db8:1::/48"),
              ListKind.EXCEPT_DOMAINS, List.of("fine.under.example"),
              ListKind.EXCEPT_HOSTS, List.of("one.deep.under.example")));

  @TempDir Path temporary;
  private Path keyed;
  private Path plain;

  @BeforeEach
  void keep() throws Exception {
    keyed = temporary.resolve("keyed");
    plain = temporary.resolve("plain");
    for (Map.Entry<ListKind, List<String>> part : ENTRIES.entrySet()) {
      Fixtures.write(
          plain, "data/iwf/iwf-urls/" + part.getKey().id(), part.getValue().toArray(String[]::new));
    }
    install(keyed, ENTRIES);
  }

  private static void install(Path folder, Map<ListKind, List<String>> parts) throws Exception {
    EntryKeys keys = EntryKeys.of(Fixtures.OPAQUE_IDS);
    try (ImportFolder into = new ImportFolder(folder.resolve("data"), "iwf", keys)) {
      for (Map.Entry<ListKind, List<String>> part : parts.entrySet()) {
        for (String line : part.getValue()) {
          SiteEntry entry = SiteEntry.parse(part.getKey(), line);
          if (entry == null) {
            throw new IllegalArgumentException("no entry");
          }
          into.add(ILLEGAL, entry);
        }
      }
      into.stage();
      into.install();
    }
  }

  private static Target target(String address) {
    int path = address.indexOf('/');
    return Fixtures.http(address.substring(0, path), address.substring(path));
  }

  private Path file(String name) {
    return keyed.resolve("data/iwf/iwf-urls").resolve(name);
  }

  @ParameterizedTest
  @CsvSource({
    "under.example/, true",
    "www.under.example/x?y=1, true",
    "notunder.example/, false",
    "example/, false",
    "fine.under.example/, false",
    "x.fine.under.example/, false",
    "deep.under.example/, true",
    "one.deep.under.example/, false",
    "two.deep.under.example/, true",
    "x.one.deep.under.example/, true",
    "alone.example/, true",
    "www.alone.example/, false",
    "198.51.100.7/, true",
    "192.0.2.200/, true",
    "192.0.3.1/, false",
    "[::ffff:192.0.2.200]/, true",
    "[64:ff9b::192.0.2.200]/, true",
    "[64:ff9b::192.0.3.1]/, false",
    "[2002:c000:02c8::1]/, true",
    "[2002:c000:03c8::1]/, false",
    "203.0.113.9/, true",
    "203.0.113.8/, false",
    "[2001:db8:1:ffff::2]/, true",
    "[2001:db8:2::2]/, false",
    "[2001:db8::7]/x/y, true",
    "[2001:db8::7]/, false",
    "pages.example/, false",
    "pages.example/gallery, true",
    "pages.example/gallery/1.jpg, true",
    "pages.example/galleryx, false",
    "pages.example/Gallery/%31.jpg, true",
    "pages.example/a/b/c.html, true",
    "pages.example/a//b/./c.html, true",
    "pages.example/a/b, false",
    "pages.example/view?id=7, true",
    "pages.example/view?x=1&id=7, true",
    "pages.example/view?id=70, false",
    "pages.example/view?id=7&id=8, true",
    "pages.example/view?c=3&x=9&b=2&a=1, true",
    "pages.example/view?a=1&b=2, false",
    "m.pages.example/gallery, true",
    "sub.pages.example/~someone/x, true",
    "pages.example/~someone, false",
  })
  void coversWhatTheSameListInClearCovers(String address, boolean covered) throws Exception {
    Classification found = ListFixtures.open(keyed).classify(target(address));

    assertEquals(covered, found.categories().contains(ILLEGAL));
    assertEquals(ListFixtures.open(plain).classify(target(address)), found);
  }

  @Test
  void anyAddressIsJudgedAsByTheSameListInClear() throws Exception {
    long seed = new SecureRandom().nextLong();
    Random random = new Random(seed);
    ListStore hashed = ListFixtures.open(keyed);
    ListStore clear = ListFixtures.open(plain);
    String[] hosts = {"pages.example", "www.pages.example", "sub.pages.example", "under.example"};
    String[] parts = {
      "/",
      "//",
      "gallery",
      "view",
      "a",
      "b",
      "c.html",
      "~someone",
      "?",
      "&",
      "id=7",
      "a=1",
      "b=2",
      "c=3",
      "%7e",
      ";x",
      ".",
      "..",
      "%2f",
      "%67",
      "id=8"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder address = new StringBuilder(hosts[random.nextInt(hosts.length)]).append('/');
      for (int left = random.nextInt(9); left > 0; left--) {
        address.append(parts[random.nextInt(parts.length)]);
      }
      Target target = target(address.toString());
      assertEquals(
          clear.classify(target), hashed.classify(target), () -> address + ", seed " + seed);
    }
  }

  @Test
  void whatIsNotListedIsNotTouched() throws Exception {
    assertSame(
        Classification.UNCATEGORISED,
        ListFixtures.open(keyed).classify(target("somewhere.example/gallery")));
  }

  @Test
  void noFileHoldsAnEntry() throws Exception {
    ListFixtures.open(keyed);
    List<Path> files;
    try (Stream<Path> all = Files.walk(keyed)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertTrue(files.size() > ENTRIES.size());
    for (Path file : files) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      for (String part : List.of("under", "alone", "pages", "gallery", "someone", "192.0.2")) {
        assertFalse(text.contains(part), () -> file + " holds " + part);
      }
      if (file.toString().endsWith(".keyed")) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
  }

  @Test
  void onlyCountAndAgeAreTold() throws Exception {
    ListLibrary library = ListFixtures.library(keyed);

    assertEquals(List.of(), library.show(ILLEGAL, 10));
    assertEquals(List.of(), library.search("under", 10));
    assertEquals(List.of(), library.why("under.example"));
    ListSummary summary = library.illegalSummaries().get(0);
    assertEquals(13, summary.entries(), "exceptions are none");
    assertEquals(
        15, ListFixtures.open(keyed).current().report().entriesByCategory().get(ILLEGAL.id()));
    assertEquals(0, ListFixtures.open(keyed).current().report().problemCount());
  }

  @Test
  void aListInClearIsReadAndTold() throws Exception {
    LoadReport report = ListFixtures.open(plain).current().report();

    assertEquals(15, report.entriesByCategory().get(ILLEGAL.id()));
    assertEquals(ENTRIES.size(), report.problemCount());
    assertTrue(report.problems().get(0).contains("lists import"), report.problems().get(0));
  }

  @Test
  void underAnotherKeyItIsNotInForceAndThatIsTold() throws Exception {
    byte[] other = new byte[32];
    other[0] = 1;
    ListStore store =
        ListStore.open(
            ListFixtures.folders(keyed),
            Fixtures.CATEGORIES,
            new OpaqueIds(other),
            new SecureRandom());

    assertNull(store.current().report().entriesByCategory().get(ILLEGAL.id()));
    assertEquals(ENTRIES.size(), store.current().report().problemCount());
    assertTrue(store.current().report().problems().get(0).contains("another key"));
    assertEquals(0, store.library().illegalSummaries().get(0).entries());
    assertSame(Classification.UNCATEGORISED, store.classify(target("under.example/")));
  }

  @Test
  void cutShortAnywhereItIsNotInForceAndTheOthersAre() throws Exception {
    Path domains = file("domains.keyed");
    byte[] whole = Files.readAllBytes(domains);
    for (int length = 0; length < whole.length; length += 7) {
      requireNotInForce(domains, Arrays.copyOf(whole, length));
    }
    requireNotInForce(domains, Arrays.copyOf(whole, whole.length - 1));
  }

  @Test
  void changedAnywhereItIsNotInForce() throws Exception {
    Path domains = file("domains.keyed");
    byte[] whole = Files.readAllBytes(domains);
    for (int at = 0; at < whole.length; at += 5) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      requireNotInForce(domains, changed);
    }
  }

  private void requireNotInForce(Path domains, byte[] bytes) throws Exception {
    Files.write(domains, bytes);
    ListLoader loader =
        new ListLoader(Fixtures.CATEGORIES, Fixtures.OPAQUE_IDS, new SecureRandom());
    ListClassifier loaded = loader.load(ListFixtures.folders(keyed));
    assertEquals(12, loaded.report().entriesByCategory().get(ILLEGAL.id()));
    assertEquals(1, loaded.report().problemCount());
    assertTrue(loaded.report().problems().get(0).startsWith(domains + ": "));
    assertSame(Classification.UNCATEGORISED, loaded.classify(target("deep.under.example/")));
    assertTrue(loaded.classify(target("alone.example/")).categories().contains(ILLEGAL));
  }

  @Test
  void anImportThatEndsInTheMiddleLeavesWhatWasThere() throws Exception {
    byte[] before = Files.readAllBytes(file("domains.keyed"));
    Path feed =
        Fixtures.write(
            temporary, "feed", "new-one.example", "new-two.example", "three.example", "4.example");

    assertThrows(
        IllegalStateException.class,
        () ->
            ListFixtures.library(keyed)
                .importList(
                    ImportRequest.ofOne("iwf", feed, ListFormat.DOMAINS, ILLEGAL),
                    lines -> {},
                    new ImportWatch() {
                      @Override
                      public void before(ImportReport report) {
                        throw new IllegalStateException("not on record");
                      }

                      @Override
                      public boolean mayShrink() {
                        return true;
                      }
                    }));

    assertArrayEquals(before, Files.readAllBytes(file("domains.keyed")));
    noFileHoldsAnEntry();
  }

  @Test
  void anImportIsInForceAtTheNextLoadAndTheSameOneWritesTheSame() throws Exception {
    ListStore store = ListFixtures.open(keyed);
    Path feed = Fixtures.write(temporary, "feed", lines(200));
    ImportReport report =
        store
            .library()
            .importList(
                ImportRequest.ofOne("feed", feed, ListFormat.DOMAINS, ILLEGAL),
                lines -> {},
                imported -> {});
    byte[] once = Files.readAllBytes(keyed.resolve("data/feed/iwf-urls/domains.keyed"));
    store.reload();

    assertEquals(200, report.taken());
    assertTrue(store.classify(target("n7.example/x")).categories().contains(ILLEGAL));
    store
        .library()
        .importList(
            ImportRequest.ofOne("feed", feed, ListFormat.DOMAINS, ILLEGAL),
            lines -> {},
            imported -> {});
    assertArrayEquals(once, Files.readAllBytes(keyed.resolve("data/feed/iwf-urls/domains.keyed")));
  }

  @Test
  void aListThatShrankByMoreThanHalfIsRefused() throws Exception {
    ListLibrary library = ListFixtures.library(keyed);
    Path feed = Fixtures.write(temporary, "feed", lines(200));
    library.importList(
        ImportRequest.ofOne("feed", feed, ListFormat.DOMAINS, ILLEGAL),
        lines -> {},
        imported -> {});
    Path less = Fixtures.write(temporary, "less", lines(99));

    assertThrows(
        ListRefusedException.class,
        () ->
            library.importList(
                ImportRequest.ofOne("feed", less, ListFormat.DOMAINS, ILLEGAL),
                lines -> {},
                imported -> {}));
  }

  @Test
  void keysOfTwoInstallationsHaveNothingInCommon() throws Exception {
    EntryKeys mine = EntryKeys.of(Fixtures.OPAQUE_IDS);
    EntryKeys theirs =
        EntryKeys.of(
            new OpaqueIds(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}));

    assertNotEquals(mine.name("under.example"), theirs.name("under.example"));
    assertEquals(mine.name("under.example"), mine.name("under.example"));
  }

  private static String[] lines(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add("n" + i + ".example");
    }
    return lines.toArray(String[]::new);
  }
}
