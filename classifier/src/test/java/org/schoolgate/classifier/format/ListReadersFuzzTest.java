package org.schoolgate.classifier.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.source.Durable;
import org.schoolgate.classifier.source.FuzzedTree;

/** The readers of all formats, alone: the first byte says which format. */
class ListReadersFuzzTest {

  /** An IPv6 range from one address to another is at most so many networks. */
  private static final int ITEMS_OF_A_LINE_MAX = 1024;

  private static final int REASON_CHARS_MAX = 120;

  @TempDir Path folder;

  /** What was told of a list. */
  private static final class Told implements LineSink {
    private final Map<String, Set<Long>> lines = new TreeMap<>();
    private final Set<String> cut = new HashSet<>();
    private final StringBuilder words = new StringBuilder();

    @Override
    public void line(String file, long number, ListLine line) {
      assertTrue(
          lines.computeIfAbsent(file, each -> new HashSet<>()).add(number),
          () -> file + ":" + number + " is told twice");
      words.append(file).append(number).append(ReadLines.words(line)).append('\n');
      if (line instanceof ListLine.LeftOut out) {
        requireReason(out.reason());
      } else if (line instanceof ListLine.Rejected rejected) {
        requireReason(rejected.reason());
      } else if (line instanceof ListLine.Entries entries) {
        assertFalse(entries.items().isEmpty());
        assertTrue(entries.items().size() <= ITEMS_OF_A_LINE_MAX, "a line is too many entries");
      }
    }

    private static void requireReason(String reason) {
      assertTrue(!reason.isBlank() && reason.length() <= REASON_CHARS_MAX, reason);
      assertEquals(1, reason.lines().count(), reason);
    }

    @Override
    public void endsInLine(String file) {
      assertTrue(cut.add(file), file);
    }
  }

  /** Every line is told once, with what it is; the same list is told the same again. */
  @FuzzTest
  @DictionaryFile(resourcePath = "/org/schoolgate/classifier/lists.dict")
  void everyLineIsToldOnce(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    ListFormat[] formats = ListFormat.values();
    ListFormat format = formats[(input[0] & 0x3F) % formats.length];
    boolean tree = format.isTree() || (format == ListFormat.E2GUARDIAN && (input[0] & 0x40) != 0);
    byte[] content = FuzzedTree.from(input, 1);
    if (tree) {
      Path list = folder.resolve("tree");
      Durable.deleteTree(list);
      Map<String, byte[]> files = new TreeMap<>();
      for (FuzzedTree.File file : new FuzzedTree(content, "bannedsitelist").write(list)) {
        if (files.put(shown(file.name()), file.content()) != null) {
          return; // two trees in one, of which both are read
        }
      }
      requireAll(format, list, files);
    } else {
      Path list = folder.resolve("list");
      Files.write(list, content);
      requireAll(format, list, Map.of("list", content));
    }
  }

  private void requireAll(ListFormat format, Path list, Map<String, byte[]> files)
      throws IOException {
    ListFormat.guess(list, "list");
    Told told = new Told();
    if (!read(format, list, told)) {
      return;
    }
    files.forEach(
        (file, content) -> {
          long lines = FuzzedTree.lines(content);
          Set<Long> numbers = told.lines.getOrDefault(file, Set.of());
          assertEquals(lines, numbers.size(), file);
          assertTrue(numbers.stream().allMatch(each -> each >= 1 && each <= lines), file);
        });
    told.cut.forEach(
        cut ->
            assertTrue(
                files.entrySet().stream()
                    .anyMatch(
                        each ->
                            each.getKey().equals(cut) && FuzzedTree.endsInLine(each.getValue())),
                cut));
    Told again = new Told();
    assertTrue(read(format, list, again));
    assertEquals(told.words.toString(), again.words.toString());
  }

  /** The folders that such trees are wrapped in are not shown. */
  private static String shown(String file) {
    String shown = file;
    for (String top : List.of("blacklists/", "BL/", "dest/")) {
      shown = shown.startsWith(top) ? shown.substring(top.length()) : shown;
    }
    return shown;
  }

  /** Reads a list; false if it is refused with a sentence. */
  private boolean read(ListFormat format, Path list, Told told) throws IOException {
    try (ListInput input = new ListInput(list, "list", folder)) {
      format.reader().read(input, told);
      return true;
    } catch (DamagedListException refused) {
      Told.requireReason(String.valueOf(refused.getMessage()));
      return false;
    } catch (EOFException cutShort) {
      return false; // it begins as archives do
    }
  }
}
