package org.schoolgate.classifier.format;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.FileCipher;

/** What is no list at all is said to be what it is. */
class NoListTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "html.txt    | UTF-8    | <!DOCTYPE html><html>404</html> | it is a web page: open the list's"
            + " address in a browser to see what it says",
        "list.txt    | UTF-16   | a.example | it is written in UTF-16: save it as UTF-8",
        "list.txt    | UTF-16LE | a.example | it is written in UTF-16: save it as UTF-8",
        "list.txt    | UTF-16BE | a.example | it is written in UTF-16: save it as UTF-8",
        "rand.tar.gz | UTF-8    | rubbish   | it is no .tar.gz, though its name says that it is an"
            + " archive: get it again, or unpack it",
        "none.tgz    | UTF-8    | ''        | it is empty: get it again",
      })
  void isSaidToBeWhatItIs(String name, String charset, String text, String told)
      throws IOException {
    Path file = Files.write(folder.resolve(name), text.getBytes(Charset.forName(charset)));

    assertEquals(
        told,
        assertThrows(DamagedListException.class, () -> NoList.require(file, name, FileCipher.NONE))
            .getMessage());
    assertThrows(DamagedListException.class, () -> ListFormat.guess(file, name));
  }

  @ParameterizedTest
  @CsvSource({"a.example", "#", "<phrase><50>", "''", "日本.example"})
  void otherFilesMayBeLists(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("list.txt"), text, StandardCharsets.UTF_8);
    assertDoesNotThrow(() -> NoList.require(file, "list.txt", FileCipher.NONE));
  }

  @Test
  void aFolderIsLookedAtByItsReader() {
    assertDoesNotThrow(() -> NoList.require(folder, "lists.tar.gz", FileCipher.NONE));
  }
}
