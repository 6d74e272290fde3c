package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    BEFORE_THE_FIRST_RENAME(BEFORE, null),
    BETWEEN_THE_RENAMES(BEFORE, FolderSwap.Step.OLD_AWAY),
    AFTER_THE_SECOND_RENAME(AFTER, FolderSwap.Step.NEW_IN_PLACE),
    WHILE_THE_OLD_ONES_ARE_DELETED(AFTER, FolderSwap.Step.NEW_IN_PLACE) {
      @Override
      void reach(Path data) throws IOException {
        super.reach(data);
        Files.delete(data.resolve(".old-ut1/games/domains"));
      }
    },
    AFTER_ALL_BUT_THE_LOCK(AFTER, FolderSwap.Step.OLD_DELETED);

    private final String left;
    private final FolderSwap.@Nullable Step last;

    Crash(String left, FolderSwap.@Nullable Step last) {
      this.left = left;
      this.last = last;
    }

    /** Goes on from where all was ready, by the very steps of an import, to where it dies. */
    void reach(Path data) throws IOException {
      if (last == null) {
        return;
      }
      try {
        FolderSwap.swap(
            data,
            "ut1",
            staged(data),
            step -> {
              if (step == last) {
                throw new Died();
              }
            });
        fail("it never came to " + last);
      } catch (Died asItShould) {
        // Nothing behind that step was done.
      }
    }

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

  /** As the death of the process: nothing catches it. */
  private static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
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

    FolderSwap.recover(crashed.resolve("data"), "ut1");
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
