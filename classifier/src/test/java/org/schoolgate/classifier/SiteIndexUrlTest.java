package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.index.SeveralKeys;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Match;

class SiteIndexUrlTest {

  @TempDir private Path temporary;

  private static final String[] ENTRIES = {
    "tube.example/watch?v=Bad",
    "tube.example/list?a=1&b=2",
    "tube.example/?home=1",
    "tube.example/find?q=",
    "tube.example/go?to=http://elsewhere.example",
    "site.example/a/b",
    "caf.example/caf%E9"
  };

  private SiteIndex index(String... lines) throws Exception {
    IndexFixtures lists = new IndexFixtures(temporary);
    for (String line : lines) {
      lists.add("test", "video", ListKind.URLS, line);
    }
    return lists.index();
  }

  private static SiteEntry entry(String line) throws Exception {
    SiteEntry entry = SiteEntry.parse(ListKind.URLS, line);
    if (entry == null) {
      throw new IllegalArgumentException("no entry");
    }
    return entry;
  }

  private static Classification classify(SiteIndex index, String host, String path) {
    Coverage coverage = index.find(Fixtures.http(host, path), null);
    return coverage == null
        ? Classification.UNCATEGORISED
        : coverage.classification(Fixtures.OPAQUE_IDS);
  }

  /** An address, the entry that covers it, and whether it does so however the address is read. */
  @ParameterizedTest(name = "{0}{1}: {2}, surely {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "tube.example | /watch?v=Bad            | tube.example/watch?v=bad  | true",
        "m.tube.example | /watch?v=Bad          | tube.example/watch?v=bad  | true",
        "tube.example | /watch?v=Bad&x=1        | tube.example/watch?v=bad  | true",
        "tube.example | /watch?x=1&v=Bad        | tube.example/watch?v=bad  | true",
        "tube.example | /watch?x=1;v=Bad        | tube.example/watch?v=bad  | true",
        "tube.example | /watch?&&v=Bad          | tube.example/watch?v=bad  | true",
        "tube.example | /watch/?v=Bad           | tube.example/watch?v=bad  | true",
        "tube.example | /watch?%76=%42ad        | tube.example/watch?v=bad  | true",
        "tube.example | /watch?v=Good&v=Bad     | tube.example/watch?v=bad  | false",
        "tube.example | /watch?v=Bad&%56=Good   | tube.example/watch?v=bad  | false",
        "tube.example | //watch?v=Bad           | tube.example/watch?v=bad  | false",
        "tube.example | /watch;x?v=Bad          | tube.example/watch?v=bad  | false",
        "tube.example | /watch?v=Badly          | ''                        | false",
        "tube.example | /watch?vv=Bad           | ''                        | false",
        "tube.example | /watch?x=v=Bad          | ''                        | false",
        "tube.example | /watch/more?v=Bad       | ''                        | false",
        "tube.example | /watch                  | ''                        | false",
        "tube.example | /list?a=1&b=2           | tube.example/list?a=1&b=2 | true",
        "tube.example | /list?b=2&x=3&a=1       | tube.example/list?a=1&b=2 | true",
        "tube.example | /list?b=2&a=1&a=9       | tube.example/list?a=1&b=2 | false",
        "tube.example | /list?a=1               | ''                        | false",
        "tube.example | /list?b=2               | ''                        | false",
        "tube.example | /?x=1&home=1            | tube.example/?home=1      | true",
        "tube.example | /find?x=1&q=words       | tube.example/find?q       | true",
        "tube.example | /find?q                 | tube.example/find?q       | true",
        "tube.example | /find?quick=1           | ''                        | false",
        "tube.example | /go?x=1&to=http://elsewhere.example/y | tube.example/go?to=http://elsewhere.example | true",
        "tube.example | /go?to=http%3a%2f%2felsewhere.example | tube.example/go?to=http://elsewhere.example | true",
        "site.example | /a/b/c                  | site.example/a/b          | true",
        "site.example | /A/b?x=1                | site.example/a/b          | true",
        "site.example | /a/./b                  | site.example/a/b          | false",
        "site.example | /a%2fb                  | site.example/a/b          | false",
        "site.example | /a;x/b                  | site.example/a/b          | false",
        "site.example | /x/..;/a/b              | site.example/a/b          | false",
        "site.example | /a/bc                   | ''                        | false",
        "caf.example  | /caf%e9                 | caf.example/caf\uFFFD     | true",
      })
  void anEntryHoldsHoweverItIsAskedFor(String host, String path, String entry, boolean surely)
      throws Exception {
    Classification found = classify(index(ENTRIES), host, path);

    assertEquals(
        entry, found.evidence().stream().map(Match.Listed::entry).collect(Collectors.joining()));
    assertEquals(surely, !found.sure().isEmpty());
    // the slow answer of `lists show` is the same
    boolean covered = false;
    for (String line : ENTRIES) {
      covered |= entry(line).covers(Fixtures.http(host, path));
    }
    assertEquals(!entry.isEmpty(), covered);
  }

  @ParameterizedTest
  @CsvSource({
    "a.example/x?b=2&a=1, a.example/x?a=1&b=2",
    "a.example/x/?a=1, a.example/x?a=1",
    "a.example/x?a=1&&a=1, a.example/x?a=1",
    "a.example/x?q=a%20b, a.example/x?q=a+b",
    "a.example/x?q=#y?z, a.example/x?q",
    "a.example/x?, a.example/x",
    "a.example?=&;, a.example",
  })
  void anEntryHasOneText(String line, String text) throws Exception {
    assertEquals(text, entry(line).text());
    assertEquals(text, entry(text).text());
  }

  @ParameterizedTest
  @CsvSource({
    "a.example/x, a.example/x?a=1, true",
    "a.example/x?a=1, a.example/x?b=2&a=1, true",
    "a.example/x?b=2&a=1, a.example/x?a=1, false",
    "a.example/x?a=1, a.example/x, false",
    "a.example/x?a=1, a.example/x/y?a=1, false",
  })
  void anEntryKnowsWhichOthersItCovers(String wide, String narrow, boolean covers)
      throws Exception {
    assertEquals(covers, entry(wide).covers(entry(narrow)));
    assertTrue(entry(narrow).covers(entry(narrow).target()));
  }

  /** What is done for each character does not grow with how many there are. */
  @ParameterizedTest
  @ValueSource(strings = {"=", "a&", "v=Bad&", "%25", "a=&", "/&", "a;"})
  void hostileQueriesCostLittle(String part) {
    long few = steps(part.repeat(1_000));
    long many = steps(part.repeat(8_000));

    assertTrue(many <= 9 * few, () -> few + " steps, and for eight times as much " + many);
  }

  /**
   * How often a table is asked for a query; a text that it is given is never made, as nothing is
   * listed.
   */
  private static long steps(String query) {
    CountingTable table = new CountingTable();
    new AddressWalk<>(Fixtures.http("tube.example", "/watch?" + query), table, new Coverage())
        .under(0);
    return table.steps;
  }

  /** Has no entry. */
  private static final class CountingTable implements AddressTable<StringBuilder, String> {
    long steps;

    @Override
    public StringBuilder behind(String host) {
      steps++;
      return new StringBuilder();
    }

    @Override
    public void read(StringBuilder reading, char c) {
      steps++;
    }

    @Override
    public StringBuilder parameter(StringBuilder path) {
      steps++;
      return new StringBuilder();
    }

    @Override
    public String key(StringBuilder reading) {
      steps++;
      return "";
    }

    @Override
    public void take(StringBuilder reading, Supplier<String> entry, boolean sure, Coverage into) {
      steps++;
    }

    @Override
    public List<SeveralKeys<String>> several(String first, Set<String> asked) {
      steps++;
      return List.of();
    }
  }
}
