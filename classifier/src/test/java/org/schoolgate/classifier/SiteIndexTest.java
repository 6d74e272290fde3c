package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Classification;

class SiteIndexTest {

  @TempDir private static Path temporary;
  private static SiteIndex index;

  @BeforeAll
  static void compile() throws Exception {
    IndexFixtures lists = new IndexFixtures(temporary);
    lists.add("test", "games", ListKind.DOMAINS, "example.com");
    lists.add("test", "games", ListKind.DOMAINS, "play.example.com");
    lists.add("test", "video", ListKind.HOSTS, "play.example.com");
    lists.add("test", "video", ListKind.DOMAINS, "10.1.2.3");
    lists.add("test", "video", ListKind.URLS, "paths.example/x");
    lists.add("test", "games", ListKind.EXCEPT_DOMAINS, "open.example.com");
    lists.add("test", "games", ListKind.DOMAINS, "closed.open.example.com");
    lists.add("test", "games", ListKind.EXCEPT_HOSTS, "alone.example.com");
    lists.add("test", "games", ListKind.EXCEPT_DOMAINS, "half.example.com");
    lists.add("test", "games", ListKind.HOSTS, "half.example.com");
    lists.add("test", "games", ListKind.DOMAINS, "under.example");
    lists.add("test", "games", ListKind.EXCEPT_HOSTS, "under.example");
    lists.add("test", "video", ListKind.DOMAINS, "alone.example.com");
    lists.add("test", "games", ListKind.ADDRESSES, "192.0.2.7/24");
    lists.add("test", "games", ListKind.ADDRESSES, "192.0.2.9");
    lists.add("test", "video", ListKind.ADDRESSES, "192.0.0.0/16");
    lists.add("test", "video", ListKind.ADDRESSES, "2001:db8::/32");
    index = lists.index();
  }

  private static @Nullable Coverage find(String host) {
    return index.find(Fixtures.http(host, "/"), null);
  }

  /** A name of as many labels as there may be is found at each depth, past any size of a set. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 62, 63, 64, 65, 66, 100, 126, 127})
  void aNameIsFoundUnderAsManyLabelsAsItHas(int labels, @TempDir Path folder) throws Exception {
    String listed = "a.".repeat(labels - 1) + "a";
    SiteIndex deep =
        new IndexFixtures(folder).add("test", "games", ListKind.DOMAINS, listed).index();

    assertNotNull(deep.find(Fixtures.http("a.".repeat(126) + "a", "/"), null));
    assertNull(deep.find(Fixtures.http("a.".repeat(labels - 2) + "a", "/"), null));
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
    Coverage coverage = find(host);
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
    assertNull(find(host));
  }

  @Test
  void aHostWithUrlEntriesIsMarkedAndNotCovered() throws Exception {
    Coverage coverage = find("www.paths.example");

    assertEquals(1, coverage == null ? 0 : coverage.pathHosts().size());
    assertEquals(
        Classification.UNCATEGORISED,
        coverage == null ? null : coverage.classification(Fixtures.OPAQUE_IDS));
  }
}
