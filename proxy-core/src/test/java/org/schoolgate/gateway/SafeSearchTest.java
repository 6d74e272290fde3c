package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.SearchSafety;
import org.schoolgate.policy.Target;

/** How search engines and video sites are held to safe search, engine by engine. */
final class SafeSearchTest {

  private static RequestLock lock(String address, SearchSafety safety) throws RequestRefused {
    return SafeSearch.lock(TargetReader.ofAddress(address), safety);
  }

  /** What each is asked, in place of what was asked. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          strict   | https://www.google.com/search?q=a&safe=off        | forcesafesearch.google.com    | q=a&safe=active&ssui=on
          strict   | https://www.google.co.uk/search?q=a&udm=2         | forcesafesearch.google.com    | q=a&udm=2&safe=active&ssui=on
          strict   | https://images.google.fr/images?q=a               | -                             | q=a&safe=active&ssui=on
          strict   | https://www.google.com/                           | forcesafesearch.google.com    | safe=active&ssui=on
          strict   | https://cse.google.com/cse/element/v1?q=a&safe=off | -                            | q=a&safe=active&ssui=on
          strict   | https://accounts.google.com/?a=b                  | -                             | a=b
          strict   | https://www.google.com/maps?q=a                   | forcesafesearch.google.com    | q=a
          strict   | https://www.google.com/setprefs?safeui=off        | forcesafesearch.google.com    | safe=active&safeui=on
          strict   | https://mail.google.com/mail?q=a                  | -                             | q=a
          moderate | https://www.google.com/search?q=a                 | forcesafesearch.google.com    | q=a&safe=active&ssui=on
          strict   | https://www.bing.com/images/search?q=a&adlt=off   | strict.bing.com               | q=a&adlt=strict
          strict   | https://cn.bing.com/search?q=a                    | -                             | q=a&adlt=strict
          strict   | https://duckduckgo.com/?q=a&kp=-2                 | safe.duckduckgo.com           | q=a&kp=1
          moderate | https://duckduckgo.com/html/?q=a                  | safe.duckduckgo.com           | q=a&kp=-1
          strict   | https://links.duckduckgo.com/d.js?q=a&ex=-2&p=-2  | -                             | q=a&p=1
          strict   | https://html.duckduckgo.com/html/?q=a&kp=-2       | -                             | q=a&kp=1
          strict   | https://r.search.yahoo.com/RU=a                   | -                             | -
          strict   | https://duckduckgo.com/i.js?q=a&p=-1              | safe.duckduckgo.com           | q=a&p=1
          strict   | https://images.search.yahoo.com/search/images?p=a&vm=p | -                        | p=a&vm=r
          strict   | https://www.ecosia.org/search?q=a                 | strict-safe-search.ecosia.org | q=a
          strict   | https://search.brave.com/search?q=a&safesearch=off | forcesafe.search.brave.com   | q=a&safesearch=strict
          moderate | https://search.brave.com/images?q=a               | forcesafe.search.brave.com    | q=a&safesearch=moderate
          strict   | https://api.qwant.com/v3/search/web?q=a&safesearch=0 | safeapi.qwant.com          | q=a&safesearch=2
          strict   | https://pixabay.com/images/search/a/              | safesearch.pixabay.com        | -
          strict   | https://www.youtube.com/results?search_query=a    | restrict.youtube.com          | search_query=a
          moderate | https://m.youtube.com/watch?v=a                   | restrictmoderate.youtube.com  | v=a
          strict   | https://youtubei.googleapis.com/youtubei/v1/search | restrict.youtube.com         | -
          """)
  void each(String safety, String address, String asked, String query) throws RequestRefused {
    RequestLock lock =
        lock(address, SearchSafety.valueOf(safety.toUpperCase(java.util.Locale.ROOT)));
    HostName host = lock.asked();
    assertEquals(asked, host == null ? null : host.text());
    assertEquals(query, lock.query(TargetReader.ofAddress(address).query()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "https://www.youtube.com/, STRICT, Strict",
    "https://www.youtube-nocookie.com/embed/a, MODERATE, Moderate",
    "https://youtubei.googleapis.com/youtubei/v1/player, STRICT, Strict",
  })
  void videoSitesAreToldByAField(String address, SearchSafety safety, String value)
      throws RequestRefused {
    assertEquals(Map.of("youtube-restrict", value), lock(address, safety).fields());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/search?q=a&safe=off",
        "https://google.example.org/search?q=a",
        "https://www.google.com.example.org/search?q=a",
        "https://notbing.example/",
        "https://216.58.1.1/search?q=a",
      })
  void whatIsNoEngineIsLeftAlone(String address) throws RequestRefused {
    assertSame(RequestLock.NONE, lock(address, SearchSafety.STRICT));
  }

  @Test
  void whoeverMayChooseIsLeftAlone() throws RequestRefused {
    assertSame(RequestLock.NONE, lock("https://www.google.com/search?q=a", SearchSafety.OPEN));
  }

  /** Of a connection that is not read nothing can be changed but where it leads. */
  @Test
  void aConnectionThatIsNotReadLeadsToTheSafeName() {
    RequestLock lock =
        SafeSearch.lock(Target.ofTls(HostName.parse("www.youtube.com"), 443), SearchSafety.STRICT);
    assertEquals(HostName.parse("restrict.youtube.com"), lock.asked());
    assertEquals(Map.of(), lock.fields());
    assertEquals("a", lock.query("a"));
  }

  /** However a parameter's name is written, and wherever it hides, there is one in the end. */
  @ParameterizedTest(name = "query {0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "safe=off, safe=active",
        "q=a&safe=off&safe=active, q=a&safe=active",
        "q=a&%73afe=off, q=a&safe=active",
        "q=a&SAFE=off, q=a&safe=active",
        "q=a&safe, q=a&safe=active",
        "q=a;safe=off&b=c, b=c&safe=active",
        "q=a&+safe=off, q=a&safe=active",
        "q=%zz&safe=off, q=%zz&safe=active",
        "q=100%25+safe=off, q=100%25+safe=off&safe=active",
        "'', safe=active",
        "-, safe=active",
      })
  void aParameterStandsOnce(String original, String sent) {
    RequestLock lock =
        new RequestLock(List.of("locked"), null, Map.of("safe", "active"), Map.of(), Set.of());
    assertEquals(sent, lock.query(original));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "SRCHHPGUSR=ADLT=OFF; MUID=a, MUID=a",
        "MUID=a;srchhpgusr=ADLT=OFF;b, MUID=a; b",
        "SRCHHPGUSR=ADLT=OFF, -",
        "' SRCHHPGUSR = a ;; MUID=a;', MUID=a",
        "'MUID=a,SRCHHPGUSR=ADLT=OFF; b=c', b=c",
      })
  void aCookieThatHoldsASettingStaysBehind(String sent, String kept) throws RequestRefused {
    RequestLock lock = lock("https://www.bing.com/", SearchSafety.STRICT);
    if (kept == null) {
      assertNull(lock.cookie(sent));
    } else {
      assertEquals(kept, lock.cookie(sent));
    }
  }
}
