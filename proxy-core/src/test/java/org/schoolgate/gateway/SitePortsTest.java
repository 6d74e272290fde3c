package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SitePortsTest {

  @ParameterizedTest
  @CsvSource({
    "80, true",
    "443, true",
    "1024, true",
    "3000, true",
    "8080, true",
    "8443, true",
    "65535, true",
    "1, false",
    "22, false",
    "25, false",
    "81, false",
    "465, false",
    "587, false",
    "1023, false",
    "5060, false",
    "6000, false",
    "6667, false",
    "10080, false",
  })
  void wherePeopleFindSites(int port, boolean has) {
    assertEquals(has, SitePorts.USUAL.has(port));
    assertEquals(true, new SitePorts(Set.of(port)).has(port));
  }
}
