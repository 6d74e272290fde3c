package org.schoolgate.classifier.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {

  private @TempDir Path folder;

  private List<String> read(String... lines) throws IOException {
    return ReadLines.of(ListFormat.CSV, folder, lines);
  }

  @Test
  void columnsAreFoundByTheirNames() throws IOException {
    assertEquals(
        List.of(
            "1 blank",
            "2 gambling: domains a.example.com",
            "3 games: urls example.com/play,%20now",
            "4 domains c.example.com",
            "5 rejected: no site in its column",
            "6 blank"),
        read(
            "Date,URL,Category",
            "2026-01-01,a.example.com,Gambling",
            "2026-01-02,\"example.com/play, now\",\"games\"",
            "2026-01-03,c.example.com",
            "2026-01-04",
            ""));
  }

  @Test
  void networksAreNoPages() throws IOException {
    assertEquals(
        List.of(
            "1 blank",
            "2 addresses 192.88.5.0/24",
            "3 addresses 192.88.5.0/24",
            "4 addresses 2001:db8::/32",
            "5 addresses 192.88.5.2/31 + addresses 192.88.5.4",
            "6 domains 192.88.5.1",
            "7 urls 192.88.5.1/a",
            "8 urls 192.88.5.0/33",
            "9 urls http://192.88.5.0/24"),
        read(
            "address",
            "192.88.5.0/24",
            "192.88.5.7/255.255.255.0",
            "2001:db8::/32",
            "192.88.5.2-192.88.5.4",
            "192.88.5.1",
            "192.88.5.1/a",
            "192.88.5.0/33",
            "http://192.88.5.0/24"));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void fieldsAreSeparatedAsSpreadsheetsDo(String separator) throws IOException {
    assertEquals(
        List.of("1 blank", "2 drugs: domains a.example.com"),
        read("category" + separator + "domain", "drugs" + separator + "a.example.com"));
  }

  @Test
  void quotedFieldsHaveQuotesAndLineEnds() throws IOException {
    assertEquals(
        List.of("1 blank", "2 domains a.example.com", "3 left out: goes on in a quoted field"),
        read("note,domain", "\"he said \"\"no\"\",", "and left\",a.example.com"));
  }

  @Test
  void aQuoteThatNobodyClosesCostsItsOwnLineAlone() throws IOException {
    assertEquals(
        List.of(
            "1 blank",
            "2 rejected: a quote that is not closed, or text after it",
            "3 domains b.example.com",
            "4 domains c.example.com"),
        read("domain,note", "a.example.com,\"open", "b.example.com,", "c.example.com,x"));
  }

  @Test
  void aTableWithoutNamesOfColumnsIsNone() {
    assertEquals(
        "its first line must name the columns, one of them domain, host, site or url",
        assertThrows(DamagedListException.class, () -> read("a.example.com,gambling"))
            .getMessage());
  }
}
