package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Match;

/** What people are told of a site is what the filter does. */
class ListWhyTest {

  private static final int ROUNDS = 60;

  private static final String[] NAMES = {
    "example.com", "a.example.com", "b.a.example.com", "sample.org", "www.sample.org"
  };

  private static final String[] ADDRESSES = {
    "192.0.2.1",
    "192.0.2.2",
    "192.0.3.1",
    "2001:db8::1",
    "2001:db8:1:1:1:1:1:1",
    "64:ff9b::c000:201",
    "2002:c000:201::1"
  };

  private static final String[] NETWORKS = {
    "192.0.2.0/24",
    "192.0.2.1",
    "192.0.0.0/16",
    "192.0.2.0/31",
    "2001:db8::/32",
    "2001:db8::/127",
    "64:ff9b::/96",
    "2002:c000::/24"
  };

  private @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.1",
    "2001:db8::/32, 2001:db8::1",
    "2001:db8:1:1:1:1:1:0/127, 2001:db8:1:1:1:1:1:1",
  })
  void anExceptionForAnAddressGoesBeforeANetwork(String network, String address) throws Exception {
    Path list = temporary.resolve("lists/starter/games");
    Fixtures.write(list, "addresses", network);
    Fixtures.write(list, "except-hosts", address);

    assertEquals(
        List.of(address),
        ListFixtures.library(temporary).why(address).stream().map(ListEntry::text).toList());
    assertEquals(
        List.of(),
        ListFixtures.open(temporary)
            .current()
            .classify(Fixtures.http(host(address), "/"))
            .evidence());
  }

  @ParameterizedTest
  @CsvSource({
    "64:ff9b::c000:2c8, NAT64",
    "2002:c000:2c8::1, 6to4",
    "2001:0:cb00:7107:8000:0:3fff:fd37, Teredo",
    "::c000:2c8, IPv4-compatible",
    "::ffff:c000:2c8, IPv4-mapped",
  })
  void whatLeadsToAListedAddressIsThatAddress(String address, String how) throws Exception {
    Fixtures.write(temporary.resolve("lists/starter/games"), "addresses", "192.0.2.0/24");

    assertEquals(
        List.of("192.0.2.0/24"),
        ListFixtures.library(temporary).why(host(address)).stream().map(ListEntry::text).toList(),
        how);
    assertEquals(
        1,
        ListFixtures.open(temporary)
            .current()
            .classify(Fixtures.http(host(address), "/"))
            .evidence()
            .size(),
        how);
  }

  @ParameterizedTest
  @CsvSource({
    "64:ff9b::c000:2c8, 192.0.2.200",
    "2001:0:cb00:7107:8000:0:3fff:fd37, 192.0.2.200",
    "2001:db8::1, ''",
    "::1, ''",
    "192.0.2.1, ''",
    "example.com, ''",
  })
  void whichAddressWasLookedUpAsWellIsSaid(String site, String address) {
    assertEquals(address, ListLibrary.leadsTo(host(site)).orElse(""));
  }

  @Test
  void itIsWhatTheFilterDoesWhateverTheListsAre() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Path installation = Files.createDirectory(temporary.resolve("round-" + round));
      for (String list : List.of("starter/games", "starter/video", "county/games")) {
        writeList(installation.resolve("lists").resolve(list), random);
      }
      ListLibrary library = ListFixtures.library(installation);
      ListClassifier filter = ListFixtures.open(installation).current();
      for (String[] hosts : List.of(NAMES, ADDRESSES)) {
        for (String host : hosts) {
          for (String path : List.of("/", "/page")) {
            String told = told(library.why(host(host) + path));
            List<Match.Listed> found = filter.classify(Fixtures.http(host(host), path)).evidence();
            String where = host + path + " in round " + round + ", seed " + seed;
            assertEquals(
                found.stream().map(Match.Listed::source).sorted().collect(Collectors.joining(" ")),
                told,
                where);
          }
        }
      }
    }
  }

  private static void writeList(Path list, Random random) throws Exception {
    for (ListKind kind : ListKind.values()) {
      Set<String> lines = new TreeSet<>();
      for (int left = random.nextInt(3); left > 0; left--) {
        lines.add(entry(kind, random));
      }
      if (!lines.isEmpty()) {
        Fixtures.write(list, kind.id(), lines.toArray(String[]::new));
      }
    }
  }

  private static String entry(ListKind kind, Random random) {
    String host = random.nextBoolean() ? any(NAMES, random) : any(ADDRESSES, random);
    return switch (kind) {
      case ADDRESSES -> any(NETWORKS, random);
      case URLS -> any(NAMES, random) + "/page";
      case DOMAINS, HOSTS, EXCEPT_DOMAINS, EXCEPT_HOSTS -> host;
    };
  }

  private static String any(String[] of, Random random) {
    return of[random.nextInt(of.length)];
  }

  /** An IPv6 address as it stands in an address of a page. */
  private static String host(String text) {
    return text.indexOf(':') < 0 ? text : "[" + text + "]";
  }

  /** The lists that cover it by what is told. */
  private static String told(List<ListEntry> entries) {
    return entries.stream()
        .filter(entry -> !entry.kind().excepts())
        .map(entry -> entry.source() + "/" + entry.category().id())
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
