package org.schoolgate.classifier.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.classifier.subscription.ListUpdate.Outcome;

/** Every way in which a list cannot be got leaves the one before as it was, and says why. */
class SubscriptionFetchTest extends SubscribedTest {

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
  void whatIsGivenUpIsEndedBehindARedirectionToo() throws Exception {
    CountDownLatch givenUp = new CountDownLatch(1);
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    publisher.redirect("/list", publisher.url("/moved").toString());
    publisher.on("/moved", exchange -> ended.complete(isEnded(exchange, givenUp)));

    assertStays(
        draft().limits(1_000_000_000, 1_000_000_000, Duration.ofMillis(300)),
        Outcome.FAILED,
        "it took longer than 300 ms, so it was given up");

    givenUp.countDown();
    assertTrue(ended.get(20, TimeUnit.SECONDS), "all of it was taken after it was given up");
  }

  /** Sends a body whose rest comes after it was given up; whether nobody took that any more. */
  private static boolean isEnded(HttpExchange exchange, CountDownLatch givenUp) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write('a');
    exchange.getResponseBody().flush();
    try {
      givenUp.await();
      for (int i = 0; i < 1000; i++) {
        exchange.getResponseBody().write(new byte[1 << 16]);
      }
      return false;
    } catch (InterruptedException | IOException gone) {
      return true;
    }
  }

  @Test
  void aBodyThatIsTooLong() throws Exception {
    publisher.publish("/list", text(names("new", 1000)));

    assertStays(
        draft().limits(10_000, 10_000, Duration.ofSeconds(20)),
        Outcome.FAILED,
        "it is longer than 10000 bytes; raise 'megabytes-max' if that is meant");
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
        "it is longer than 10000 bytes; raise 'megabytes-max' if that is meant");
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
        "it expands to more than 2000000 bytes; raise 'expanded-megabytes-max' if that is meant");
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
                    FileCipher.NONE,
                    1000,
                    Duration.ofSeconds(5)));

    assertTrue(refused.reason().contains("not on the public internet"), refused.reason());
    assertEquals(asked, publisher.asked().size());
  }
}
