package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.classifier.source.LineReader;

/** Lists of any bytes in every format; the first byte says which. */
class ImportFuzzTest {

  private static final String OLD = "old.example.com\n";

  private static final List<ListFormat> FORMATS =
      List.of(
          ListFormat.UT1,
          ListFormat.DOMAINS,
          ListFormat.HOSTS,
          ListFormat.E2GUARDIAN,
          ListFormat.ADBLOCK,
          ListFormat.RPZ,
          ListFormat.CSV);

  @TempDir Path folder;

  /**
   * A list is taken with every line counted once, and then it loads without a problem, or it is
   * refused with a sentence, and then what was there is there still.
   */
  @FuzzTest
  @DictionaryFile(resourcePath = "lists.dict")
  void everyLineIsAccountedForOrTheListIsRefused(byte[] input) throws Exception {
    if (input.length == 0) {
      return;
    }
    ListFormat format = FORMATS.get((input[0] & 0xFF) % FORMATS.size());
    byte[] content = Arrays.copyOfRange(input, 1, input.length);
    Path list = write(format, content);
    Path installed = Fixtures.writeText(folder, "data/theirs/pornography/domains", OLD);
    Durable.deleteTree(folder.resolve("data/theirs/phrases"));
    ListLibrary library = ListFixtures.library(folder);
    ImportRequest request =
        new ImportRequest("theirs", list, format, Fixtures.category("pornography"), Map.of(), true);
    try {
      ImportReport report = library.importList(request, lines -> {}, ready -> {});
      assertEquals(lines(content), report.lines());
      assertEquals(0, ListFixtures.open(folder).current().report().problemCount());
    } catch (ListRefusedException refused) {
      assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
      assertFalse(refused.getMessage().isBlank());
      assertEquals(OLD, Files.readString(installed));
    }
  }

  private Path write(ListFormat format, byte[] content) throws IOException {
    return switch (format) {
      case UT1 -> Files.write(file("tree/adult/domains"), content).resolveSibling("..");
      case E2GUARDIAN ->
          Files.write(file("phrases-of-others/weighted"), content).resolveSibling("");
      default -> Files.write(file("list.txt"), content);
    };
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return file;
  }

  private static long lines(byte[] content) throws IOException {
    LineReader lines = new LineReader(new ByteArrayInputStream(content));
    long count = 0;
    while (lines.next()) {
      count++;
    }
    return count;
  }
}
