package org.schoolgate.classifier.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.source.Fixtures;

class ListSetsTest {

  @TempDir private Path folder;

  private SetWriter inFile() throws IOException {
    return new SetWriter(folder.resolve("sets"));
  }

  private static int number(ListSets.Builder sets, int... tags) throws IOException {
    for (int tag : tags) {
      sets.add(tag);
    }
    return sets.number();
  }

  /** What was built, as it is read back: what there is in memory and what in the file. */
  private ListSets read(ListSets.Builder sets, SetWriter inFile) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sets.write(new DataOutputStream(bytes));
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve("sections"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      IndexFile.Sections sections = new IndexFile.Sections(channel);
      sections.begin(IndexFile.SETS);
      inFile.copyTo(sections);
      sections.endSection(IndexFile.SETS);
      return ListSets.read(
          new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())),
          sections.map(IndexFile.SETS),
          Fixtures.CATEGORIES);
    }
  }

  @Test
  void aSetIsTheSameInAnyOrderAndHowOftenSoeverATagIsAdded() throws Exception {
    try (SetWriter inFile = inFile()) {
      ListSets.Builder sets = new ListSets.Builder(inFile);
      int first = sets.tag(Fixtures.category("games"), "one", EntryMeaning.COVERS);
      int second = sets.tag(Fixtures.category("games"), "one", EntryMeaning.EXCEPTS);
      int third = sets.tag(Fixtures.category("games"), "two", EntryMeaning.COVERS);

      int set = number(sets, second, first, third);

      assertEquals(set, number(sets, third, first, second, first, third));
      assertEquals(0, number(sets));
      assertArrayEquals(new int[] {first, second, third}, read(sets, inFile).tags(set));
    }
  }

  /** Else a list in which each name stands in other categories would fill the memory. */
  @Test
  void setsThatNoEntryStandsOnAreNotKept() throws Exception {
    try (SetWriter inFile = inFile()) {
      ListSets.Builder sets = new ListSets.Builder(inFile);
      int[] tags = tags(sets, 13);

      for (int name = 1; name <= 1000; name++) {
        for (int bit = 0; bit < 10; bit++) {
          if (((name >> bit) & 1) != 0) {
            sets.add(tags[bit]);
          }
        }
        sets.add(tags[10]);
        sets.add(tags[11]);
        sets.add(tags[12]);
        sets.number();
      }

      assertEquals(1001, read(sets, inFile).size());
    }
  }

  /** The next of each edge: the last in memory, the first in the file, the file's second buffer. */
  @Test
  void whatIsBeyondTheNumbersThereAreStandsInTheFileAndIsTheSame() throws Exception {
    int all = 1 << 15;
    try (SetWriter inFile = inFile()) {
      ListSets.Builder sets = new ListSets.Builder(inFile);
      int[] tags = tags(sets, 15);
      int[] numbers = new int[all];
      for (int set = 0; set < all; set++) {
        numbers[set] = number(sets, chosen(tags, set));
      }

      ListSets read = read(sets, inFile);

      assertEquals(KeyLines.ELSEWHERE, read.size());
      for (int set = 0; set < all; set++) {
        assertArrayEquals(chosen(tags, set), read.tags(numbers[set]), "set " + set);
        assertEquals(set < KeyLines.ELSEWHERE, numbers[set] < KeyLines.ELSEWHERE);
      }
    }
  }

  private static int[] tags(ListSets.Builder sets, int count) {
    return IntStream.range(0, count)
        .map(list -> sets.tag(Fixtures.category("games"), "list" + list, EntryMeaning.COVERS))
        .toArray();
  }

  private static int[] chosen(int[] tags, int set) {
    return IntStream.range(0, tags.length)
        .filter(bit -> ((set >> bit) & 1) != 0)
        .map(bit -> tags[bit])
        .toArray();
  }
}
