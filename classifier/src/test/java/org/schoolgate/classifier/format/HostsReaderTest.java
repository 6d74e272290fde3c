package org.schoolgate.classifier.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "0.0.0.0 ads.example.com                  | ads.example.com           | -",
        "127.0.0.1\tads.example.com # why         | ads.example.com           | -",
        "::1 a.example.com b.example.com          | a.example.com b.example.com | -",
        ":: A.example.com.                        | A.example.com.            | -",
        "0.0.0.0 intranet                         | intranet                  | -",
        "ads.example.com                          | ads.example.com           | -",
        "127.0.0.1 localhost                      | ``                        | names of the machine itself",
        "::1 ip6-localhost ip6-loopback           | ``                        | names of the machine itself",
        "0.0.0.0 ip6-allnodes ip6-casino.example  | ip6-casino.example        | -",
        "::1 ip6-localnet ip6-mcastprefix         | ``                        | names of the machine itself",
        "::1 ip6-allrouters ip6-allhosts          | ``                        | names of the machine itself",
        "0.0.0.0 0.0.0.0                          | ``                        | names of the machine itself",
        "192.168.1.5 printer.example.com          | ``                        | a rewrite to another address",
        "# comment                                | ``                        | -",
        "``                                       | ``                        | -",
      })
  void linesOfAHostsFile(String line, String names, String leftOut) {
    ListLine read = HostsReader.line(line);

    assertEquals(names, names(read));
    assertEquals(leftOut, read instanceof ListLine.LeftOut left ? left.reason() : null);
  }

  private static String names(ListLine line) {
    return line instanceof ListLine.Entries entries
        ? entries.items().stream().map(ListLine.Item::text).collect(Collectors.joining(" "))
        : "";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0.0.0                      | an address without a name",
        "a.example.com b.example.com  | several names without an address before them",
      })
  void badLinesSayWhy(String line, String reason) {
    assertEquals(ListLine.rejected(reason), HostsReader.line(line));
  }
}
