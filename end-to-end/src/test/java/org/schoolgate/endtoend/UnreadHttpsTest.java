package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.schoolgate.audit.RecordKind;

/**
 * A school that reads no HTTPS ({@code inspection.https: false}): names decide, every site shows
 * its own certificate, and a blocked one the browser's own error page.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UnreadHttpsTest {

  /** How curl ends when a proxy refuses a CONNECT, and when a handshake is answered by an alert. */
  private static final int CONNECT_REFUSED = 56;

  private static final int HANDSHAKE_REFUSED = 35;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final NameServer names;
  private final Internet internet;
  private final School school;
  private final Site site;
  private final RunningGateway gateway;

  UnreadHttpsTest() throws Exception {
    names = new NameServer();
    internet = new Internet();
    school = School.open(1500, "name-servers: [" + names.address() + "]\n  " + internet.setting());
    // Sites of their own: of one, repeats within a minute are counted and not recorded one by one.
    school.list("gambling", "connect-bets.example", "hello-bets.example", "shown-bets.example");
    school.leaveHttpsUnread();
    site = new Site("https", internet.anySite());
    gateway = school.run();
  }

  @AfterAll
  void close() throws Exception {
    gateway.close();
    site.close();
    school.close();
    internet.close();
    names.close();
  }

  @Test
  void aBlockedNameIsRefusedBeforeTheTunnelOpens() throws Exception {
    String url = url("connect-bets.example", "/roulette");
    Curl.Answer answer = get(url);
    assertEquals(CONNECT_REFUSED, answer.exit(), answer::toString);
    assertOnRecordAsExplained("connect-bets.example", url);
  }

  /** Of an engine whose operator has no name that holds it, nothing else would keep it safe. */
  @Test
  void anEngineThatCannotBeHeldIsRefused() throws Exception {
    String url = url("search.yahoo.com", "/search?p=otters");
    assertEquals(CONNECT_REFUSED, get(url).exit());
    assertOnRecordAsExplained("search.yahoo.com", url);
  }

  /** A tunnel to a bare address tells its name only in the ClientHello. */
  @Test
  void aBlockedServerNameIsCutBeforeAnythingIsDialled() throws Exception {
    int before = site.asked().size();
    String url = url("hello-bets.example", "/roulette");
    Curl.Answer answer =
        get(url, "--connect-to", "hello-bets.example:" + site.port() + ":127.0.0.1:" + site.port());
    assertEquals(HANDSHAKE_REFUSED, answer.exit(), answer::toString);
    assertEquals(before, site.asked().size());
    assertOnRecordAsExplained("hello-bets.example", url);
  }

  @Test
  void everyOtherSiteShowsItsOwnCertificateAndIsNotRead() throws Exception {
    String url = url("club.example", Pages.ADVICE);
    Curl.Answer answer = get(url);
    JsonNode explained = explain(url);
    assertAll(
        () -> assertEquals(200, answer.status(), answer::toString),
        () -> assertTrue(answer.body().contains("hide self harm"), answer::toString),
        () -> assertEquals(List.of(), school.reasons("ledger", RecordKind.BLOCKED, "club.example")),
        () ->
            assertTrue(
                explained.path("trace").toString().contains("its content is not read"),
                explained::toString),
        () ->
            assertEquals(
                List.of(explained.path("reason").path("text").asText()),
                school.reasons("traffic", RecordKind.FLOW, "club.example")));
  }

  @Test
  void aBrowserShowsItsOwnErrorPage() throws Exception {
    String url = url("shown-bets.example", "/roulette");
    try (Chromium chromium = Chromium.start(List.of(internet.file()));
        Seat seat = new Seat(gateway, School.YEAR_5)) {
      Page page = chromium.page(seat);
      PlaywrightException failed =
          assertThrows(PlaywrightException.class, () -> page.navigate(url));
      assertTrue(
          String.valueOf(failed.getMessage()).contains("ERR_TUNNEL_CONNECTION_FAILED"),
          failed::toString);
    }
    assertOnRecordAsExplained("shown-bets.example", url);
  }

  private void assertOnRecordAsExplained(String host, String url) throws Exception {
    JsonNode explained = explain(url);
    assertEquals("block", explained.path("decision").asText());
    assertEquals(
        List.of(explained.path("reason").path("text").asText()),
        school.reasons("ledger", RecordKind.BLOCKED, host));
  }

  private JsonNode explain(String url) throws Exception {
    School.Outcome outcome = school.command("explain", url, "--from", School.YEAR_5, "--json");
    assertEquals(0, outcome.status(), outcome::toString);
    return JSON.readTree(outcome.out());
  }

  private String url(String host, String path) {
    return "https://" + host + ":" + site.port() + path;
  }

  private Curl.Answer get(String url, String... options) throws Exception {
    return new Curl(gateway.port(), internet.file(), School.YEAR_5).get(url, options);
  }
}
