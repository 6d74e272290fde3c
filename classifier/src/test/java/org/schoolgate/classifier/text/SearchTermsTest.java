package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Target;

class SearchTermsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "www.google.com         | /search?q=how+do+i+kill+myself          | how do i kill myself",
        "www.google.co.uk       | /search?hl=cy&q=red%20pandas&tbm=isch   | red pandas",
        "google.de              | /search?udm=2&q=a                       | a",
        "www.google.com.au      | /search?client=x&q=a%2Bb                | a+b",
        "www.google.com         | /webhp?q=a                              | a",
        "www.google.com         | /?q=a                                   | a",
        "images.google.com      | /images?q=cats                          | cats",
        "www.google.com         | /search?as_q=one&as_epq=two+three       | one two three",
        "www.google.com         | /complete/search?q=ca&client=gws-wiz    | ca",
        "suggestqueries.google.com | /complete/search?client=youtube&q=ca | ca",
        "clients1.google.com    | /complete/search?q=ca                   | ca",
        "www.google.com         | /%73earch?%71=a                         | a",
        "www.google.com         | /SEARCH?Q=a                             | a",
        "www.google.com         | /search?q=caf%C3%A9                     | café",
        "www.google.com         | /search?q=caf%E9                        | café",
        "www.google.com         | /search?q=100%                          | 100%",
        "www.google.com         | /search?q=a&q=b                         | a b",
        "www.bing.com           | /search?q=a+b&form=QBLH                 | a b",
        "bing.com               | /images/search?q=a                      | a",
        "www.bing.com           | /AS/Suggestions?pt=page&qry=ab          | ab",
        "api.bing.com           | /osjson.aspx?query=ab                   | ab",
        "duckduckgo.com         | /?q=a+b&ia=web                          | a b",
        "html.duckduckgo.com    | /html/?q=a                              | a",
        "duckduckgo.com         | /ac/?q=ab&type=list                     | ab",
        "safe.duckduckgo.com    | /?q=a                                   | a",
        "www.youtube.com        | /results?search_query=a+b               | a b",
        "m.youtube.com          | /results?sp=x&search_query=a            | a",
        "uk.search.yahoo.com    | /search?p=a+b&fr=yfp                    | a b",
        "images.search.yahoo.com | /search/images?p=a                     | a",
        "search.yahoo.com       | /sugg/gossip/gossip-uk-ura/?command=ab  | ab",
        "www.ecosia.org         | /search?method=index&q=a+b              | a b",
        "ac.ecosia.org          | /autocomplete?q=ab                      | ab",
        "search.brave.com       | /search?q=a+b&source=web                | a b",
        "search.brave.com       | /api/suggest?q=ab                       | ab",
        "www.kiddle.co          | /s.php?q=planets                        | planets",
        "cy.wikipedia.org       | /w/index.php?search=a+b&title=x         | a b",
        "en.wikipedia.org       | /wiki/Special:Search?search=a           | a",
      })
  void enginesAreRead(String host, String address, String expected) {
    assertEquals(
        expected, SearchTerms.of(Fixtures.http(host, address)).map(Search::terms).orElse("none"));
  }

  /** Each engine's way to ask for suggestions, and one of its searches. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "www.google.com            | /complete/search?q=ab&client=gws-wiz       | true",
        "www.google.co.uk          | /complete/s?q=ab                           | true",
        "suggestqueries.google.com | /complete/search?client=firefox&q=ab       | true",
        "www.google.com            | /search?q=ab                               | false",
        "suggestqueries-clients6.youtube.com | /complete/search?ds=yt&q=ab      | true",
        "www.youtube.com           | /results?search_query=ab                   | false",
        "www.bing.com              | /AS/Suggestions?pt=page&qry=ab             | true",
        "api.bing.com              | /osjson.aspx?query=ab                      | true",
        "www.bing.com              | /qbox?query=ab                             | true",
        "www.bing.com              | /search?q=ab                               | false",
        "www.bing.com              | /images/search?q=ab                        | false",
        "duckduckgo.com            | /ac/?q=ab&type=list                        | true",
        "ac.duckduckgo.com         | /ac/?q=ab                                  | true",
        "duckduckgo.com            | /?q=ab                                     | false",
        "sugg.search.yahoo.net     | /sg/?output=fxjson&command=ab              | true",
        "search.yahoo.com          | /sugg/gossip/gossip-uk-ura/?command=ab     | true",
        "uk.search.yahoo.com       | /search?p=ab                               | false",
        "ac.ecosia.org             | /autocomplete?q=ab&type=list               | true",
        "www.ecosia.org            | /search?q=ab                               | false",
        "search.brave.com          | /api/suggest?q=ab&rich=false               | true",
        "search.brave.com          | /search?q=ab                               | false",
        "api.qwant.com             | /v3/suggest/?q=ab&client=opensearch        | true",
        "www.qwant.com             | /?q=ab                                     | false",
        "www.startpage.com         | /osuggestions?q=ab                         | true",
        "www.startpage.com         | /suggestions?q=ab                          | true",
        "www.startpage.com         | /do/search?query=ab                        | false",
        "suggest.yandex.com        | /suggest-ff.cgi?part=ab                    | true",
        "yandex.com                | /suggest/suggest-ya.cgi?v=4&part=ab        | true",
        "yandex.com                | /search/?text=ab                           | false",
        "en.wikipedia.org          | /w/api.php?action=opensearch&search=ab     | true",
        "en.m.wikipedia.org        | /w/rest.php/v1/search/title?q=ab           | true",
        "en.wikipedia.org          | /w/index.php?search=ab                     | false",
        "en.wikipedia.org          | /w/api.php?list=search&srsearch=ab         | false",
        "en.wikipedia.org          | /w/api.php?srsearch=ab&search=x            | false",
        "en.wikipedia.org          | /w/api.php?text=what+is+this&search=ab     | false",
        "duckduckgo.com            | /html/%252e%252e/ac/?q=ab                  | false",
        "www.startpage.com         | /do/suggest?query=ab                       | true",
        "ss.ask.com                | /query?q=ab&li=ff                          | true",
        "amg-ss.ask.com            | /query?limit=20&q=ab                       | true",
        "ss.de.ask.com             | /query?q=ab                                | true",
        "lss.sse-iacapps.com       | /query?q=ab&li=ff                          | true",
        "www.ask.com               | /web?q=ab                                  | false",
        "search.aol.com            | /sugg/gossip/gossip-us-ura/?command=ab     | true",
        "search.aol.co.uk          | /aol/search?q=ab                           | false",
        "api.qwantjunior.com       | /api/suggest/?q=ab&client=opensearch       | true",
        "www.qwantjunior.com       | /?q=ab&client=qwantbrowser                 | false",
        "www.kidrex.org            | /results/?q=ab                             | false",
        "www.safesearchkids.com    | /search/?q=ab                              | false",
        "completion.amazon.co.uk   | /search/complete?method=completion&q=ab&mkt=3 | true",
        "completion.amazon.com     | /api/2017/suggestions?alias=aps&prefix=ab  | true",
        "www.amazon.co.uk          | /s?k=ab                                    | false",
        "www.amazon.co.uk          | /s/ref=nb_sb_noss?field-keywords=ab        | false",
        "search-suggest.api.bbci.co.uk | /search-suggest/suggest?q=ab&scope=iplayer | true",
        "www.bbc.co.uk             | /search?q=ab                               | false",
        "www.bbc.co.uk             | /iplayer/search?q=ab                       | false",
        "www.tiktok.com            | /api/search/general/sug/?keyword=ab        | true",
        "www.tiktok.com            | /search/video?q=ab                         | false",
        "www.reddit.com            | /api/subreddit_autocomplete_v2.json?query=ab | true",
        "www.reddit.com            | /svc/shreddit/search-typeahead?query=ab    | true",
        "www.reddit.com            | /r/cats/search/?q=ab                       | false",
        "github.com                | /search/suggestions?query=ab               | true",
        "github.com                | /search?q=ab&type=repositories             | false",
      })
  void whatIsAskedWhileSomebodyTypesIsToldApart(String host, String address, boolean typing) {
    Search search = SearchTerms.of(Fixtures.http(host, address)).orElseThrow();

    assertEquals("ab", search.terms());
    assertEquals(typing, search.typing());
  }

  @Test
  void oneEngineHasOneNameOnAllItsHosts() {
    assertEquals(
        SearchTerms.of(Fixtures.http("suggestqueries.google.com", "/complete/search?q=a"))
            .orElseThrow()
            .engine(),
        SearchTerms.of(Fixtures.http("www.google.co.uk", "/search?q=a")).orElseThrow().engine());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "www.google.com         | /search",
        "www.google.com         | /search?q=",
        "www.google.com         | /search?q=+++",
        "www.google.com         | /url?q=http://example.com/",
        "www.google.com         | /maps?ll=1",
        "www.google.example.com | /search?q=a",
        "notgoogle.com          | /search?q=a",
        "www.google.evil.org    | /search?q=a",
        "www.youtube.com        | /watch?v=abc",
        "www.bing.com           | /ck/a?q=a",
        "www.yahoo.com          | /news?p=a",
        "example.com            | /search?q=a",
        "www.amazon.co.uk       | /dp/B000?keywords=a",
        "www.bbc.co.uk          | /news?q=a",
        "github.com             | /a/b/blob/c?q=a",
        "amazon.evil.org        | /s?k=a",
      })
  void otherAddressesAreNoSearches(String host, String address) {
    assertTrue(SearchTerms.of(Fixtures.http(host, address)).isEmpty());
  }

  @Test
  void aHiddenAddressTellsNothing() {
    assertTrue(SearchTerms.of(Target.ofTls(HostName.parse("www.google.com"), 443)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/search?qry=FILLER&q=how+do+i+kill+myself",
        "/search?q=FILLER&q=how+do+i+kill+myself",
        "/search?form=FILLER&query=how+do+i+kill+myself",
        "/search?q=FILLER+how+do+i+kill+myself",
      })
  void nothingHidesTheTermsBehindIt(String address) {
    String filled = address.replace("FILLER", "x".repeat(15_000));

    String terms = SearchTerms.of(Fixtures.http("www.bing.com", filled)).orElseThrow().terms();

    assertTrue(terms.endsWith("how do i kill myself"), terms);
    assertEquals(address.contains("form="), terms.length() < 100);
  }

  @Test
  void anEndlessQueryIsCutShort() {
    String terms =
        SearchTerms.of(Fixtures.http("www.google.com", "/search?q=" + "a".repeat(1_000_000)))
            .orElseThrow()
            .terms();

    assertTrue(terms.length() <= SearchTerms.QUERY_CHARS_MAX, () -> "" + terms.length());
  }
}
