package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where searches go, as a school writes it, and the addresses that come of it. */
final class ChildEngineTest {

  private static final String KIDDLE = "https://www.kiddle.co/s.php?q={words}&page=1";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "sea otters, https://www.kiddle.co/s.php?q=sea+otters&page=1",
    "a&safe=off#x, https://www.kiddle.co/s.php?q=a%26safe%3Doff%23x&page=1",
    "\u00e9l\u00e9phant %41, https://www.kiddle.co/s.php?q=%C3%A9l%C3%A9phant+%2541&page=1",
    "a=b+c-d_e.f*g~h, https://www.kiddle.co/s.php?q=a%3Db%2Bc-d_e.f*g%7Eh&page=1",
    "{words}, https://www.kiddle.co/s.php?q=%7Bwords%7D&page=1",
  })
  void theWordsStandInItsQueryAndNowhereElse(String words, String address) {
    assertEquals(address, ChildEngine.of(KIDDLE).searchFor(words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.kiddle.co/s.php?q=",
        "https://www.kiddle.co/{words}",
        "https://{words}.kiddle.co/s.php?q=a",
        "https://www.kiddle.co/s.php?q={words}&again={words}",
        "https://user@www.kiddle.co/s.php?q={words}",
        "www.kiddle.co/s.php?q={words}",
        "ftp://www.kiddle.co/s.php?q={words}",
        "https:///s.php?q={words}",
        "https://?q={words}",
        "https://www.kiddle.co:x/s.php?q={words}",
        "https://www.kiddle.co/s.php?q={words}#{words}",
        "https://a b/s.php?q={words}",
        "HTTPS:/www.kiddle.co/s.php?q={words}",
        "https://www.kiddle.co/s.php?q={words} \r\nX: y",
        "https://www.kiddle.co/s#?q={words}",
        "none",
        "",
      })
  void whatIsNoAddressOfASearchIsRefused(String address) {
    assertThrows(IllegalArgumentException.class, () -> ChildEngine.of(address));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "www.kiddle.co, true",
    "kiddle.co, true",
    "images.kiddle.co, true",
    "kiddle.example, false",
    "notkiddle.co, false",
  })
  void itsOwnSiteIsWhereSearchesStay(String host, boolean own) {
    assertEquals(own, ChildEngine.of(KIDDLE).isAt(HostName.parse(host)));
  }
}
