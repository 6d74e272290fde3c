package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pupils and staff get: pages, block pages, and nothing of what is blocked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FilteringTest {

  private final School school;
  private final Site site;
  private final RunningGateway gateway;

  FilteringTest() throws Exception {
    school = School.open();
    site = new Site();
    school.list("gambling", "bets.example");
    gateway = school.run();
  }

  @BeforeAll
  void saysWhereItListens() {
    assertTrue(gateway.readyLine().contains(Integer.toString(gateway.port())), gateway.readyLine());
  }

  @AfterAll
  void close() throws Exception {
    assertEquals(143, gateway.terminate());
    site.close();
    school.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {Pages.HELLO, Pages.SOUP, "/chunked", "/image"})
  void pupilGetsAnOrdinaryPage(String path) throws Exception {
    Curl.Answer answer = get(School.YEAR_5, site.url(path));
    assertAll(
        () -> assertEquals(0, answer.exit()),
        () -> assertEquals(200, answer.status()),
        () -> assertEquals("", answer.decision()));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://www.pornhub.com/, pupil: a listed domain",
    "127.0.0.1, http://bets.example/, pupil: the school's own list",
    "127.0.0.1, http://www.bets.example/roulette?x=1, pupil: below a listed domain",
    "127.0.0.1, http://BETS.example./, pupil: capitals and a trailing dot",
    "127.0.0.1, http://www.google.com/search?q=how+do+i+kill+myself, pupil: a search",
    "127.0.0.1, http://www.bing.com/search?q=how%20to%20kill%20myself, pupil: another engine",
    "127.0.2.1, http://www.pornhub.com/, teacher: not either",
    "127.0.3.1, http://bets.example/, nursery",
    "127.0.4.1, http://www.bbc.co.uk/, camera: allow-list only",
  })
  void blocked(String from, String url, String because) throws Exception {
    assertBlocked(get(from, url));
  }

  /** One decision for every way to spell a host; a user's name before it is refused as a whole. */
  @ParameterizedTest
  @CsvSource({
    "127.0.5.1, http://127.0.5.1/",
    "127.0.5.1, http://2130707713/",
    "127.0.5.1, http://0x7f.0.5.1/",
    "127.0.5.1, http://0177.0.05.01/",
    "127.0.5.1, http://127.1281/",
    "xn--bcher-kva.example, http://bücher.example/",
    "xn--bcher-kva.example, http://xn--bcher-kva.example/",
  })
  void spellings(String listed, String url) throws Exception {
    try (School other = School.open()) {
      other.list("gambling", listed);
      School.Outcome explained = other.command("explain", url, "--group", "year-5", "--json");
      assertTrue(explained.out().contains("\"block\""), () -> explained.out() + explained.err());
    }
  }

  @Test
  void pageWithPhrasesIsBlockedBeforeTheyAreSeen() throws Exception {
    Curl.Answer answer = get(School.YEAR_5, site.url(Pages.ADVICE));
    assertBlocked(answer);
    assertFalse(answer.body().contains("hide self harm"), answer.body());
  }

  @Test
  void formPostIsRead() throws Exception {
    int before = site.asked().size();
    Curl.Answer answer =
        get(School.YEAR_5, site.url("/echo"), "--data-urlencode", "message=i want to kill myself");
    assertBlocked(answer);
    assertEquals(before, site.asked().size(), "the site was asked all the same");
  }

  @Test
  void packedPageIsReadAndArrivesAsItWas() throws Exception {
    Curl.Answer answer = get(School.YEAR_5, site.url("/gzip"), "--compressed");
    assertAll(
        () -> assertEquals(200, answer.status()),
        () -> assertEquals("<p>packed page</p>", answer.body()));
  }

  /** What cannot be decoded cannot be read, so pupils do not get it. */
  @Test
  void coding() throws Exception {
    assertBlocked(get(School.YEAR_5, site.url("/strange-coding")));
  }

  @Test
  void blockPageSaysWhatAndWhoToAsk() throws Exception {
    Curl.Answer answer = get(School.YEAR_5, "http://bets.example/");
    assertAll(
        () -> assertTrue(answer.header("content-type").startsWith("text/html"), answer.head()),
        () -> assertTrue(answer.body().contains("Gambling"), answer.body()),
        () -> assertTrue(answer.body().contains("your teacher"), answer.body()),
        () ->
            assertTrue(
                answer
                    .body()
                    .toLowerCase(Locale.ROOT)
                    .contains(answer.header("schoolgate-reference")),
                answer.body()));
  }

  @Test
  void blockPageOfSuicideNamesHelp() throws Exception {
    Curl.Answer answer = get(School.YEAR_5, "http://www.google.com/search?q=how+do+i+kill+myself");
    assertTrue(answer.body().contains("Childline"), answer.body());
  }

  @ParameterizedTest
  @CsvSource({"image/png, image/", "application/json, application/json"})
  void blockIsShortWhereNobodyReads(String accepted, String got) throws Exception {
    Curl.Answer answer =
        get(School.YEAR_5, "http://bets.example/thing", "--header", "Accept: " + accepted);
    assertBlocked(answer);
    assertFalse(answer.body().contains("<html"), answer.body());
  }

  private Curl.Answer get(String from, String url, String... options) throws Exception {
    return new Curl(gateway, from).get(url, options);
  }

  private static void assertBlocked(Curl.Answer answer) {
    assertAll(
        () -> assertEquals(403, answer.status(), answer.head() + answer.body()),
        () -> assertEquals("block", answer.decision()),
        () -> assertTrue(answer.header("schoolgate-reference").startsWith("sg-"), answer.head()));
  }
}
