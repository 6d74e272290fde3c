package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.index.IndexFolder;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.classifier.text.PhraseFileException;
import org.schoolgate.classifier.text.TextStream;
import org.schoolgate.policy.Origin;

class ListStoreTest {

  /** Nothing waits for so long but what waits in vain. */
  private static final int WAIT_SECONDS = 30;

  private @TempDir Path temporary;
  private Path phrases;

  @BeforeEach
  void prepare() throws Exception {
    phrases = temporary.resolve("phrases");
    Fixtures.write(temporary, "lists/starter/video/domains", "tube.example.com");
    Fixtures.write(phrases, "drugs.en.phrases", "category: drugs", "language: en", "60 weed");
  }

  @Test
  void anEditIsInForceAfterTheReload() throws Exception {
    ListStore store = ListFixtures.open(temporary);
    store.library().add(Fixtures.category("games"), "play.example.com", edit -> {});
    assertTrue(isUnknown(store, "play.example.com"));

    LoadReport report = store.reload();

    assertEquals(2, report.entries());
    assertEquals(
        "own/games",
        store.classify(Fixtures.http("play.example.com", "/")).evidence().get(0).source());
  }

  /** One whose lists are read as a test says. */
  private ListStore openReading(IndexFolder.KeyMaker reader) throws Exception {
    ListLoader loader =
        new ListLoader(
            Fixtures.CATEGORIES,
            Fixtures.OPAQUE_IDS,
            new SecureRandom(),
            EndedEntries.NONE,
            new ListCompiler(Fixtures.CATEGORIES, reader));
    return ListStore.open(ListFixtures.folders(temporary), loader, EndedEntries.NONE);
  }

  /** Ten million names take seconds, and a block is to hold at once. */
  @Test
  void anEditIsInForceWhileListsOfOthersAreCompiled() throws Exception {
    CountDownLatch compiling = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ListStore store =
        openReading(
            (list, into, problems) -> {
              if (list.source().equals("ut1")) {
                compiling.countDown();
                await(goOn);
              }
              ListCompiler.read(list, into, problems);
            });
    store.library().add(Fixtures.category("games"), "before.example.com", edit -> {});
    store.reloadOwn();
    Fixtures.write(temporary, "data/ut1/gambling/domains", "bets.example.com");

    CompletableFuture<LoadReport> reload = CompletableFuture.supplyAsync(() -> reloaded(store));
    await(compiling);
    CompletableFuture<LoadReport> edit = CompletableFuture.supplyAsync(() -> edited(store));
    try {
      assertEquals(2, edit.get(WAIT_SECONDS, TimeUnit.SECONDS).entries());
      assertFalse(reload.isDone());
      assertFalse(isUnknown(store, "play.example.com"));
      assertTrue(isUnknown(store, "before.example.com"));
      assertFalse(isUnknown(store, "tube.example.com"), "all else is as it was");
      assertTrue(isUnknown(store, "bets.example.com"));
    } finally {
      goOn.countDown();
    }

    assertEquals(3, reload.get().entries());
    assertFalse(isUnknown(store, "play.example.com"), "what came later stays");
    assertTrue(isUnknown(store, "before.example.com"));
    assertFalse(isUnknown(store, "bets.example.com"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static LoadReport edited(ListStore store) {
    try {
      store.library().add(Fixtures.category("games"), "play.example.com", edit -> {});
      store.library().remove(Fixtures.category("games"), "before.example.com", edit -> {});
      return store.reloadOwn();
    } catch (IOException | ListRefusedException notEdited) {
      throw new IllegalStateException(notEdited);
    }
  }

  private static LoadReport reloaded(ListStore store) {
    try {
      return store.reload();
    } catch (IOException | PhraseFileException notLoaded) {
      throw new IllegalStateException(notLoaded);
    }
  }

  /** Between two renames a source has no name: whoever reads then would leave it out. */
  @Test
  void noFolderChangesItsPlaceWhileListsOfOthersAreCompiled() throws Exception {
    AtomicReference<@Nullable ListStore> store = new AtomicReference<>();
    List<Boolean> held = new ArrayList<>();
    store.set(
        openReading(
            (list, into, problems) -> {
              ListStore known = store.get();
              if (known != null) {
                held.add(Thread.holdsLock(known.library().places()));
              }
              ListCompiler.read(list, into, problems);
            }));
    Fixtures.write(temporary, "data/ut1/gambling/domains", "bets.example.com");

    reloaded(Objects.requireNonNull(store.get()));

    assertFalse(held.isEmpty());
    assertFalse(held.contains(false));
  }

  @Test
  void anEditIsInForceThoughAPhraseFileIsWrong() throws Exception {
    ListStore store = ListFixtures.open(temporary);
    Fixtures.write(phrases, "drugs.en.phrases", "category: drugs", "language: en", "sixty weed");
    store.library().add(Fixtures.category("games"), "play.example.com", edit -> {});

    store.reloadOwn();

    assertFalse(isUnknown(store, "play.example.com"));
    assertFalse(store.scanTyped("weed").isEmpty());
  }

  @Test
  void whatIsInForceStaysWhenAPhraseFileIsWrong() throws Exception {
    ListStore store = ListFixtures.open(temporary);
    ListClassifier before = store.current();
    Fixtures.write(phrases, "drugs.en.phrases", "category: drugs", "language: en", "sixty weed");

    assertThrows(PhraseFileException.class, store::reload);

    assertSame(before, store.current());
    assertEquals(60, store.scanTyped("weed").weights().get(Fixtures.category("drugs")));
  }

  @Test
  void anOpenStreamKeepsItsPhrases() throws Exception {
    ListStore store = ListFixtures.open(temporary);
    try (TextStream stream = store.open(BodyFormat.of("text/plain", null), Origin.TYPED)) {
      Files.delete(phrases.resolve("drugs.en.phrases"));
      store.reload();
      stream.accept(ByteBuffer.wrap(Fixtures.utf8("weed")));
      stream.finish();
      assertEquals(1, stream.findings().matches().size());
    }
    assertTrue(store.scanTyped("weed").isEmpty());
  }

  @Test
  void unknownFoldersAndBadLinesAreReportedAndTheRestIsLoaded() throws Exception {
    Path unknown = Fixtures.write(temporary, "lists/starter/nonsense/domains", "a.example.com");
    Path stray = Fixtures.write(temporary, "lists/starter/video/domain", "b.example.com");
    Fixtures.write(temporary, "lists/starter/video/README.md", "About films");
    Path file =
        Fixtures.write(
            temporary,
            "lists/starter/video/domains",
            "tube.example.com",
            "com",
            "x".repeat(100_000),
            "kent.sch.uk",
            "co.uk",
            "a_b.Example.com",
            "1.2.3.400");

    LoadReport report = ListFixtures.open(temporary).current().report();

    assertEquals(
        List.of(
            unknown.getParent() + ": there is no category 'nonsense'",
            stray
                + ": a list file is named domains, hosts, urls, addresses, except-domains or except-hosts",
            file + ":2: a public suffix, which would cover every site under it",
            file + ":3: longer than 2048 characters",
            file + ":4: a public suffix, which would cover every site under it",
            file + ":5: a public suffix, which would cover every site under it",
            file + ":7: the host looks like an IP address and is not one"),
        report.problems());
    assertEquals(2, report.entries());
  }

  @Test
  void problemsAreBoundedAndCounted() throws Exception {
    Fixtures.write(temporary, "lists/starter/video/domains", "com\n".repeat(5000).split("\n", -1));

    LoadReport report = ListFixtures.open(temporary).current().report();

    assertEquals(LoadReport.PROBLEMS_MAX, report.problems().size());
    assertEquals(5000, report.problemCount());
  }

  @Test
  void aSourceLostBetweenTwoRenamesComesBack() throws Exception {
    Path data = temporary.resolve("data");
    Fixtures.write(data, ".old-ut1/games/domains", "play.example.com");
    Fixtures.write(data, ".import-123/games/domains", "half.example.com");

    ListStore store = ListFixtures.open(temporary);

    assertEquals(
        "ut1/games",
        store.classify(Fixtures.http("play.example.com", "/")).evidence().get(0).source());
    assertTrue(isUnknown(store, "half.example.com"));
  }

  @Test
  void aSourceKeepsWhatItHasWhereTheNewOneCannotTakeItsPlace() throws Exception {
    Path data = temporary.resolve("data");
    Fixtures.write(data, "ut1/games/domains", "play.example.com");

    assertThrows(
        NoSuchFileException.class, () -> FolderSwap.swap(data, "ut1", data.resolve("gone")));

    assertFalse(isUnknown(ListFixtures.open(temporary), "play.example.com"));
    assertTrue(Files.exists(data.resolve("ut1/games/domains")));
    assertFalse(Files.exists(data.resolve(".old-ut1")));
  }

  @Test
  void anOldSourceThatWasReplacedIsForgotten() throws Exception {
    Path data = temporary.resolve("data");
    Fixtures.write(data, ".old-ut1/games/domains", "play.example.com");
    Fixtures.write(data, "ut1/games/domains", "new.example.com");

    ListStore store = ListFixtures.open(temporary);

    assertTrue(isUnknown(store, "play.example.com"));
    assertTrue(Files.notExists(data.resolve(".old-ut1")));
  }

  @Test
  void nothingAtAllIsAnEmptyClassifier(@TempDir Path empty) throws Exception {
    ListStore store = ListFixtures.open(empty);

    assertTrue(isUnknown(store, "example.com"));
    assertTrue(store.scanTyped("weed").isEmpty());
    assertEquals(Fixtures.CATEGORIES, store.categories());
  }

  /** A block is to hold at once, however long a list is that is just being taken. */
  @Test
  void anEditIsMadeWhileAListIsImported() throws Exception {
    ListStore store = ListFixtures.open(temporary);
    Path list = Fixtures.write(temporary, "list", "bets.example.com");

    store
        .library()
        .importList(
            ImportRequest.ofOne("ut1", list, ListFormat.DOMAINS, Fixtures.category("gambling")),
            lines -> {},
            new ImportWatch() {
              @Override
              public void before(ImportReport report) {}

              @Override
              public void staged(Path fresh, Path replaced) throws IOException {
                try {
                  CompletableFuture.supplyAsync(() -> edited(store))
                      .get(WAIT_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException | ExecutionException | TimeoutException waited) {
                  throw new IOException("the edit waits for the import", waited);
                }
                assertFalse(isUnknown(store, "play.example.com"));
              }
            });
    store.reload();

    assertFalse(isUnknown(store, "bets.example.com"));
    assertFalse(isUnknown(store, "play.example.com"));
  }

  private static boolean isUnknown(ListStore store, String host) {
    return store.classify(Fixtures.http(host, "/")).categories().isEmpty();
  }
}
