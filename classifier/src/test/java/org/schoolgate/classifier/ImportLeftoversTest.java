package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.source.Fixtures;

/** What a crash leaves of an import is gone at the next start or import; what is in use stays. */
class ImportLeftoversTest {

  @TempDir private Path temporary;
  private Path data;

  @BeforeEach
  void prepare() throws Exception {
    data = temporary.resolve("data");
    Fixtures.write(temporary, "list", "play.example.com");
    Fixtures.write(data, "own/games/domains", "own.example.com");
  }

  private void importList(ImportWatch watch) throws IOException, ListRefusedException {
    ListFixtures.library(temporary)
        .importList(
            new ImportRequest(
                "ut1",
                temporary.resolve("list"),
                ListFormat.DOMAINS,
                Fixtures.category("games"),
                Map.of(),
                false),
            lines -> {},
            watch);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> children = Files.list(data)) {
      return children.map(ListTree::name).filter(name -> !name.equals(".index")).sorted().toList();
    }
  }

  /** What an earlier version left has no lock beside it. */
  private void leave() throws Exception {
    Fixtures.write(data, ".import-1/games/domains", "left.example.com");
    Fixtures.write(data, ".import-2/games/domains", "left.example.com");
    Files.createFile(data.resolve(".import-2.lock"));
    Files.createFile(data.resolve(".import-3.lock"));
  }

  @Test
  void aStartDeletesWhatACrashLeft() throws Exception {
    leave();

    ListFixtures.open(temporary);

    assertEquals(List.of("own"), names());
  }

  @Test
  void anImportDeletesWhatACrashLeft() throws Exception {
    leave();

    importList(report -> {});

    assertEquals(List.of("own", "ut1"), names());
  }

  @Test
  void aVersionThatIsPutBackLeavesNothingElse() throws Exception {
    Path version = temporary.resolve("version");
    Fixtures.write(version, "games/domains", "before.example.com");

    ListFixtures.library(temporary).restoreSource("ut1", version, () -> {});

    assertEquals(List.of("own", "ut1"), names());
    assertEquals(
        List.of("before.example.com"), Files.readAllLines(data.resolve("ut1/games/domains")));
  }

  @Test
  void whatIsRefusedLeavesNothing() throws Exception {
    Fixtures.write(temporary, "list");

    assertThrows(ListRefusedException.class, () -> importList(report -> {}));

    assertEquals(List.of("own"), names());
  }

  @Test
  void anImportThatIsOnItsWayStays() throws Exception {
    importList(
        report -> {
          try {
            ImportFolder.recoverAll(data);
          } catch (IOException failed) {
            throw new IllegalStateException(failed);
          }
        });

    assertEquals(List.of("own", "ut1"), names());
  }

  @Test
  void thatOfAnotherProcessStaysUntilItEnds() throws Exception {
    Fixtures.write(data, ".import-1/games/domains", "theirs.example.com");
    Path lock = Files.createFile(data.resolve(".import-1.lock"));
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertEquals(true, held.isValid());
      importList(report -> {});
      assertEquals(List.of(".import-1", ".import-1.lock", "own", "ut1"), names());
    }

    importList(report -> {});
    assertEquals(List.of("own", "ut1"), names());
  }
}
