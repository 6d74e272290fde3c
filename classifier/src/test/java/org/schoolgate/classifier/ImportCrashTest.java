package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.source.Durable;
import org.schoolgate.classifier.source.Fixtures;

/** A crash at each rename of an import leaves the lists of before or the new ones, whole. */
class ImportCrashTest {

  private static final String BEFORE = "before.example.com";
  private static final String AFTER = "after.example.com";

  @TempDir private Path temporary;

  /** Where a crash can leave the steps by which folders change places. */
  enum Crash {
    BEFORE_THE_FIRST_RENAME(BEFORE) {
      @Override
      void reach(Path data) {}
    },
    BETWEEN_THE_RENAMES(BEFORE) {
      @Override
      void reach(Path data) throws IOException {
        Files.move(data.resolve("ut1"), data.resolve(".old-ut1"));
      }
    },
    AFTER_THE_SECOND_RENAME(AFTER) {
      @Override
      void reach(Path data) throws IOException {
        BETWEEN_THE_RENAMES.reach(data);
        Files.move(staged(data), data.resolve("ut1"));
      }
    },
    WHILE_THE_OLD_ONES_ARE_DELETED(AFTER) {
      @Override
      void reach(Path data) throws IOException {
        AFTER_THE_SECOND_RENAME.reach(data);
        Files.delete(data.resolve(".old-ut1/games/domains"));
      }
    },
    AFTER_ALL_BUT_THE_LOCK(AFTER) {
      @Override
      void reach(Path data) throws IOException {
        AFTER_THE_SECOND_RENAME.reach(data);
        Durable.deleteTree(data.resolve(".old-ut1"));
      }
    };

    private final String left;

    Crash(String left) {
      this.left = left;
    }

    /** Goes on from where all was ready and nothing was renamed. */
    abstract void reach(Path data) throws IOException;

    private static Path staged(Path data) throws IOException {
      try (Stream<Path> children = Files.list(data)) {
        return children
            .filter(child -> ListTree.name(child).startsWith(".import-"))
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow();
      }
    }
  }

  /** The folders as a crash leaves them: those that an import really passed through. */
  private Path crashed(Crash crash) throws Exception {
    Path running = temporary.resolve("running");
    Path after = temporary.resolve("crashed");
    Fixtures.write(running, "data/ut1/games/domains", "before.example.com");
    Fixtures.write(running, "data/ut1/video/domains", "tube.example.com");
    ListFixtures.library(running)
        .importList(
            request(Fixtures.write(temporary, "list", "after.example.com")),
            lines -> {},
            report -> linked(running.resolve("data"), after.resolve("data")));
    crash.reach(after.resolve("data"));
    return after;
  }

  private static void linked(Path from, Path to) {
    try {
      Durable.linkTree(from, to);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static ImportRequest request(Path list) {
    return new ImportRequest(
        "ut1", list, ListFormat.DOMAINS, Fixtures.category("games"), Map.of(), false);
  }

  private static void assertWhole(String games, Path crashed) throws IOException {
    Path source = crashed.resolve("data/ut1");
    assertEquals(List.of(games), Files.readAllLines(source.resolve("games/domains")));
    assertEquals(List.of("tube.example.com"), Files.readAllLines(source.resolve("video/domains")));
  }

  private static List<String> names(Path crashed) throws IOException {
    try (Stream<Path> children = Files.list(crashed.resolve("data"))) {
      return children.map(ListTree::name).filter(name -> !name.equals(".index")).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Crash.class)
  void aStartHasTheOneOrTheOther(Crash crash) throws Exception {
    Path crashed = crashed(crash);

    ListStore store = ListFixtures.open(crashed);

    assertWhole(crash.left, crashed);
    assertEquals(2, store.current().report().entries());
    assertEquals(List.of("ut1"), names(crashed));
  }

  /** A second start is what comes after a crash of the first one's recovery, too. */
  @ParameterizedTest
  @EnumSource(Crash.class)
  void aSecondStartChangesNothing(Crash crash) throws Exception {
    Path crashed = crashed(crash);

    ImportFolder.recover(crashed.resolve("data"), "ut1");
    ImportFolder.recoverAll(crashed.resolve("data"));
    ImportFolder.recoverAll(crashed.resolve("data"));

    assertWhole(crash.left, crashed);
    assertEquals(List.of("ut1"), names(crashed));
  }

  @ParameterizedTest
  @EnumSource(Crash.class)
  void theNextImportReplacesTheOneOrTheOther(Crash crash) throws Exception {
    Path crashed = crashed(crash);

    ListFixtures.library(crashed)
        .importList(
            request(Fixtures.write(temporary, "next", "next.example.com")),
            lines -> {},
            report -> {});

    assertWhole("next.example.com", crashed);
    assertEquals(List.of("ut1"), names(crashed));
  }

  @ParameterizedTest
  @EnumSource(Crash.class)
  void aVersionThatIsPutBackReplacesTheOneOrTheOther(Crash crash) throws Exception {
    Path crashed = crashed(crash);
    Path version = temporary.resolve("version");
    Fixtures.write(version, "games/domains", "kept.example.com");
    Fixtures.write(version, "video/domains", "tube.example.com");

    ListFixtures.library(crashed).restoreSource("ut1", version, () -> {});

    assertWhole("kept.example.com", crashed);
  }

  /** What is taken out stays out: nothing of before it comes back under its name. */
  @ParameterizedTest
  @EnumSource(Crash.class)
  void whatIsTakenOutAfterwardsStaysOut(Crash crash) throws Exception {
    Path crashed = crashed(crash);
    ListLibrary library = ListFixtures.library(crashed);
    Path source = library.folderOf("ut1");
    Path removed = crashed.resolve("data/.removed-ut1");

    // As a crash leaves it that came right behind the rename of the removal.
    Files.move(source, removed);
    ListStore store = ListFixtures.open(crashed);

    assertEquals(0, store.current().report().entries());
    assertEquals(List.of(), names(crashed));
  }

  @Test
  void aRemovalTakesWhatACrashLeftOfItWithIt() throws Exception {
    Path crashed = crashed(Crash.AFTER_THE_SECOND_RENAME);

    ListFixtures.library(crashed).removeSource("ut1", gone -> assertEquals(2, gone.size()));

    assertEquals(0, ListFixtures.open(crashed).current().report().entries());
    assertEquals(List.of(), names(crashed));
  }
}
