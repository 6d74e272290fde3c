package org.schoolgate.classifier.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdblockReaderTest {

  private @TempDir Path folder;

  private List<String> read(String... lines) throws IOException {
    return ReadLines.of(ListFormat.ADBLOCK, folder, lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "||ads.example.com^ => domains ads.example.com",
        "||ADS.Example.com^ => domains ads.example.com",
        "||*.example.com^ => domains example.com",
        "*.example.com => domains example.com",
        "|https://ads.example.com| => hosts ads.example.com",
        "ads.example.com => hosts ads.example.com",
        "ads.example.com^ => hosts ads.example.com",
        "0.0.0.0 a.example.com b.example.com => hosts a.example.com + hosts b.example.com",
        "192.168.1.1 printer.example.com => left out: a rewrite to another address",
        "||ads.example.com^$important => domains ads.example.com",
        "||ads.example.com^$all => domains ads.example.com",
        "||example.com^$denyallow=a.example.com|b.example.com => domains example.com + except-domains a.example.com + except-domains b.example.com",
        "||ads.example.com^$dnsrewrite=NXDOMAIN;; => domains ads.example.com",
        "||ads.example.com^$dnsrewrite=0.0.0.0 => domains ads.example.com",
        "||ads.example.com^$dnsrewrite=NOERROR;CNAME;safe.example.com => left out: a rewrite to another address",
        "||ads.example.com^$dnstype=AAAA => left out: for some types of DNS records alone",
        "||ads.example.com^$client=10.0.0.1 => left out: for some clients alone",
        "||ads.example.com^$third-party => left out: for some parts of pages alone, which is for browsers' blockers",
        "||ads.example.com^$domain=a.example => left out: for some parts of pages alone, which is for browsers' blockers",
        "||com^ => left out: a public suffix, which would cover every site under it",
        "||adserver^ => left out: about parts of addresses, not about sites",
        "||example.com/ads/ => left out: about parts of addresses, not about sites",
        "||ads*.example.com^ => left out: a wildcard within a name, which is not supported",
        "*$denyallow=com => left out: covers the whole web",
        "/ads[0-9]+/ => left out: regular expressions are not supported",
        "example.com##.ad => left out: changes what pages show, which is for browsers' blockers",
        "@@||good.example.com^$denyallow=a.good.example.com => left out: an exception with exceptions of its own, which is not supported",
        "@@||good.example.com^ => except-domains good.example.com",
        "@@|good.example.com^ => except-hosts good.example.com",
        "! a remark => blank",
        "# a remark => blank",
        "[Adblock Plus 2.0] => blank",
        "!#include other.txt => left out: includes another list, which must be imported itself",
        "just some words => rejected: no rule about a site, and no remark",
      })
  void rules(String line, String expected) throws IOException {
    assertEquals(List.of("1 " + expected), read(line));
  }

  @Test
  void anExceptionTakesAwayWhatItCoversAndStaysForWhatIsBroader() throws IOException {
    assertEquals(
        List.of(
            "1 domains example.com",
            "2 left out: an exception of the same list covers it",
            "3 left out: an exception of the same list covers it",
            "4 except-domains good.example.com",
            "5 domains notgood.example.com"),
        read(
            "||example.com^",
            "||good.example.com^",
            "|www.good.example.com^",
            "@@||good.example.com^",
            "||notgood.example.com^"));
  }

  @Test
  void importantRulesGoBeforeExceptionsAndImportantExceptionsBeforeThem() throws IOException {
    assertEquals(
        List.of(
            "1 domains a.example.com",
            "2 left out: an important rule of the same list goes before it",
            "3 left out: an exception of the same list covers it",
            "4 except-domains b.example.com"),
        read(
            "||a.example.com^$important",
            "@@||a.example.com^",
            "||b.example.com^$important",
            "@@||b.example.com^$important"));
  }

  @Test
  void aRuleIsTakenBackWhereverThatStands() throws IOException {
    assertEquals(
        List.of(
            "1 left out: another line takes it back (badfilter)",
            "2 domains b.example.com",
            "3 left out: takes a rule back, which was done"),
        read("||a.example.com^", "||b.example.com^", "||a.example.com^$badfilter"));
    assertEquals(
        List.of(
            "1 domains a.example.com",
            "2 left out: another line takes it back (badfilter)",
            "3 left out: takes a rule back, which was done"),
        read(
            "||a.example.com^",
            "@@||a.example.com^$important",
            "@@||a.example.com^$important,badfilter"));
  }

  @Test
  void whatIsForSomeBlockersIsLeftOut() throws IOException {
    assertEquals(
        List.of(
            "1 blank",
            "2 left out: for some blockers alone (!#if)",
            "3 blank",
            "4 domains b.example.com"),
        read("!#if (adguard)", "||a.example.com^", "!#endif", "||b.example.com^"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "||co.example^$denyallow=a.co.example => except-domains a.co.example",
        "||co.example^$DenyAllow=a.co.example;|a.co.example^ => except-domains a.co.example",
        "||co.example^$denyallow=a.co.example;||b.co.example^ => except-domains a.co.example",
        "||co.example^$denyallow=a.co.example;||x.a.co.example^ => except-domains a.co.example",
        "||co.example^$denyallow=a.co.example;!#if x;||a.co.example^;!#endif => except-domains a.co.example",
        "||co.example^$denyallow=a.co.example;||a.co.example^;||a.co.example^$badfilter => except-domains a.co.example",
        "||co.example^$denyallow=a.co.example;||a.co.example^ => ``",
        "*.a.co.example;||co.example^$denyallow=a.co.example => ``",
        "||co.example^$denyallow=x.a.co.example;||a.co.example^ => ``",
        "||co.example^$denyallow=a.co.example;||co.example^ => ``",
        "||b.co.example^$denyallow=a.b.co.example;||co.example^ => ``",
        "||co.example^$denyallow=a.co.example;||co.example^$denyallow=b.co.example => ``",
        "||co.example^$denyallow=a.co.example|b.co.example;||b.co.example^$important => except-domains a.co.example",
        "||ads.example^$denyallow=harm.example => ``",
        "||ads.example^$denyallow=ads.example => ``",
        "||ads.example^$denyallow=example => ``",
        "|ads.example^$denyallow=a.ads.example => ``",
        "@@||co.example^$denyallow=bad.co.example;||bad.co.example^ => ``",
      })
  void denyallowOpensWhatNoOtherRuleCloses(String lines, String opened) throws IOException {
    assertEquals(
        opened,
        read(lines.split(";")).stream()
            .flatMap(line -> Stream.of(line.replaceFirst("^[0-9]+ ", "").split(" \\+ ")))
            .filter(item -> item.startsWith("except-"))
            .collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@@||evil.example^",
        "||evil.example^$badfilter",
        "@@||evil.example^$important",
        "!#if b;!#endif;@@||evil.example^",
        "!#else;@@||evil.example^",
      })
  void whatIsForSomeBlockersTakesNothingAwayEither(String forSome) throws IOException {
    for (List<String> list :
        List.of(
            List.of("||evil.example^", "!#if a", forSome, "!#endif"),
            List.of("!#if a", forSome, "!#endif", "||evil.example^"))) {
      List<String> read = read(String.join(";", list).split(";"));
      assertEquals(1, read.stream().filter(l -> l.endsWith(" domains evil.example")).count());
      assertFalse(read.stream().anyMatch(line -> line.contains("except-")));
    }
  }

  @Test
  void anImportantRuleGoesBeforeExceptionsHoweverItIsSpelt() throws IOException {
    assertEquals(
        List.of(
            "1 domains a.example.com",
            "2 left out: an important rule of the same list goes before it"),
        read("||a.example.com^$Important", "@@||a.example.com^"));
  }

  @Test
  void bareTextIsAPartOfAnAddressInListsForBrowsers() throws IOException {
    assertEquals(
        List.of("1 blank", "2 left out: about parts of addresses, not about sites"),
        read("[Adblock Plus 2.0]", "banner.gif"));
  }
}
