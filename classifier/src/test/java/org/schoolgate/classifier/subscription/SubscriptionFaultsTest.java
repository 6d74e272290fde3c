package org.schoolgate.classifier.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.subscription.ListUpdate.Outcome;

/** Every way in which an update goes wrong leaves the list as it was, and says why. */
class SubscriptionFaultsTest {

  private static final List<String> OLD = names("old", 100);

  @TempDir static Path shared;
  private static KeyStore keys;

  @TempDir Path folder;
  private Publisher publisher;
  private Subscriber school;

  @BeforeAll
  static void makeKeys() {
    keys = Publisher.keys(shared, "localhost");
  }

  @BeforeEach
  void subscribe() throws Exception {
    publisher = new Publisher(keys);
    school = new Subscriber(folder, Publisher.trusting(keys));
    publisher.publish("/list", text(OLD));
    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
    school.recorded.clear();
  }

  @AfterEach
  void close() {
    publisher.close();
  }

  private Subscriber.Draft draft() {
    return new Subscriber.Draft(publisher.url("/list"));
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.format("%s%05d.example", prefix, i))
        .toList();
  }

  private static String text(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String with(String... more) {
    return text(OLD) + text(List.of(more));
  }

  /** The update fails or is refused for that reason, the list stays, and nothing is left lying. */
  private void assertStays(Subscriber.Draft draft, Outcome outcome, String reason)
      throws IOException {
    ListUpdate update = school.update(draft);

    assertEquals(reason, update.reason());
    assertEquals(outcome, update.outcome());
    assertEquals(OLD, school.inForce("gambling"));
    assertEquals(List.of(outcome.id() + " " + reason), school.record());
    assertEquals("pat", school.recorded.get(0).by());
    assertEquals(List.of(), school.leftOver());
    Freshness freshness = school.freshness(draft);
    assertEquals(1, freshness.failures());
    assertEquals(reason, freshness.failure());
    assertFalse(freshness.isStale(), "one failure is no alarm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | (not there)",
        "403 | (not allowed)",
        "429 | (asked too often)",
        "500 | (out of order)",
        "503 | (out of order)",
      })
  void aPublisherWhoSaysNo(int status, String meaning) throws Exception {
    publisher.on(
        "/list",
        exchange -> Publisher.send(exchange, status, "<html>no".getBytes(StandardCharsets.UTF_8)));

    assertStays(
        draft(),
        Outcome.FAILED,
        "the publisher answers " + status + " " + meaning + " for " + publisher.url("/list"));
  }

  @Test
  void aBodyThatIsCutShort() throws Exception {
    publisher.cutShort("/list", text(names("new", 99)), 100_000);

    assertStays(draft(), Outcome.FAILED, "it was cut short on its way");
  }

  @Test
  void aBodyThatNeverEnds() throws Exception {
    publisher.stall("/list", text(names("new", 100)));

    assertStays(
        draft().limits(1_000_000, 1_000_000, Duration.ofMillis(300)),
        Outcome.FAILED,
        "it took longer than 300 ms, so it was given up");
  }

  @Test
  void aBodyThatIsTooLong() throws Exception {
    publisher.publish("/list", text(names("new", 1000)));

    assertStays(
        draft().limits(10_000, 10_000, Duration.ofSeconds(20)),
        Outcome.FAILED,
        "it is longer than 10000 bytes; raise 'bytes-max' if that is meant");
  }

  @Test
  void aBodyThatIsTooLongAndDoesNotSay() throws Exception {
    publisher.on(
        "/list",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(text(names("new", 1000)).getBytes(StandardCharsets.UTF_8));
          }
        });

    assertStays(
        draft().limits(10_000, 10_000, Duration.ofSeconds(20)),
        Outcome.FAILED,
        "it is longer than 10000 bytes; raise 'bytes-max' if that is meant");
  }

  @Test
  void aPackedListThatExpandsWithoutEnd() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        out.write(zeros);
      }
    }
    publisher.publish("/list", packed.toByteArray());

    assertStays(
        draft(),
        Outcome.FAILED,
        "it expands to more than 2000000 bytes; raise 'expanded-bytes-max' if that is meant");
  }

  @Test
  void aPackedListThatIsCutShort() throws Exception {
    byte[] packed = gzip(text(names("new", 1000)));
    publisher.publish("/list", java.util.Arrays.copyOf(packed, packed.length / 2));

    assertStays(draft(), Outcome.FAILED, "the packed file is cut short");
  }

  @Test
  void aPackedListThatIsDamaged() throws Exception {
    byte[] packed = gzip(text(names("new", 1000)));
    packed[packed.length - 6] ^= 1;
    publisher.publish("/list", packed);

    assertStays(draft(), Outcome.FAILED, "the packed file is damaged");
  }

  @Test
  void aPackedListThatIsWholeIsInstalled() throws Exception {
    publisher.publish("/list", gzip(with("new.example")));

    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
    assertTrue(school.inForce("gambling").contains("new.example"));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  @Test
  void aPageInsteadOfAList() throws Exception {
    publisher.publish("/list", "\n<!DOCTYPE html>\n<html><body>Please sign in</body></html>\n");

    assertStays(
        draft(),
        Outcome.FAILED,
        "a web page came instead of a list: open its address in a browser to see what it says");
  }

  @Test
  void anEmptyList() throws Exception {
    publisher.publish("/list", "# nothing today\n");

    assertStays(
        draft(), Outcome.REFUSED, "there is not one usable entry in it, so what was there stays.");
  }

  @Test
  void somethingElseThanAList() throws Exception {
    publisher.publish("/list", "{\"error\": 17}\n{\"more\": 18}\nname.example\n");

    assertStays(
        draft(),
        Outcome.REFUSED,
        "2 of its 3 lines are no entries, so it is no list of that format. What was there stays.");
  }

  @Test
  void aListThatHasShrunk() throws Exception {
    publisher.publish("/list", text(names("old", 49)));

    assertStays(
        draft(),
        Outcome.REFUSED,
        "its list for gambling has 49 entries, and the one there has 100: it has shrunk by more"
            + " than half. If that is meant, write 'may-shrink: true' beside it for once");
    assertEquals(Outcome.INSTALLED, school.update(draft().mayShrink()).outcome());
    assertEquals(49, school.inForce("gambling").size());
  }

  @Test
  void aListThatHasGrown() throws Exception {
    publisher.publish("/list", text(names("old", 10_001)));

    assertStays(
        draft(),
        Outcome.REFUSED,
        "it has 10001 entries, and what is there has 100: that is another list. If it is meant,"
            + " write 'may-grow: true' beside it for once");
    assertEquals(Outcome.INSTALLED, school.update(draft().mayGrow()).outcome());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "google.com              | google.com, one of the most used sites",
        "www.nspcc.org.uk        | nspcc.org.uk, a line that helps children",
        "www.gov.uk              | www.gov.uk, a public service",
        "meadow.county.sch.uk    | meadow.county.sch.uk, the school's own site",
      })
  void anEntryThatClosesWhatChildrenNeed(String entry, String told) throws Exception {
    publisher.publish("/list", with("new.example", entry));

    assertStays(
        draft(),
        Outcome.REFUSED,
        "it lists "
            + told
            + ", as gambling. Tell its publisher; if the school means that, name the site under"
            + " 'accept' beside the list, or the category under 'map'");
  }

  @Test
  void whatTheSchoolAcceptsIsInstalled() throws Exception {
    publisher.publish("/list", with("facebook.com"));

    assertEquals(Outcome.INSTALLED, school.update(draft().accepting("facebook.com")).outcome());
    assertTrue(school.inForce("gambling").contains("facebook.com"));
  }

  @Test
  void aSlipThatRealListsHaveIsLeftOutAlone() throws Exception {
    Subscriber.Draft games = draft().category("games").source("county");
    publisher.publish("/list", with("new.example", "internetmatters.org"));

    ListUpdate update = school.update(games);

    assertEquals(Outcome.INSTALLED, update.outcome());
    assertEquals(101, school.inForce("games").size());
    assertFalse(school.inForce("games").contains("internetmatters.org"));
    assertEquals(
        "[RejectedLine[file=the list, line=102, reason=it would close internetmatters.org, a line"
            + " that helps children]]",
        update.report().orElseThrow().rejected().toString());
  }

  @Test
  void whatThePolicyForbidsIsLeftOut() throws Exception {
    publisher.publish("/list", with("new.example", "forbidden.example"));

    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
    assertEquals(101, school.inForce("gambling").size());
  }

  @Test
  void noEntryOfAnIllegalListIsEverTold() throws Exception {
    Subscriber.Draft illegal = draft().category("iwf-urls");
    publisher.publish("/list", with("google.com"));

    ListUpdate update = school.update(illegal);

    assertEquals(Outcome.REFUSED, update.outcome());
    assertTrue(
        update.reason().startsWith("it lists a protected site, as iwf-urls."), update.reason());
    assertFalse(update.toString().contains("google"), update.toString());
    ListUpdate kept = school.run(illegal, Subscriptions.Mode.STAGE);
    assertEquals(Outcome.REFUSED, kept.outcome());
    assertEquals(List.of(), school.leftOver());
  }

  @ParameterizedTest
  @CsvSource({"iwf-urls", "school-allowed", "school-blocked"})
  void aListThatCallsItsPartsLikeTheSchoolsOwn(String category) throws Exception {
    publisher.publish(
        "/list", "domain,category\nnew.example,gambling\nother.example," + category + "\n");

    assertStays(
        draft().table(),
        Outcome.REFUSED,
        "it fills "
            + category
            + ", which only its issuer and the school do. Tell its publisher; if the school means"
            + " that, name the site under 'accept' beside the list, or the category under 'map'");
  }

  @Test
  void aRedirectionToAnAddressWithoutHttps() throws Exception {
    publisher.redirect("/list", "http://localhost/list");

    assertStays(
        draft(),
        Outcome.FAILED,
        "it leads to an address without https, where anybody could change the list on its way: ask"
            + " its publisher for an https address");
  }

  @Test
  void aRedirectionWithoutEnd() throws Exception {
    publisher.redirect("/list", "/list");

    assertStays(draft(), Outcome.FAILED, "it leads from address to address, more than 5 times");
  }

  @Test
  void aRedirectionToHttpsIsFollowed() throws Exception {
    publisher.redirect("/list", publisher.url("/moved").toString());
    publisher.publish("/moved", with("new.example"));

    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
  }

  @Test
  void aPublisherInTheSchoolsOwnNetworkThatIsNotMeant() throws Exception {
    assertStays(
        draft().publicOnly(),
        Outcome.FAILED,
        "localhost is not on the public internet; if the list comes from the school's own network,"
            + " write 'private-address: true' beside it");
  }

  @Test
  void aCertificateFromAnIssuerWhomNobodyTrusts() throws Exception {
    try (Publisher other = new Publisher(Publisher.keys(folder, "localhost"))) {
      other.publish("/list", with("new.example"));

      assertStays(
          new Subscriber.Draft(other.url("/list")),
          Outcome.FAILED,
          "the publisher's certificate is not from an issuer that is trusted here; the issuer of a"
              + " list in the school's own network goes into upstream.trusted-certificates");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost     | -10d | 5   | the publisher's certificate has expired",
        "other.example | -1d  | 100 | the publisher's certificate is for another name",
        "localhost     | +10d | 100 | the publisher's certificate is not valid yet; see whether this"
            + " machine's clock is right",
      })
  void aCertificateThatIsNotGood(String name, String start, String days, String reason)
      throws Exception {
    KeyStore bad = Publisher.keys(folder, name, "-startdate", start, "-validity", days);
    try (Publisher other = new Publisher(bad)) {
      other.publish("/list", with("new.example"));
      Subscriber trusting = new Subscriber(folder, Publisher.trusting(bad));

      ListUpdate update = trusting.update(new Subscriber.Draft(other.url("/list")));

      assertEquals(reason, update.reason());
      assertEquals(Outcome.FAILED, update.outcome());
      assertEquals(OLD, trusting.inForce("gambling"));
    }
  }

  @Test
  void aPublisherWhoIsGone() throws Exception {
    URI url = publisher.url("/list");
    publisher.close();

    assertStays(new Subscriber.Draft(url), Outcome.FAILED, "nobody answers at localhost");
  }

  @Test
  void aNameThatNobodyHas() throws Exception {
    assertStays(
        new Subscriber.Draft(URI.create("https://lists.invalid/list")),
        Outcome.FAILED,
        "the name lists.invalid cannot be found");
  }

  @Test
  void neitherPasswordNorQueryIsToldToAnybody() throws Exception {
    URI url =
        URI.create(
            publisher.url("/gone").toString().replace("https://", "https://pat:s3cret@")
                + "?licence=k3y");

    ListUpdate update = school.update(new Subscriber.Draft(url));

    assertEquals(
        "the publisher answers 404 (not there) for " + publisher.url("/gone"), update.reason());
  }

  @Test
  void aLedgerThatTakesNothingLetsNothingChange() throws Exception {
    publisher.publish("/list", with("new.example"));
    school.ledgerIsClosed = true;

    ListUpdate update = school.update(draft());

    assertEquals(Outcome.FAILED, update.outcome());
    assertEquals("the ledger takes no records, so nothing was changed", update.reason());
    assertEquals(OLD, school.inForce("gambling"));
    school.ledgerIsClosed = false;
    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
  }

  @Test
  void listsThatCannotBeLoadedArePutBack() throws Exception {
    publisher.publish("/list", with("new.example"));
    school.putInForce =
        () -> {
          throw new IllegalStateException("a phrase file is wrong");
        };

    ListUpdate update = school.update(draft());

    assertEquals(Outcome.FAILED, update.outcome());
    assertEquals(
        "it cannot be loaded, so the version before was put back: a phrase file is wrong",
        update.reason());
    assertEquals(OLD, school.inForce("gambling"));
    school.putInForce = () -> {};
    assertEquals(Outcome.INSTALLED, school.update(draft()).outcome());
  }

  @Test
  void namesAreLookedUpBeforeAnythingIsSent() throws Exception {
    ListFetcher fetcher =
        new ListFetcher(
            Publisher.trusting(keys),
            host -> new InetAddress[] {InetAddress.getByAddress(new byte[] {10, 0, 0, 8})},
            "test");
    int asked = publisher.asked().size();

    FetchFailedException refused =
        org.junit.jupiter.api.Assertions.assertThrows(
            FetchFailedException.class,
            () ->
                fetcher.fetch(
                    publisher.url("/list"),
                    false,
                    ListFetcher.Validators.NONE,
                    folder.resolve("x"),
                    1000,
                    Duration.ofSeconds(5)));

    assertTrue(refused.reason().contains("not on the public internet"), refused.reason());
    assertEquals(asked, publisher.asked().size());
  }
}
