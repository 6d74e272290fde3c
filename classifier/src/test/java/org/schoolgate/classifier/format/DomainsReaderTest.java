package org.schoolgate.classifier.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, one a line, and an array of them in JSON. */
class DomainsReaderTest {

  @TempDir Path folder;

  private List<String> read(String text) throws IOException {
    return ReadLines.of(ListFormat.DOMAINS, folder, "list", text.replace("~", "\n"));
  }

  @Test
  void anArrayWithANameALineIsRead() throws IOException {
    List<String> told = read("[~  \"a.example\",~  \"b.example\"~]~");

    assertTrue(String.join(" ", told).contains("domains a.example"), told::toString);
    assertTrue(String.join(" ", told).contains("domains b.example"), told::toString);
    assertEquals(0, told.stream().filter(line -> line.contains("rejected")).count());
  }

  @Test
  void whatStandsInAnArrayAndIsNoNameIsRejected() throws IOException {
    List<String> told = read("[~\"a.example\",~17,~]~\"b.example\"~");

    assertEquals(2, told.stream().filter(line -> line.contains("rejected")).count());
    assertTrue(told.stream().noneMatch(line -> line.contains("domains b")), told::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[~\"a.example\",~             | it is an array in JSON that does not end",
        "[~\"a.example\",~\"b.exa      | it is an array in JSON that does not end",
        "[\"a.example\",\"b.example\"]~ | it is JSON, which is read where it is one array",
        "[ {\"name\": \"a.example\"}]~  | it is JSON, which is read where it is one array",
        "{\"a.example\": 1}~           | it is JSON, which is read where it is one array",
        "{~\"a.example\": 1~}~         | it is JSON, which is read where it is one array",
      })
  void halfOfAnArrayAndOtherJsonIsRefused(String text, String told) {
    String message =
        String.valueOf(assertThrows(DamagedListException.class, () -> read(text)).getMessage());
    assertTrue(message.startsWith(told), message);
  }

  /** An address in brackets begins no array. */
  @Test
  void otherListsAreNotTakenForJson() throws IOException {
    assertEquals(2, read("[2001:db8::1]~a.example~").size());
  }
}
