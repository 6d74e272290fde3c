package org.schoolgate.classifier.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpzReaderTest {

  private static final int HEAD_LINES = 4;

  private @TempDir Path folder;

  private List<String> read(String... lines) throws IOException {
    List<String> zone =
        new ArrayList<>(
            List.of(
                "$TTL 60 ; a minute",
                "$ORIGIN rpz.example.",
                "@ IN SOA localhost. root.localhost. 1 3600 600 86400 60",
                " NS localhost."));
    zone.addAll(List.of(lines));
    List<String> told = ReadLines.of(ListFormat.RPZ, folder, zone.toArray(String[]::new));
    assertEquals(
        List.of(
            "1 blank",
            "2 blank",
            "3 left out: about the zone itself",
            "4 left out: about the zone itself"),
        told.subList(0, HEAD_LINES));
    return told.subList(HEAD_LINES, told.size()).stream()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bad.test CNAME . | hosts bad.test",
        "BAD.test 60 IN CNAME . | hosts bad.test",
        "bad.test IN 1h30m CNAME *. | hosts bad.test",
        "bad.test.rpz.example. CNAME . | hosts bad.test",
        "bad.test CNAME rpz-drop. | hosts bad.test",
        "bad.test A 0.0.0.0 | hosts bad.test",
        "bad.test AAAA :: | hosts bad.test",
        "bad.test A 192.0.2.1 | left out: a rewrite to another address",
        "bad.test CNAME safe.test. | left out: a rewrite to another address",
        "bad.test TXT \"why; not\" | left out: a rewrite to another address",
        "good.test CNAME rpz-passthru. | except-hosts good.test",
        "good.test CNAME good.test. | except-hosts good.test",
        "bad.test CNAME rpz-tcp-only. | left out: asks clients to use TCP, and blocks nothing",
        "*.bad.test CNAME . | domains bad.test + except-hosts bad.test",
        "*.good.test CNAME rpz-passthru. | left out: lets pass what the zone does not block",
        "24.0.2.0.192.rpz-ip CNAME . | addresses 192.0.2.0/24",
        "32.1.2.0.192.rpz-ip CNAME . | addresses 192.0.2.1",
        "128.1.zz.db8.2001.rpz-ip CNAME . | addresses 2001:db8::1",
        "48.zz.3.db8.2001.rpz-ip CNAME . | addresses 2001:db8:3::/48",
        "24.1.2.0.192.rpz-ip CNAME . | rejected: no network: its length and its address reversed are meant",
        "24.0.2.0.192.rpz-ip CNAME rpz-passthru. | left out: an exception for addresses, which is not supported",
        "24.0.2.0.192.rpz-client-ip CNAME . | left out: about who asks or who answers, not about sites",
        "ns.bad.test.rpz-nsdname CNAME . | left out: about who asks or who answers, not about sites",
        "* CNAME . | left out: covers the whole web",
        "outside.test. CNAME . | rejected: a name that is not under the zone's own",
        "bad.test | rejected: no record: its type is missing",
        "$INCLUDE /etc/passwd | rejected: $INCLUDE, which is refused: import that file itself",
        "$GENERATE 1-9 x$ CNAME . | rejected: a directive that is not known",
      })
  void records(String line, String expected) throws IOException {
    assertEquals(List.of(expected), read(line));
  }

  @Test
  void aNameWithAllUnderItIsTwoRecordsAndOneEntry() throws IOException {
    assertEquals(
        List.of("domains bad.test", "domains bad.test"),
        read("bad.test CNAME .", "*.bad.test CNAME ."));
  }

  @Test
  void whatPassesUnderABlockedName() throws IOException {
    assertEquals(
        List.of(
            "domains bad.test",
            "domains bad.test",
            "except-domains good.bad.test",
            "except-domains good.bad.test",
            "except-hosts one.bad.test",
            "except-domains half.bad.test + hosts half.bad.test"),
        read(
            "bad.test CNAME .",
            "*.bad.test CNAME .",
            "good.bad.test CNAME rpz-passthru.",
            "*.good.bad.test CNAME rpz-passthru.",
            "one.bad.test CNAME rpz-passthru.",
            "*.half.bad.test CNAME rpz-passthru."));
  }

  @Test
  void recordsOfSeveralLinesAndWithoutOwner() throws IOException {
    assertEquals(
        List.of(
            "left out: a rewrite to another address",
            "left out: goes on with the record above it",
            "left out: goes on with the record above it",
            "left out: a rewrite to another address",
            "hosts next.test"),
        read("bad.test TXT ( \"a\"", "  \"b\" ; c", ")", "  TXT \"d\"", "next.test CNAME ."));
  }

  @Test
  void aParenthesisThatNobodyClosesEnds() throws IOException {
    List<String> lines = new ArrayList<>(List.of("bad.test TXT ("));
    for (int i = 0; i < 60; i++) {
      lines.add("site" + i + ".test CNAME .");
    }

    List<String> told = read(lines.toArray(String[]::new));

    assertEquals("rejected: a parenthesis that is not closed", told.get(0));
    assertEquals("hosts site59.test", told.get(60));
    assertEquals(61, told.size());
  }

  @Test
  void anOriginGrowsNoLongerThanANameCanBe() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      lines.add("$ORIGIN " + "a".repeat(60));
    }
    lines.add("$ORIGIN rpz.example.");
    lines.add("bad.test CNAME .");

    List<String> told = read(lines.toArray(String[]::new));

    assertEquals(
        19_997,
        told.stream().filter("rejected: $ORIGIN with a name that is too long"::equals).count());
    assertEquals("hosts bad.test", told.get(20_001));
  }
}
