package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "0.0.0.0 ads.example.com                  | ads.example.com           | -",
        "127.0.0.1\tads.example.com # why         | ads.example.com           | -",
        "::1 a.example.com b.example.com          | a.example.com b.example.com | -",
        ":: A.example.com.                        | a.example.com             | -",
        "0.0.0.0 intranet                         | intranet                  | -",
        "ads.example.com                          | ads.example.com           | -",
        "127.0.0.1 localhost                      | ``                        | names of the machine itself",
        "::1 ip6-localhost ip6-loopback           | ``                        | names of the machine itself",
        "0.0.0.0 0.0.0.0                          | ``                        | names of the machine itself",
        "192.168.1.5 printer.example.com          | ``                        | a rewrite to another address",
        "# comment                                | ``                        | -",
        "``                                       | ``                        | -",
      })
  void linesOfAHostsFile(String line, String names, String leftOut) throws Exception {
    HostsLine read = HostsLine.parse(line);

    assertEquals(
        names, read.entries().stream().map(SiteEntry::text).collect(Collectors.joining(" ")));
    assertEquals(leftOut, read.leftOut());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0.0.0                      | an address without a name",
        "a.example.com b.example.com  | several names without an address before them",
        "0.0.0.0 a.example.com b..c   | an empty label",
      })
  void badLinesSayWhy(String line, String reason) {
    SiteEntry.BadEntryException bad =
        assertThrows(SiteEntry.BadEntryException.class, () -> HostsLine.parse(line));

    assertEquals(reason, bad.reason());
  }
}
