package org.schoolgate.classifier.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.subscription.ListUpdate.Change;

class ListChangesTest {

  private static final int AT_ONCE = 1_000;

  @TempDir private Path folder;

  private static ListChanges comparison() {
    return new ListChanges(new SplittableRandom(), AT_ONCE);
  }

  private Path before() {
    return folder.resolve("before");
  }

  private Path after() {
    return folder.resolve("after");
  }

  @Test
  void changesAreCountedInAsManyPassesAsItTakes() throws Exception {
    write("before/games/domains", 0, 7_000);
    write("after/games/domains", 1_000, 11_000);
    write("before/gambling/hosts", 0, 3);
    write("after/gambling/domains", 0, 3);
    write("after/video/urls", 0, 2);
    Map<String, Change> expected =
        Map.of(
            "games", new Change(10_000, 4_000, 1_000),
            "gambling", new Change(3, 3, 3),
            "video", new Change(2, 2, 0));

    assertEquals(expected, comparison().between(before(), after()));
    assertEquals(
        expected, new ListChanges(new SplittableRandom()).between(before(), after()), "in one");
    assertEquals(Map.of(), comparison().between(folder.resolve("no"), folder.resolve("such")));
  }

  /**
   * Names that a hash without a key has all in one of its passes, FNV-1a with the finishing of
   * MurmurHash3: whoever writes a list may choose them.
   */
  @Test
  void noNamesCanBeChosenThatAllFallIntoOnePass() throws Exception {
    int count = 20 * AT_ONCE;
    int passes = 1 + count / AT_ONCE;
    List<String> chosen =
        IntStream.iterate(0, i -> i + 1)
            .mapToObj(i -> "n" + i + ".example")
            .filter(name -> Long.remainderUnsigned(withoutKey(name), passes) == 0)
            .limit(count)
            .toList();
    write("after/games/domains", chosen);
    ListChanges comparison = comparison();

    assertEquals(
        Map.of("games", new Change(count, count, 0)), comparison.between(before(), after()));
    assertTrue(comparison.mostAtOnce() < 2 * AT_ONCE, () -> comparison.mostAtOnce() + " at once");
  }

  private static long withoutKey(String name) {
    long hash = 0xCBF29CE484222325L ^ "domains".hashCode();
    for (byte each : name.getBytes(StandardCharsets.US_ASCII)) {
      hash = (hash ^ each) * 0x100000001B3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return hash ^ (hash >>> 33);
  }

  private void write(String file, int from, int to) throws IOException {
    write(file, IntStream.range(from, to).mapToObj(i -> "name" + i + ".example").toList());
  }

  private void write(String file, List<String> names) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.resolveSibling(""));
    Files.write(path, names);
  }
}
