package org.schoolgate.classifier.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.HostName;

class SiteEntryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DOMAINS | example.com                        | DOMAINS | example.com",
        "DOMAINS | EXAMPLE.com.                       | DOMAINS | example.com",
        "DOMAINS | .example.com                       | DOMAINS | example.com",
        "DOMAINS | *.example.com                      | DOMAINS | example.com",
        "DOMAINS | `  example.com   # why`            | DOMAINS | example.com",
        "DOMAINS | my_host.example.com                | DOMAINS | my_host.example.com",
        "DOMAINS | münchen.de                         | DOMAINS | xn--mnchen-3ya.de",
        "DOMAINS | 10.1.2.3                           | DOMAINS | 10.1.2.3",
        "DOMAINS | 0x0a.1                             | DOMAINS | 10.0.0.1",
        "DOMAINS | 2001:DB8::1                        | DOMAINS | 2001:db8::1",
        "DOMAINS | [2001:db8:0::1]                    | DOMAINS | 2001:db8::1",
        "DOMAINS | name.county.sch.uk                 | DOMAINS | name.county.sch.uk",
        "HOSTS   | www.example.com                    | HOSTS   | www.example.com",
        "URLS    | example.com/a/b                    | URLS    | example.com/a/b",
        "URLS    | www.example.com/a/b/               | URLS    | example.com/a/b",
        "URLS    | web3.example.com/A                 | URLS    | example.com/a",
        "URLS    | web.de/mail                        | URLS    | web.de/mail",
        "URLS    | www.co.uk.example.com/x            | URLS    | co.uk.example.com/x",
        "URLS    | http://example.com:8080/a?b=1      | URLS    | example.com/a?b=1",
        "URLS    | example.com/a http://elsewhere.org | URLS    | example.com/a",
        "URLS    | 10.0.0.1/~user/                    | URLS    | 10.0.0.1/~user",
        "URLS    | example.com/                       | DOMAINS | example.com",
        "URLS    | example.com                        | DOMAINS | example.com",
        "URLS    | example.com?x=1                    | URLS    | example.com/?x=1",
      })
  void linesBecomeEntries(ListKind kind, String line, ListKind expectedKind, String expected)
      throws Exception {
    SiteEntry entry = SiteEntry.parse(kind, line);

    assertEquals(expected, entry == null ? null : entry.text());
    assertEquals(expectedKind, entry == null ? null : entry.kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DOMAINS | com                 | a public suffix, which would cover every site under it",
        "DOMAINS | co.uk               | a public suffix, which would cover every site under it",
        "DOMAINS | *.org.uk            | a public suffix, which would cover every site under it",
        "DOMAINS | kent.sch.uk         | a public suffix, which would cover every site under it",
        "URLS    | com.au/path         | a public suffix, which would cover every site under it",
        "DOMAINS | ..example.com       | an empty label",
        "DOMAINS | example..com        | an empty label",
        "DOMAINS | example.com/path    | a path stands among names",
        "DOMAINS | example.com:80      | a port stands after the name",
        "DOMAINS | exa mple.com        | a character that no host name has stands in the host",
        "DOMAINS | <script>.com        | a character that no host name has stands in the host",
        "DOMAINS | 1.2.3.4.5           | the host looks like an IP address and is not one",
        "URLS    | /path               | no host",
        "URLS    | http:///path        | no host",
        "URLS    | 192.88.5.0/24       | a network cannot be listed as a site, only single addresses",
        "URLS    | http://1.2.3.4/8/   | a network cannot be listed as a site, only single addresses",
        "URLS    | 192.88.5.0/33       | a network cannot be listed as a site, only single addresses",
        "URLS    | [2001:db8::]/32     | a network cannot be listed as a site, only single addresses",
      })
  void badLinesSayWhy(ListKind kind, String line, String reason) {
    SiteEntry.BadEntryException bad =
        assertThrows(SiteEntry.BadEntryException.class, () -> SiteEntry.parse(kind, line));

    assertEquals(reason, bad.reason());
  }

  /** The newer forms are those that IANA's tools and browsers make (UTS 46, RFC 5891). */
  @ParameterizedTest
  @CsvSource({
    "straße.de, strasse.de, xn--strae-oqa.de",
    "https://www.FAẞ.de/a, www.fass.de, www.xn--fa-hia.de",
    "*.βόλος.com, xn--nxasmq6b.com, xn--nxasmm1c.com",
    "نامه\u200cای.com, xn--mgba3gch31f.com, xn--mgba3gch31f060k.com",
  })
  void aNameThatIsTwoIsRefusedAndBothAreNamed(String typed, String older, String newer) {
    String told =
        "it is two names, "
            + older
            + " in older browsers and "
            + newer
            + " in newer ones; write the one that is meant, or each in turn";

    assertEquals(
        told,
        assertThrows(SiteEntry.BadEntryException.class, () -> SiteEntry.ofSite(typed)).reason());
  }

  @ParameterizedTest
  @EnumSource(ListKind.class)
  void aLineWithANameThatIsTwoIsRejectedWithoutIt(ListKind kind) {
    for (String name : List.of("straße.de", "a.βόλος.com", "exam\u200dple.com", "FAẞ.de")) {
      SiteEntry.BadEntryException bad =
          assertThrows(SiteEntry.BadEntryException.class, () -> SiteEntry.parse(kind, name));
      assertEquals(TwofoldName.REASON, bad.reason(), name);
    }
  }

  @Test
  void longAndControlCharactersAreRejected() {
    assertReason("a control character", "exam\u0000ple.com");
    assertReason("a control character", "example.com\u0085");
    assertReason("a name longer than 253 characters", "a.".repeat(127) + "example.com");
    assertReason("longer than 2048 characters", "a".repeat(2049));
    assertReason("each label of a host name has 1 to 63 characters", "a".repeat(64) + ".com");
  }

  @Test
  void anEntryHasALimitOfParameters() throws Exception {
    String most =
        IntStream.range(0, SiteEntry.PARAMETERS_MAX)
            .mapToObj(i -> "p" + i + "=1")
            .collect(Collectors.joining("&", "example.com/page?", ""));

    SiteEntry entry = Objects.requireNonNull(SiteEntry.parse(ListKind.URLS, most));

    assertEquals(SiteEntry.PARAMETERS_MAX, entry.address().parameters().size());
    SiteEntry.BadEntryException bad =
        assertThrows(
            SiteEntry.BadEntryException.class,
            () -> SiteEntry.parse(ListKind.URLS, most + "&more=1"));
    assertEquals("more than 32 parameters", bad.reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"||ads.example.com^", "@@||cdn.example.com", "! Title: a list", "[Adblock Plus]"})
  void rulesForBlockersInBrowsersAreNamed(String line) {
    assertReason("this is Adblock syntax, which is read with --format adblock", line);
  }

  @ParameterizedTest
  @CsvSource({
    "ADDRESSES, 192.0.2.1, 192.0.2.1",
    "ADDRESSES, 192.0.2.1/32, 192.0.2.1",
    "ADDRESSES, 192.0.2.77/24, 192.0.2.0/24",
    "ADDRESSES, 2001:DB8::1/32, 2001:db8::/32",
    "ADDRESSES, ::ffff:192.0.2.1/128, 192.0.2.1",
    "ADDRESSES, ::ffff:192.0.2.1/120, 192.0.2.0/24",
    "ADDRESSES, ::ffff:192.0.2.1, 192.0.2.1",
    "EXCEPT_DOMAINS, *.Example.com, example.com",
    "EXCEPT_HOSTS, Example.com., example.com",
  })
  void addressesAndExceptionsHaveOneSpelling(ListKind kind, String line, String text)
      throws Exception {
    SiteEntry entry = SiteEntry.parse(kind, line);

    assertEquals(text, entry == null ? "" : entry.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "192.0.2.1/33", "192.0.2.1/x", "192.0.2.1/", "::1/129"})
  void whatIsNoNetworkIsRefused(String line) {
    assertThrows(
        SiteEntry.BadEntryException.class, () -> SiteEntry.parse(ListKind.ADDRESSES, line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "10.0.0.0/7", "::/0"})
  void aLargePartOfTheWebIsNoNetworkOfAList(String line) {
    assertThrows(
        SiteEntry.BadEntryException.class, () -> SiteEntry.parse(ListKind.ADDRESSES, line));
  }

  private static void assertReason(String reason, String line) {
    SiteEntry.BadEntryException bad =
        assertThrows(
            SiteEntry.BadEntryException.class, () -> SiteEntry.parse(ListKind.DOMAINS, line));
    assertEquals(reason, bad.reason());
    assertFalse(reason.contains(line));
  }

  @ParameterizedTest
  @CsvSource({"''", "'   '", "'# comment'", "'  # comment'"})
  void blankLinesAndCommentsAreNothing(String line) throws Exception {
    assertNull(SiteEntry.parse(ListKind.DOMAINS, line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.com                              | DOMAINS | example.com",
        "https://Example.com/                     | DOMAINS | example.com",
        "https://user.example.com:8443/a/../b     | URLS    | user.example.com/b",
        "http://u:p@games.com:81/a?b=c            | URLS    | games.com/a?b=c",
        "www.facebook.com/OurSchool               | URLS    | facebook.com/ourschool",
        "http://[2001:db8::1]:80/                 | DOMAINS | 2001:db8::1",
        "2001:db8::1                              | DOMAINS | 2001:db8::1",
        "http://[2001:db8::1]:80/a                | URLS    | 2001:db8::1/a",
        "example.com/a%20B                        | URLS    | example.com/a%20b",
        "example.com/a b                          | URLS    | example.com/a%20b",
        "example.com/x # the year 5 game          | URLS    | example.com/x",
        "example.com/what%3Fnow?q=a%26B&p=100%25  | URLS    | example.com/what%3fnow?p=100%25&q=a%26b",
        "example.com/100%25/c%23                  | URLS    | example.com/100%25/c%23",
        "example.com/a%E2%80%AEb                  | URLS    | example.com/a%e2%80%aeb",
        "example.com/%C3%A9t%C3%A9                | URLS    | example.com/été",
        "www.www2.example.com/a                   | URLS    | example.com/a",
      })
  void peopleWriteSitesInManyWays(String site, ListKind kind, String expected) throws Exception {
    SiteEntry entry = SiteEntry.ofSite(site);

    assertEquals(kind, entry.kind());
    assertEquals(expected, entry.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DOMAINS | example.com      | www.example.com     | /     | true",
        "DOMAINS | example.com      | notexample.com      | /     | false",
        "HOSTS   | example.com      | www.example.com     | /     | false",
        "HOSTS   | example.com      | example.com         | /x    | true",
        "URLS    | example.com/a    | www.example.com     | /a/b  | true",
        "URLS    | example.com/a    | example.com         | /ab   | false",
        "URLS    | example.com/a    | example.com         | /A?b  | true",
      })
  void anEntryKnowsWhatItCovers(
      ListKind kind, String line, String host, String path, boolean covered) throws Exception {
    SiteEntry entry = SiteEntry.parse(kind, line);

    assertEquals(covered, entry != null && entry.covers(Fixtures.http(host, path)));
  }

  @Test
  void whatIsAskedAboutKeepsItsQuery() throws Exception {
    assertEquals("q=x", SiteEntry.targetOf("https://example.com/search?q=x").query());
    assertEquals(HostName.parse("example.com"), SiteEntry.targetOf("example.com").host());
  }
}
