package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.HostName;

class DomainTableTest {

  private static DomainTable table() throws Exception {
    IndexBuilder builder = new IndexBuilder(new Random(11), 16);
    int games = builder.addList(Fixtures.category("games"), "test");
    int video = builder.addList(Fixtures.category("video"), "test");
    builder.add(games, entry(ListKind.DOMAINS, "example.com"));
    builder.add(games, entry(ListKind.DOMAINS, "play.example.com"));
    builder.add(video, entry(ListKind.HOSTS, "play.example.com"));
    builder.add(video, entry(ListKind.DOMAINS, "10.1.2.3"));
    builder.add(video, entry(ListKind.URLS, "paths.example/x"));
    builder.add(games, entry(ListKind.EXCEPT_DOMAINS, "open.example.com"));
    builder.add(games, entry(ListKind.DOMAINS, "closed.open.example.com"));
    builder.add(games, entry(ListKind.EXCEPT_HOSTS, "alone.example.com"));
    builder.add(games, entry(ListKind.EXCEPT_DOMAINS, "half.example.com"));
    builder.add(games, entry(ListKind.HOSTS, "half.example.com"));
    builder.add(games, entry(ListKind.DOMAINS, "under.example"));
    builder.add(games, entry(ListKind.EXCEPT_HOSTS, "under.example"));
    builder.add(video, entry(ListKind.DOMAINS, "alone.example.com"));
    builder.add(games, entry(ListKind.ADDRESSES, "192.0.2.7/24"));
    builder.add(games, entry(ListKind.ADDRESSES, "192.0.2.9"));
    builder.add(video, entry(ListKind.ADDRESSES, "192.0.0.0/16"));
    builder.add(video, entry(ListKind.ADDRESSES, "2001:db8::/32"));
    return builder.build().domains();
  }

  private static SiteEntry entry(ListKind kind, String line) throws Exception {
    SiteEntry entry = SiteEntry.parse(kind, line);
    if (entry == null) {
      throw new IllegalArgumentException("no entry");
    }
    return entry;
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, games=example.com",
    "www.example.com, games=example.com",
    "play.example.com, games=play.example.com video=play.example.com",
    "x.play.example.com, games=play.example.com",
    "10.1.2.3, video=10.1.2.3",
    "open.example.com, ''",
    "x.open.example.com, ''",
    "closed.open.example.com, games=closed.open.example.com",
    "x.closed.open.example.com, games=closed.open.example.com",
    "alone.example.com, video=alone.example.com",
    "x.alone.example.com, games=example.com video=alone.example.com",
    "half.example.com, games=half.example.com",
    "x.half.example.com, ''",
    "under.example, ''",
    "x.under.example, games=under.example",
    "192.0.2.1, games=192.0.2.0/24 video=192.0.0.0/16",
    "192.0.2.9, games=192.0.2.9 video=192.0.0.0/16",
    "192.0.3.1, video=192.0.0.0/16",
    "192.1.2.1, ''",
    "[2001:db8::1], video=2001:db8::/32",
    "[2001:db9::1], ''",
  })
  void theMostSpecificEntryOfEachListCoversAHost(String host, String expected) throws Exception {
    Coverage coverage = table().find(HostName.parse(host));
    Classification found =
        coverage == null
            ? Classification.UNCATEGORISED
            : coverage.classification(Fixtures.OPAQUE_IDS);

    assertEquals(
        expected,
        found.evidence().stream()
            .map(match -> match.category() + "=" + match.entry())
            .sorted()
            .collect(Collectors.joining(" ")));
    assertEquals(found.categories(), found.sure(), "a host has one reading");
  }

  @ParameterizedTest
  @CsvSource({"com", "ample.com", "example.com.evil.org", "1.10.1.2.3.example", "[::1]"})
  void whatOnlyLooksLikeItIsNotCovered(String host) throws Exception {
    assertNull(table().find(HostName.parse(host)));
  }

  @Test
  void aHostWithUrlEntriesIsMarkedAndNotCovered() throws Exception {
    Coverage coverage = table().find(HostName.parse("www.paths.example"));

    assertEquals(1, coverage == null ? 0 : coverage.pathHosts().size());
    assertEquals(
        Classification.UNCATEGORISED,
        coverage == null ? null : coverage.classification(Fixtures.OPAQUE_IDS));
  }
}
