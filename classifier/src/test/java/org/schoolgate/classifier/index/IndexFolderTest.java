package org.schoolgate.classifier.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.classifier.source.Problems;

class IndexFolderTest {

  private static final Instant LONG_AGO = Instant.parse("2020-02-02T02:02:02Z");

  @TempDir private Path temporary;
  private final AtomicInteger read = new AtomicInteger();

  private Path compiled() {
    return temporary.resolve("compiled");
  }

  private IndexFolder folder() throws IOException {
    return IndexFolder.open(compiled(), new SecureRandom());
  }

  private ListFile list(String name, EntryMeaning meaning, List<String> lines) throws IOException {
    Path file = temporary.resolve(name);
    Files.write(file, lines);
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    return new ListFile(file, name, Fixtures.category("games"), meaning, "domains");
  }

  private IndexLayer layer(IndexFolder folder, @Nullable IndexLayer before, ListFile... lists)
      throws IOException {
    return folder.layer(
        LayerName.OTHERS, List.of(lists), Fixtures.CATEGORIES, before, this::make, 9);
  }

  private void make(ListFile list, KeyWriter into, Problems problems) throws IOException {
    read.incrementAndGet();
    for (String line : Files.readAllLines(list.path())) {
      byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
      if (!into.addCanonicalName(bytes, 0, bytes.length)) {
        problems.add("no name");
      }
    }
  }

  private static Set<String> sources(IndexLayer layer, String name) {
    Set<String> sources = new HashSet<>();
    for (int tag : layer.tags(layer.setOf(layer.hash().name(name, 0)))) {
      sources.add(layer.list(tag).source() + " " + IndexLayer.meaning(tag));
    }
    return sources;
  }

  private static List<String> names(String under, int count) {
    return IntStream.range(0, count).mapToObj(each -> "n" + each + "." + under).toList();
  }

  @Test
  void ofNamesOfManyListsEachIsFoundWithItsListsAndNothingElse() throws Exception {
    List<String> many = names("example", 40_000);
    IndexLayer layer =
        layer(
            folder(),
            null,
            list("one", EntryMeaning.COVERS, many),
            list("two", EntryMeaning.COVERS_ALONE, many.subList(0, 5_000)),
            list("three", EntryMeaning.EXCEPTS, many.subList(4_000, 6_000)));

    for (int i = 0; i < many.size(); i += 7) {
      Set<String> expected = new HashSet<>(Set.of("one COVERS"));
      if (i < 5_000) {
        expected.add("two COVERS_ALONE");
      }
      if (i >= 4_000 && i < 6_000) {
        expected.add("three EXCEPTS");
      }
      assertEquals(expected, sources(layer, many.get(i)));
    }
    for (String other : names("other.example", 40_000)) {
      assertEquals(0, layer.setOf(layer.hash().name(other, 0)));
    }
    assertEquals(40_000, layer.keyCount());
  }

  @Test
  void moreSetsThanASlotHasNumbersForAreKeptAllTheSame() throws Exception {
    List<ListFile> lists = new ArrayList<>();
    for (int bit = 0; bit < 13; bit++) {
      int mask = 1 << bit;
      lists.add(
          list(
              "list" + bit,
              EntryMeaning.COVERS,
              IntStream.range(1, 1 << 13)
                  .filter(each -> (each & mask) != 0)
                  .mapToObj(each -> "n" + each + ".example")
                  .toList()));
    }

    IndexLayer layer = layer(folder(), null, lists.toArray(ListFile[]::new));

    for (int each = 1; each < 1 << 13; each++) {
      assertEquals(Integer.bitCount(each), sources(layer, "n" + each + ".example").size());
    }
    for (String other : names("other.example", 1 << 13)) {
      assertEquals(Set.of(), sources(layer, other));
    }
  }

  @Test
  void whatHasNotChangedIsNotReadAgain() throws Exception {
    ListFile one = list("one", EntryMeaning.COVERS, names("example", 100));
    ListFile two = list("two", EntryMeaning.COVERS, names("test.example", 100));
    IndexLayer first = layer(folder(), null, one, two);
    assertEquals(2, read.get());

    IndexLayer again = layer(folder(), null, one, two);
    assertEquals(2, read.get(), "another process starts with what is there");
    IndexFolder same = folder();
    IndexLayer mine = layer(same, null, one, two);
    assertSame(mine, layer(same, mine, one, two));

    list("two", EntryMeaning.COVERS, names("new.example", 100));
    IndexLayer changed = layer(folder(), null, one, two);
    assertEquals(3, read.get(), "one list has changed");
    assertEquals(Set.of("two COVERS"), sources(changed, "n1.new.example"));
    assertEquals(Set.of(), sources(changed, "n1.test.example"));
    assertEquals(Set.of("one COVERS"), sources(changed, "n1.example"));

    assertEquals(Set.of("two COVERS"), sources(first, "n1.test.example"), "who has it keeps it");
    assertEquals(Set.of("two COVERS"), sources(again, "n1.test.example"));
  }

  @Test
  void aListThatHasJustChangedMayChangeOnceMoreWithinTheTick() throws Exception {
    ListFile one = list("one", EntryMeaning.COVERS, List.of("a.example"));
    Files.write(one.path(), List.of("b.example"));
    IndexFolder folder = folder();
    IndexLayer before = layer(folder, null, one);
    FileTime time = Files.getLastModifiedTime(one.path());
    Files.write(one.path(), List.of("c.example"));
    Files.setLastModifiedTime(one.path(), time);

    assertEquals(Set.of("one COVERS"), sources(layer(folder, before, one), "c.example"));
    assertEquals(Set.of("one COVERS"), sources(layer(folder(), null, one), "c.example"));
  }

  static Stream<String> files() {
    return Stream.of("others.index", "keys", "seed");
  }

  /** Cut, changed and emptied at every part of each file: it is made again. */
  @ParameterizedTest
  @MethodSource("files")
  void whatIsDamagedIsMadeAgain(String which) throws Exception {
    ListFile one = list("one", EntryMeaning.COVERS, names("example", 3_000));
    layer(folder(), null, one);
    Path file;
    try (Stream<Path> all = Files.list(compiled())) {
      file = all.filter(each -> each.toString().endsWith(which)).findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(which.hashCode());
    for (int round = 0; round < 60; round++) {
      byte[] damaged = whole.clone();
      int at = random.nextInt(whole.length);
      if (round % 3 == 0) {
        damaged = Arrays.copyOf(damaged, at);
      } else {
        damaged[at] ^= (byte) (1 << random.nextInt(8));
      }
      Path other = compiled().resolve("other");
      Files.write(other, damaged);
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
      if (which.equals("keys")) {
        Files.delete(compiled().resolve("others.index"));
      }

      IndexLayer layer = layer(folder(), null, one);

      assertEquals(Set.of("one COVERS"), sources(layer, "n7.example"), "round " + round);
      assertEquals(Set.of(), sources(layer, "n7.other"), "round " + round);
      assertTrue(layer.isWhole());
      if (which.equals("seed")) {
        break;
      }
    }
  }

  @Test
  void whatWasWrittenHalfBeforeACrashChangesNothing() throws Exception {
    ListFile one = list("one", EntryMeaning.COVERS, names("example", 100));
    layer(folder(), null, one);
    Files.write(compiled().resolve(".others.index.new"), new byte[5_000]);
    Files.write(compiled().resolve(".others.index.pass"), new byte[5_000]);
    list("one", EntryMeaning.COVERS, names("new.example", 100));

    assertEquals(Set.of("one COVERS"), sources(layer(folder(), null, one), "n1.new.example"));
    assertFalse(Files.exists(compiled().resolve(".others.index.new")));
  }

  /** Whatever file a crash has left half, under whatever name: the next start writes it anew. */
  @Test
  void halfWrittenKeysKeepNobodyFromStarting() throws Exception {
    ListFile one = list("one", EntryMeaning.COVERS, names("example", 100));
    layer(folder(), null, one);
    Path keys = keyFiles().get(0);
    Path half = compiled().resolve("." + keys.getFileName() + ".new");
    Files.write(half, new byte[5_000]);
    Path ofAListThatIsGone = compiled().resolve(".others-0123456789abcdef.keys.new");
    Files.write(ofAListThatIsGone, new byte[5_000]);
    Files.delete(keys);
    list("one", EntryMeaning.COVERS, names("new.example", 100));

    assertEquals(Set.of("one COVERS"), sources(layer(folder(), null, one), "n1.new.example"));
    assertFalse(Files.exists(half));
    assertFalse(Files.exists(ofAListThatIsGone));
  }

  @Test
  void aFolderThatWasDeletedMeanwhileIsMadeAgain() throws Exception {
    IndexFolder folder = folder();
    ListFile one = list("one", EntryMeaning.COVERS, names("example", 100));
    layer(folder, null, one);
    try (Stream<Path> files = Files.list(compiled())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(compiled());

    assertEquals(Set.of("one COVERS"), sources(layer(folder, null, one), "n1.example"));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(compiled())));
  }

  private List<Path> keyFiles() throws IOException {
    try (Stream<Path> files = Files.list(compiled())) {
      return files.filter(file -> file.toString().endsWith(".keys")).toList();
    }
  }

  @Test
  void theSeedIsTheOwnersAlone() throws Exception {
    layer(folder(), null, list("one", EntryMeaning.COVERS, names("example", 1)));

    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(compiled())));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(compiled().resolve("seed"))));
  }

  @Test
  void anotherInstallationHasOtherKeys() throws Exception {
    IndexFolder other = IndexFolder.open(temporary.resolve("elsewhere"), new SecureRandom());

    assertNotEquals(folder().hash().name("example.com", 0), other.hash().name("example.com", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a file stands there", "nothing"})
  void whereNothingCanBeWrittenItIsKeptForThisProcess(String how) throws Exception {
    Path blocked = temporary.resolve("blocked");
    if (how.startsWith("a file")) {
      Files.writeString(blocked, "x");
    }
    Set<Path> before = temporaries();
    IndexFolder folder = IndexFolder.open(blocked.resolve("compiled"), new SecureRandom());
    ListFile one = list("one", EntryMeaning.COVERS, names("example", 100));

    IndexLayer layer = layer(folder, null, one);

    assertEquals(Set.of("one COVERS"), sources(layer, "n1.example"));
    assertSame(layer, layer(folder, layer, one));
    // The folder is never made anew, where everybody could be faster.
    Set<Path> own = temporaries();
    own.removeAll(before);
    assertEquals(1, own.size());
    for (Path each : own) {
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      try (Stream<Path> left = Files.list(each)) {
        assertEquals(List.of(), left.toList());
      }
    }
  }

  /** Wherever it is kept, and for however long. */
  @ParameterizedTest
  @ValueSource(strings = {"compiled", "no folder/compiled"})
  void aLayerIsMadeWhileAnotherIsOnItsWay(String where) throws Exception {
    IndexFolder folder = IndexFolder.open(temporary.resolve(where), new SecureRandom());
    ListFile one = list("one", EntryMeaning.COVERS, names("example", 100));
    ListFile own = list("own", EntryMeaning.COVERS, names("own.example", 100));
    List<IndexLayer> meanwhile = new ArrayList<>();

    IndexLayer others =
        folder.layer(
            LayerName.OTHERS,
            List.of(one),
            Fixtures.CATEGORIES,
            null,
            (list, into, problems) -> {
              meanwhile.add(
                  folder.layer(
                      LayerName.OWN, List.of(own), Fixtures.CATEGORIES, null, this::make, 9));
              make(list, into, problems);
            },
            9);

    assertEquals(Set.of("one COVERS"), sources(others, "n1.example"));
    assertEquals(Set.of("own COVERS"), sources(meanwhile.get(0), "n1.own.example"));
  }

  private static Set<Path> temporaries() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(each -> each.getFileName().toString().startsWith("schoolgate-lists"))
          .collect(Collectors.toCollection(HashSet::new));
    }
  }

  @Test
  void noEntryCanBeReadFromWhatIsKept() throws Exception {
    layer(folder(), null, list("one", EntryMeaning.COVERS, List.of("secret-name.example")));

    try (Stream<Path> files = Files.list(compiled())) {
      for (Path file : files.toList()) {
        assertFalse(
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .contains("secret-name"),
            () -> String.valueOf(file.getFileName()));
      }
    }
  }

  /** While lists are put in force over and over, what all of them have is always found. */
  @Test
  void whoLooksUpMeanwhileNeverMissesAnything() throws Exception {
    IndexFolder folder = folder();
    List<String> always = names("example", 200);
    IndexLayer[] inForce = {layer(folder, null, list("one", EntryMeaning.COVERS, always))};
    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    CompletableFuture<Integer> missed =
        CompletableFuture.supplyAsync(
            () -> {
              int misses = 0;
              do {
                IndexLayer now;
                synchronized (inForce) {
                  now = inForce[0];
                }
                for (String name : always) {
                  misses += now.setOf(now.hash().name(name, 0)) == 0 ? 1 : 0;
                  asked.incrementAndGet();
                }
              } while (!ended.get());
              return misses;
            });
    for (int round = 0; round < 20; round++) {
      List<String> more = new ArrayList<>(always);
      more.addAll(names("round" + round + ".example", 3_000));
      IndexLayer next;
      try {
        next = layer(folder, inForce[0], list("one", EntryMeaning.COVERS, more));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      synchronized (inForce) {
        inForce[0] = next;
      }
    }
    ended.set(true);

    assertEquals(0, missed.get());
    assertTrue(asked.get() > 0);
  }
}
