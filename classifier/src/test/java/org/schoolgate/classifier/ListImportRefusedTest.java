package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.source.Fixtures;

/** What no import takes, and that the list that was there then stays. */
class ListImportRefusedTest {

  private @TempDir Path temporary;
  private Path tree;
  private Path data;
  private ListLibrary library;

  @BeforeEach
  void prepare() throws IOException {
    tree = Files.createDirectory(temporary.resolve("tree"));
    data = temporary.resolve("data");
    library = ListFixtures.library(temporary);
  }

  private ImportReport importTree() throws IOException, ListRefusedException {
    return library.importList(
        ListFixtures.tree("ut1", tree, Map.of()), lines -> {}, imported -> {});
  }

  private String installed(String file) throws IOException {
    return Files.readString(data.resolve("ut1").resolve(file));
  }

  @Test
  void anEmptyTreeIsRefused() throws Exception {
    Fixtures.write(tree, "adult/domains", "one.example.com");
    importTree();
    Fixtures.write(tree, "adult/domains");

    ListRefusedException refused = assertThrows(ListRefusedException.class, this::importTree);

    assertEquals(
        "There is not one usable entry in it, so what was there stays.", refused.getMessage());
    assertEquals(0, refused.report().orElseThrow().taken());
    assertEquals("one.example.com\n", installed("pornography/domains"));
  }

  @Test
  void oneEmptiedCategoryIsRefused() throws Exception {
    Fixtures.write(tree, "adult/domains", "one.example.com");
    Fixtures.write(tree, "games/domains", "two.example.com");
    importTree();
    Fixtures.write(tree, "adult/domains", "# nothing");

    assertThrows(ListRefusedException.class, this::importTree);

    assertEquals("one.example.com\n", installed("pornography/domains"));
  }

  @Test
  void aHalfWrittenFileIsRefused() throws Exception {
    String[] lines = new String[100];
    Arrays.setAll(lines, i -> "site" + i + ".example.com");
    Fixtures.write(tree, "adult/domains", lines);
    importTree();

    // Shorter by a half, but whole: the issuer may have cleaned up.
    Fixtures.write(tree, "adult/domains", Arrays.copyOf(lines, 60));
    assertEquals(60, importTree().taken());
    // Cut in the middle of a line, but hardly shorter: a missing line end is no crime.
    Fixtures.writeText(tree, "adult/domains", String.join("\n", Arrays.copyOf(lines, 50)));
    assertEquals(50, importTree().taken());
    // Both at once.
    Fixtures.writeText(tree, "adult/domains", String.join("\n", Arrays.copyOf(lines, 24)));
    ListRefusedException refused = assertThrows(ListRefusedException.class, this::importTree);

    assertTrue(refused.getMessage().contains("half-written"), refused.getMessage());
    assertEquals(50, installed("pornography/domains").lines().count());
  }

  @Test
  void damagedArchivesAreRefusedWhereverTheyAreDamaged() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("adult/domains", "one.example.com\n".repeat(300));
    files.put("games/domains", "two.example.com\n");
    byte[] whole = Fixtures.gzip(ListFixtures.tar(files));
    Path archive = temporary.resolve("lists.tar.gz");
    Fixtures.write(tree, "adult/domains", "old.example.com");
    importTree();
    for (int length = 0; length < whole.length; length++) {
      Files.write(archive, Arrays.copyOf(whole, length));
      assertThrows(
          ListRefusedException.class,
          () ->
              library.importList(
                  ListFixtures.tree("ut1", archive, Map.of()), lines -> {}, imported -> {}),
          "cut at " + length);
    }
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      byte[] damaged = whole.clone();
      damaged[10 + random.nextInt(damaged.length - 10)] ^= (byte) (1 + random.nextInt(255));
      if (Arrays.equals(unpacked(whole), unpacked(damaged))) {
        continue; // the bits that fill up the last byte of a deflate stream say nothing
      }
      Files.write(archive, damaged);
      assertThrows(
          ListRefusedException.class,
          () ->
              library.importList(
                  ListFixtures.tree("ut1", archive, Map.of()), lines -> {}, imported -> {}),
          "seed " + seed + " round " + round);
    }
    assertEquals("old.example.com\n", installed("pornography/domains"));
  }

  /** What is in a gzip file; nothing if it is damaged. */
  private static byte[] unpacked(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException damaged) {
      return new byte[0];
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"own", "", "..", "a/b", "Upper", "a--b", "-a", ".hidden"})
  void aSourceHasAPlainName(String source) {
    assertThrows(
        ListRefusedException.class,
        () ->
            library.importList(
                ListFixtures.tree(source, tree, Map.of()), lines -> {}, imported -> {}));
  }

  @Test
  void whatIsNoTreeIsRefused() throws Exception {
    Path text = Fixtures.write(temporary, "some.txt", "just text");

    assertThrows(
        ListRefusedException.class,
        () ->
            library.importList(
                ListFixtures.tree("ut1", text, Map.of()), lines -> {}, imported -> {}));
    assertThrows(
        ListRefusedException.class,
        () ->
            library.importList(
                ListFixtures.tree("ut1", temporary.resolve("nothing"), Map.of()),
                lines -> {},
                imported -> {}));
    assertThrows(
        ListRefusedException.class,
        () ->
            library.importList(
                ImportRequest.ofOne(
                    "ut1",
                    temporary.resolve("nothing"),
                    ListFormat.DOMAINS,
                    Fixtures.category("malware")),
                lines -> {},
                imported -> {}));
  }

  /** They are held until all is read, so however many there are, so many are held and no more. */
  @Test
  void moreChangesThanAreHeldAreRefused() throws Exception {
    Fixtures.write(tree, "adult/domains", "one.example.com");
    importTree();
    Files.delete(tree.resolve("adult/domains"));
    String[] changes = new String[ImportChanges.CHANGES_MAX + 1];
    Arrays.setAll(changes, i -> "+n" + i + ".example.com");
    Fixtures.write(tree, "adult/domains.diff", changes);

    ListRefusedException refused = assertThrows(ListRefusedException.class, this::importTree);

    assertTrue(
        String.valueOf(refused.getMessage()).contains("more than 250000 changes"),
        refused.getMessage());
    assertEquals("one.example.com\n", installed("pornography/domains"));
  }

  @Test
  void longerChangesThanAreHeldAreRefused() throws Exception {
    Fixtures.write(tree, "adult/urls", "one.example.com/page");
    importTree();
    Files.delete(tree.resolve("adult/urls"));
    String path = "x".repeat(1500);
    String[] changes = new String[ImportChanges.CHARS_MAX / path.length() + 1];
    Arrays.setAll(changes, i -> "+one.example.com/" + i + path);
    Fixtures.write(tree, "adult/urls.diff", changes);

    ListRefusedException refused = assertThrows(ListRefusedException.class, this::importTree);

    assertTrue(
        String.valueOf(refused.getMessage()).contains("characters of them"), refused.getMessage());
  }

  /** What the index would have to hold for as long as the list is in force. */
  @Test
  void moreParametersOfAddressesWithSeveralThanAreHeldAreRefused() throws Exception {
    String[] parameters = new String[25];
    Arrays.setAll(parameters, i -> "p" + i + "=1");
    String query = String.join("&", parameters);
    String[] pages = new String[10_001];
    Arrays.setAll(pages, i -> "one.example.com/" + i + "?" + query);
    Fixtures.write(tree, "adult/urls", pages);

    ListRefusedException refused = assertThrows(ListRefusedException.class, this::importTree);

    assertTrue(
        String.valueOf(refused.getMessage()).contains("with several parameters"),
        refused.getMessage());
  }
}
