package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.classifier.source.Fixtures;

/**
 * What is unpacked of an archive that stands in clear is read by nobody else, also after a crash.
 */
class UnpackedListTest {

  private static final String LISTED = "listed-name.example";

  @TempDir private Path temporary;

  @Test
  void ofAnArchiveNothingStandsUnpackedThatCanBeRead() throws Exception {
    Path data = temporary.resolve("data");
    Path archive = temporary.resolve("list.tar.gz");
    Files.write(
        archive, Fixtures.gzip(ListFixtures.tar(Map.of("lists/bannedsitelist", LISTED + "\n"))));
    List<String> unpacked = new ArrayList<>();

    ImportReport report =
        ListFixtures.library(temporary)
            .importList(
                new ImportRequest(
                    "theirs",
                    archive,
                    ListFormat.E2GUARDIAN,
                    Fixtures.category("gambling"),
                    Map.of(),
                    false,
                    FileCipher.NONE,
                    FileCipher.ephemeral(new SecureRandom())),
                lines -> {},
                read -> unpacked.addAll(contents(data)));

    assertEquals(1, report.taken());
    assertFalse(unpacked.isEmpty());
    assertFalse(String.join("", unpacked).contains("listed"));
    assertEquals(List.of(LISTED), Files.readAllLines(data.resolve("theirs/gambling/domains")));
  }

  private static List<String> contents(Path data) {
    List<String> contents = new ArrayList<>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = data.relativize(file).toString();
        if (name.startsWith(".unpacked-") && !name.endsWith("in-use")) {
          contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return contents;
  }
}
