package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.format.ListInput;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.classifier.subscription.Subscriptions;
import org.schoolgate.policy.Category;

/** What stands readable that must not, and what a crash left lying. */
class ReadableIllegalListsTest {

  private static final Category ILLEGAL = Fixtures.category("iwf-urls");

  @TempDir Path temporary;

  @BeforeEach
  void leave() throws IOException {
    Fixtures.write(temporary, "data/iwf/iwf-urls/domains", "one.example.com", "two.example.com");
    Fixtures.write(
        temporary, "data/iwf/iwf-urls/urls", "pages.example/gallery", "whole.example", "no entry");
    Fixtures.write(temporary, "data/iwf/gambling/domains", "odds.example.com");
    Fixtures.write(
        temporary, "data/.subscriptions/iwf/previous/iwf-urls/domains", "one.example.com");
  }

  private int key() throws IOException {
    ListLibrary library = ListFixtures.library(temporary);
    return library.keyReadableIllegalLists(Subscriptions.versionsBefore(library));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(temporary.resolve("data"))) {
      return all.filter(Files::isRegularFile)
          .map(file -> temporary.resolve("data").relativize(file).toString())
          .filter(file -> !file.startsWith(".index"))
          .sorted()
          .toList();
    }
  }

  private void requireListed() throws Exception {
    ListClassifier lists = ListFixtures.open(temporary).current();
    for (String host : List.of("one.example.com", "sub.two.example.com", "whole.example")) {
      assertTrue(
          lists.classify(Fixtures.http(host, "/")).categories().contains(ILLEGAL),
          "one of the hosts");
    }
    assertTrue(
        lists.classify(Fixtures.http("pages.example", "/gallery")).categories().contains(ILLEGAL));
    assertFalse(
        lists.classify(Fixtures.http("pages.example", "/other")).categories().contains(ILLEGAL));
    assertEquals(0, lists.report().problemCount());
  }

  @Test
  void whatIsReadableBecomesKeysAndStaysInForce() throws Exception {
    assertEquals(2, key());

    assertEquals(
        List.of(
            ".subscriptions/iwf/previous/iwf-urls/domains.keyed",
            "iwf/gambling/domains",
            "iwf/iwf-urls/domains.keyed",
            "iwf/iwf-urls/urls.keyed"),
        files());
    requireListed();
    assertEquals(0, key());
  }

  @Test
  void afterACrashBetweenTheTwoItGoesOn() throws Exception {
    Path domains = temporary.resolve("data/iwf/iwf-urls/domains");
    byte[] readable = Files.readAllBytes(domains);
    byte[] urls = Files.readAllBytes(domains.resolveSibling("urls"));
    key();
    Files.write(domains, readable);
    Files.write(domains.resolveSibling("urls"), urls);
    Fixtures.write(temporary, "data/iwf/iwf-urls/.urls.fresh", "half");

    assertEquals(1, key());

    assertFalse(Files.exists(domains));
    requireListed();
  }

  @Test
  void otherKeysThatAreThereAreNotReplaced() throws Exception {
    key();
    Fixtures.write(temporary, "data/iwf/iwf-urls/domains", "three.example.com");

    assertEquals(0, key());

    assertTrue(files().contains("iwf/iwf-urls/domains"));
    assertFalse(files().contains("iwf/iwf-urls/.domains.fresh"));
    assertEquals(1, ListFixtures.open(temporary).current().report().problemCount());
  }

  @Test
  void whatACrashLeftOfAnArchiveIsDeletedAtTheNextStartAndImport() throws Exception {
    Fixtures.write(temporary, "data/.unpacked-1/0", "left.example.com");
    Fixtures.write(temporary, "data/.unpacked-1/in-use");
    ListFixtures.open(temporary);
    assertFalse(Files.exists(temporary.resolve("data/.unpacked-1")));

    Fixtures.write(temporary, "data/.unpacked-2/0", "left.example.com");
    Path list = Fixtures.write(temporary, "list", "new.example.com");
    ListFixtures.library(temporary)
        .importList(
            new ImportRequest(
                "theirs", list, ListFormat.DOMAINS, Fixtures.category("games"), Map.of(), false),
            lines -> {},
            report -> {});
    assertFalse(Files.exists(temporary.resolve("data/.unpacked-2")));
  }

  @Test
  void anArchiveThatIsBeingReadStays() throws Exception {
    Path unpacked = Fixtures.write(temporary, "data/.unpacked-3/in-use").resolveSibling("");
    try (var channel =
            java.nio.channels.FileChannel.open(
                unpacked.resolve("in-use"), java.nio.file.StandardOpenOption.WRITE);
        var held = channel.lock()) {
      assertTrue(held.isValid());
      ListInput.deleteLeftovers(temporary.resolve("data"));
      assertTrue(Files.exists(unpacked));
    }
    ListInput.deleteLeftovers(temporary.resolve("data"));
    assertFalse(Files.exists(unpacked));
  }
}
