package org.schoolgate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.gateway.Network;

final class DirectSiteTest {

  private static final List<Network> SERVED =
      List.of(Network.parse("10.20.0.0/16"), Network.parse("198.51.100.0/25"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "www.hill.sch.example | Named[name=www.hill.sch.example]",
        ".Hill.SCH.example. | Named[name=hill.sch.example]",
        "10.0.0.0/8 | Addressed[network=10.0.0.0/8]",
        "192.168.7.9 | Addressed[network=192.168.7.9/32]",
        "198.51.100.64/26 | Addressed[network=198.51.100.64/26]",
        "local-names | LocalNames[]",
      })
  void whatASchoolMayName(String text, String read) {
    assertEquals(read, DirectSite.parse(text, SERVED).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "intranet | one word",
        "uk | one word",
        "co.uk | end of many",
        "kent.sch.uk | end of many",
        "* | no host name has",
        "*.hill.example | no host name has",
        "hill.example\"; | no host name has",
        "0.0.0.0/0 | no private network",
        "8.0.0.0/6 | no private network",
        "198.51.100.0/24 | no private network",
        "203.0.113.9 | no private network",
        "10.0.0.1/8 | bits after the prefix",
        "fd00::/8 | IPv4 networks alone",
        "2001:db8::1 | IPv4 networks alone",
        "[::1] | no IP address",
      })
  void whatWouldOpenMoreIsRefused(String text, String why) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> DirectSite.parse(text, SERVED));
    String told = String.valueOf(refused.getMessage());
    assertTrue(told.contains(why), told);
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0/0, 203.0.113.0/24", "0.0.0.0/0, 0.0.0.0/0"})
  void whoServesEverybodyNamesNoNetworkByThat(String served, String text) {
    List<Network> all = List.of(Network.parse(served));
    assertThrows(IllegalArgumentException.class, () -> DirectSite.parse(text, all));
  }
}
