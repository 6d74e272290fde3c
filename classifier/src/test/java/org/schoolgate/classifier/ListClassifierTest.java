package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Target;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListClassifierTest {

  private ListClassifier classifier;

  @BeforeAll
  void load(@TempDir Path temporary) throws Exception {
    Path lists = temporary.resolve("lists");
    Fixtures.write(lists, "starter/gambling/domains", "bets.example.com", "1.2.3.4", "2001:db8::1");
    Fixtures.write(lists, "starter/games/domains", "example.com", "münchen.de");
    Fixtures.write(lists, "starter/games/hosts", "play.example.org", "10.9.8.7");
    Fixtures.write(
        lists,
        "starter/video/urls",
        "example.org/watch",
        "www.tube.example.net/channel/Best",
        "web.tube.example.net/list?id=7",
        "5.6.7.8/~films/");
    Fixtures.write(lists, "ut1/gambling/domains", "example.com", "bets.example.com");
    Fixtures.write(lists, "iwf/iwf-urls/urls", "bad.example.info/page");
    Fixtures.write(lists, "iwf/iwf-urls/domains", "worse.example.info");
    Fixtures.write(
        temporary.resolve("phrases"),
        "suicide.en.phrases",
        "category: suicide",
        "language: en",
        "100 kill myself");
    classifier = ListFixtures.open(temporary).current();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.com             | / | starter/games=example.com ut1/gambling=example.com",
        "EXAMPLE.com.            | / | starter/games=example.com ut1/gambling=example.com",
        "a.b.c.example.com       | / | starter/games=example.com ut1/gambling=example.com",
        "bets.example.com        | / | starter/gambling=bets.example.com starter/games=example.com ut1/gambling=bets.example.com",
        "www.bets.example.com    | / | starter/gambling=bets.example.com starter/games=example.com ut1/gambling=bets.example.com",
        "notexample.com          | / | ''",
        "example.com.evil.org    | / | ''",
        "com                     | / | ''",
        "localhost               | / | ''",
        "play.example.org        | / | starter/games=play.example.org",
        "x.play.example.org      | / | ''",
        "1.2.3.4                 | / | starter/gambling=1.2.3.4",
        "0x01020304              | / | starter/gambling=1.2.3.4",
        "16909060                | / | starter/gambling=1.2.3.4",
        "4.3.2.1                 | / | ''",
        "10.9.8.7                | / | starter/games=10.9.8.7",
        "[2001:DB8:0::1]         | / | starter/gambling=2001:db8::1",
        "xn--mnchen-3ya.de       | / | starter/games=xn--mnchen-3ya.de",
        "www.MÜNCHEN.de          | / | starter/games=xn--mnchen-3ya.de",
        "example.org             | /                    | ''",
        "example.org             | /watch               | starter/video=example.org/watch",
        "example.org             | /watch/              | starter/video=example.org/watch",
        "example.org             | /WATCH?v=1           | starter/video=example.org/watch",
        "example.org             | /watch;x/y           | starter/video=example.org/watch",
        "example.org             | /watching            | ''",
        "example.org             | /x/watch             | ''",
        "example.org             | /x/../watch          | starter/video=example.org/watch",
        "example.org             | //./%77at%2563h/a    | starter/video=example.org/watch",
        "www.example.org         | /watch               | starter/video=example.org/watch",
        "m.example.org           | /watch               | starter/video=example.org/watch",
        "tube.example.net        | /channel/best/1      | starter/video=tube.example.net/channel/best",
        "www.tube.example.net    | /channel/BEST        | starter/video=tube.example.net/channel/best",
        "tube.example.net        | /list?id=7           | starter/video=tube.example.net/list?id=7",
        "tube.example.net        | /list?id=7&page=2    | starter/video=tube.example.net/list?id=7",
        "tube.example.net        | /list?id=77          | ''",
        "example.net             | /channel/best        | ''",
        "5.6.7.8                 | /~films/1.html       | starter/video=5.6.7.8/~films",
        "5.6.7.8                 | /%7Efilms            | starter/video=5.6.7.8/~films",
      })
  void hostsAndAddresses(String host, String path, String expected) {
    Classification classification = classifier.classify(Fixtures.http(host, path));

    assertEquals(
        expected,
        classification.evidence().stream()
            .map(match -> match.source() + "=" + match.entry())
            .sorted()
            .collect(Collectors.joining(" ")));
  }

  @Test
  void everyCategoryHasItsEvidence() {
    Classification found = classifier.classify(Fixtures.http("bets.example.com", "/"));

    assertTrue(found.categories().contains(Fixtures.category("gambling")));
    assertTrue(found.categories().contains(Fixtures.category("games")));
    assertEquals(Classification.of(found.evidence()).categories(), found.categories());
  }

  @Test
  void aMissIsOneValueForAll() {
    assertSame(
        Classification.UNCATEGORISED, classifier.classify(Fixtures.http("example.net", "/")));
    assertSame(
        Classification.UNCATEGORISED, classifier.classify(Fixtures.http("example.org", "/x")));
  }

  @Test
  void aHiddenPathMatchesNoUrlEntry() {
    Target tls = Target.ofTls(HostName.parse("example.org"), 443);

    assertSame(Classification.UNCATEGORISED, classifier.classify(tls));
  }

  /**
   * A browser names the site; who names an address is on no list, unless a list has the address.
   */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "93.184.216.34, unnamed-sites",
    "[2001:db8::7], unnamed-sites",
    "1.2.3.4, gambling",
    "[2001:db8::1], gambling",
    "[::ffff:1.2.3.4], gambling",
    "example.net, ''",
  })
  void aSecureSiteThatGivesNoName(String host, String category) {
    Classification found = classifier.classify(Target.ofTls(HostName.parse(host), 443));

    assertEquals(
        category.isEmpty() ? List.of() : List.of(Fixtures.category(category)),
        found.categories().in(Fixtures.CATEGORIES));
    assertTrue(found.sure().isEmpty() || !category.equals("unnamed-sites"));
  }

  @Test
  void anAddressThatIsAskedInClearHasAName() {
    assertSame(
        Classification.UNCATEGORISED, classifier.classify(Fixtures.http("93.184.216.34", "/")));
  }

  @Test
  void illegalEntriesAreNamedByAnOpaqueId() {
    List<Match.Listed> page =
        classifier.classify(Fixtures.http("bad.example.info", "/page/1")).evidence();
    List<Match.Listed> site =
        classifier.classify(Fixtures.http("www.worse.example.info", "/")).evidence();

    assertEquals(1, page.size());
    assertTrue(page.get(0).entry().matches("[0-9a-f]{12}"));
    assertTrue(site.get(0).entry().matches("[0-9a-f]{12}"));
    assertFalse(page.get(0).entry().equals(site.get(0).entry()));
    assertEquals("iwf/iwf-urls", page.get(0).source());
  }

  @Test
  void theReportCountsWhatIsInForce() {
    assertEquals(5, classifier.report().entriesByCategory().get("gambling"));
    assertEquals(4, classifier.report().entriesByCategory().get("video"));
    assertEquals(1, classifier.report().phrasesByCategory().get("suicide"));
    // Both files of the list of illegal content, which stand there in clear.
    assertEquals(2, classifier.report().problemCount());
  }

  @Test
  void searchesAndTypedText() {
    Target search = Fixtures.http("www.google.co.uk", "/search?q=how+to+kill+myself");

    String terms = classifier.search(search).orElseThrow().terms();

    assertEquals("how to kill myself", terms);
    assertEquals(100, classifier.scanTyped(terms).weights().get(Fixtures.category("suicide")));
    assertEquals(Origin.TYPED, classifier.scanTyped("hello").origin());
    assertTrue(classifier.scanTyped("\uD800 k \u0000 my garden").isEmpty());
  }
}
