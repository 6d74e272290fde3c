package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.audit.RecordKind;

/**
 * What people see in a real browser: the block page in the right words, ordinary pages untouched,
 * and each with the reason on record that {@code explain} gives. A picture of each is kept in
 * {@code target/screenshots}.
 */
@InTheBrowserSchool
final class ChromiumTest {

  private final BrowserSchool school;

  ChromiumTest(BrowserSchool school) {
    this.school = school;
  }

  @ParameterizedTest
  @CsvSource({
    "http, year-1, 127.0.6.1, This page is closed, your teacher, Gambling",
    "http, year-5, 127.0.0.1, This page is blocked, your teacher, the school office",
    "http, staff, 127.0.2.1, This page is blocked, the school office, your teacher",
    "https, year-1, 127.0.6.1, This page is closed, your teacher, Gambling",
    "https, year-5, 127.0.0.1, This page is blocked, your teacher, the school office",
    "https, staff, 127.0.2.1, This page is blocked, the school office, your teacher",
  })
  void blockedSiteShowsTheBlockPageInTheRightWords(
      String scheme, String who, String from, String title, String says, String doesNotSay)
      throws Exception {
    String url = school.url(scheme, BrowserSchool.BETS, "/roulette");
    Page page = school.page(from);
    Map<String, String> padlocks = Chromium.padlocks(page);
    Response response = go(page, url);
    Chromium.picture(page, "blocked-site-" + scheme + "-" + who);
    String words = page.innerText("body");
    assertAll(
        () -> assertEquals(403, response.status()),
        () -> assertPadlock(response, padlocks),
        () -> assertEquals(title, page.innerText("h1")),
        () -> assertTrue(words.contains(says), words),
        () -> assertFalse(words.contains(doesNotSay), words),
        () -> assertFalse(arrived("/roulette"), "the site was asked all the same"),
        () -> assertEquals(school.explained(from, url), school.reasonOnRecord(response)));
  }

  /** The picture of it is the one in {@code docs/}. */
  @Test
  void siteOfTheListsThatShipIsBlocked() throws Exception {
    Page page = school.page(School.YEAR_5);
    page.setViewportSize(1000, 700);
    Response response = go(page, "http://www.bet365.com/football");
    Chromium.picture(page, "block-page");
    assertEquals(403, response.status());
    assertTrue(page.innerText("main").contains("Gambling"), page.content());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void blockedSiteThatIsDeadShowsTheBlockPage(String scheme) throws Exception {
    try (DeadHost dead = new DeadHost()) {
      Page page = school.page(School.YEAR_5);
      Response response = go(page, dead.url(scheme, BrowserSchool.BETS));
      assertEquals(403, response.status());
      assertEquals("This page is blocked", page.innerText("h1"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void pageThatHoldsPlantedPhrasesIsStopped(String scheme) throws Exception {
    String url = school.url(scheme, "club.example", Pages.ADVICE);
    Page page = school.page(School.YEAR_5);
    Response response = go(page, url);
    Chromium.picture(page, "phrases-" + scheme);
    assertAll(
        () -> assertEquals(403, response.status()),
        () -> assertFalse(page.content().contains("hide self harm"), page.content()),
        () -> assertTrue(page.innerText("main").contains("Childline"), page.content()),
        () ->
            assertEquals(
                school.explainedPage(School.YEAR_5, url, Pages.ADVICE),
                school.reasonOnRecord(response)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void pageAboutBreastCancerIsShown(String scheme) throws Exception {
    String host = scheme + ".hospital.example";
    String url = school.url(scheme, host, Pages.CANCER);
    Page page = school.page(School.YEAR_5);
    Response response = go(page, url);
    assertEquals(200, response.status());
    assertTrue(page.innerText("body").contains("Breast cancer"), page.content());
    page.waitForCondition(() -> !onRecord("traffic", RecordKind.FLOW, host).isEmpty());
    assertEquals(
        List.of(school.explained(School.YEAR_5, url)), onRecord("traffic", RecordKind.FLOW, host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void longPageIsStoppedBeforeItsPlantedPhrasesAndSaysWhy(String scheme) throws Exception {
    String host = scheme + ".long.example";
    String url = school.url(scheme, host, Pages.LONG);
    Page page = school.page(School.YEAR_5);
    Map<String, String> padlocks = Chromium.padlocks(page);
    List<String> shown = new ArrayList<>();
    page.onConsoleMessage(said -> shown.add(said.text()));
    page.addInitScript(
        "addEventListener('DOMContentLoaded', () => console.log(document.body.textContent))");
    Response why =
        page.waitForResponse(answer -> answer.status() == 403, () -> navigateAndLeave(page, url));
    page.getByText("This page is blocked").waitFor();
    Chromium.picture(page, "stopped-page-" + scheme);
    String first = shown.get(0);
    assertAll(
        () -> assertTrue(first.contains("The river runs"), "nothing of the page was shown"),
        () -> assertFalse(first.contains("self harm"), "the phrases were shown"),
        () -> assertFalse(first.contains(Pages.BELOW), "what stands below was shown"),
        () -> assertTrue(first.contains("The school stopped this page here."), "no notice"),
        () -> assertPadlock(why, padlocks),
        () -> assertTrue(page.innerText("main").contains("Childline"), page.content()),
        () -> assertTrue(page.innerText("main").contains(url), page.content()),
        () ->
            assertEquals(
                school.explainedPage(School.YEAR_5, url, Pages.LONG), school.reasonOnRecord(why)),
        () ->
            assertEquals(
                List.of(school.reasonOnRecord(why)),
                school.reasons("ledger", RecordKind.BLOCKED, host)));
  }

  private static void navigateAndLeave(Page page, String url) {
    Response unused =
        page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
  }

  @ParameterizedTest
  @CsvSource({"http, www.kiddle.co", "https, www.google.com"})
  void searchThatIsTypedIsBlocked(String scheme, String engine) throws Exception {
    Page page = school.page(School.YEAR_5);
    Response form = go(page, school.url(scheme, engine, Pages.SEARCH));
    assertEquals(200, form.status());
    page.getByLabel("Search").fill("how do i kill myself");
    Response response = following(page, () -> page.getByLabel("Search").press("Enter"));
    Chromium.picture(page, "search-" + scheme);
    assertAll(
        () -> assertEquals(403, response.status()),
        () -> assertTrue(page.innerText("main").contains("Childline"), page.content()),
        () -> assertFalse(arrived("/search?"), "the engine was asked all the same"),
        () ->
            assertEquals(
                school.explained(School.YEAR_5, page.url()), school.reasonOnRecord(response)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void insultThatIsPostedIsCapturedAndNeverArrives(String scheme) throws Exception {
    String insult = "go and kill yourself";
    Page page = school.page(School.YEAR_5);
    Response form = go(page, school.url(scheme, "chat.example", Pages.CHAT));
    assertEquals(200, form.status());
    page.getByLabel("Message").fill(insult);
    Response response = following(page, () -> page.getByRole(AriaRole.BUTTON).click());
    Chromium.picture(page, "insult-" + scheme);
    assertAll(
        () -> assertEquals(403, response.status()),
        () -> assertFalse(arrived("/send"), "the insult arrived"),
        () ->
            assertEquals(
                school.explained(School.YEAR_5, page.url(), "--search", insult),
                school.reasonOnRecord(response)));
  }

  /** What is typed into a chat over a WebSocket: captured, never said, and the chat goes on. */
  @Test
  void threatThatIsTypedIntoAChatIsCapturedAndTheChatGoesOn() throws Exception {
    String threat = "go and kill yourself";
    String host = "room.example";
    Page page = school.page(School.YEAR_5);
    assertEquals(200, go(page, school.url("https", host, Pages.ROOM)).status());
    page.getByText("You are in the room.").waitFor();
    for (String said : List.of("hello everybody", threat, "what is there for lunch")) {
      page.getByLabel("Message").fill(said);
      page.getByRole(AriaRole.BUTTON).click();
    }
    page.getByText("what is there for lunch").waitFor();
    Chromium.picture(page, "chat");
    String url = school.url("https", host, Pages.ROOM_SOCKET);
    assertAll(
        () -> assertTrue(page.innerText("ul").contains("hello everybody"), page.content()),
        () -> assertFalse(page.innerText("ul").contains(threat), page.content()),
        () -> assertEquals("You are in the room.", page.innerText("#state")),
        () ->
            assertFalse(
                school.asked().stream().anyMatch(heard -> heard.contains(threat)),
                "the threat arrived"),
        () ->
            assertEquals(
                List.of(school.explained(School.YEAR_5, url, "--search", threat)),
                school.reasons("ledger", RecordKind.BLOCKED, host)));
  }

  /** Does something on a page that leads to another, and gives the answer to that. */
  private static Response following(Page page, Runnable action) {
    return page.waitForResponse(answer -> answer.request().isNavigationRequest(), action);
  }

  @Test
  void bankShowsItsOwnCertificateAndIsNotRead() throws Exception {
    String url = school.url("https", BrowserSchool.BANK, Pages.ADVICE);
    Page page = school.page(School.YEAR_5);
    Map<String, String> padlocks = Chromium.padlocks(page);
    Response response = go(page, url);
    page.waitForCondition(
        () -> !onRecord("traffic", RecordKind.FLOW, BrowserSchool.BANK).isEmpty());
    assertAll(
        () -> assertEquals(200, response.status()),
        () -> assertEquals("secure", padlocks.get(url), padlocks::toString),
        () ->
            assertEquals(
                List.of(school.explained(School.YEAR_5, url)),
                onRecord("traffic", RecordKind.FLOW, BrowserSchool.BANK)),
        () -> assertNotEquals(school.authority(), response.securityDetails().issuer),
        () -> assertTrue(page.content().contains("hide self harm"), page.content()),
        () ->
            assertEquals(
                List.of(), school.reasons("ledger", RecordKind.BLOCKED, BrowserSchool.BANK)),
        () ->
            assertEquals(
                List.of(),
                school.reasons("ledger", RecordKind.VIOLATION_FOUND, BrowserSchool.BANK)));
  }

  /** The browser shows its padlock, and whom it trusts is the school's own authority. */
  private void assertPadlock(Response response, Map<String, String> padlocks) {
    if (response.url().startsWith("https:")) {
      assertEquals("secure", padlocks.get(response.url()), padlocks::toString);
      assertEquals(school.authority(), response.securityDetails().issuer);
    }
  }

  private boolean arrived(String path) {
    return school.asked().stream().anyMatch(request -> request.contains(" " + path));
  }

  private List<String> onRecord(String log, RecordKind kind, String host) {
    try {
      return school.reasons(log, kind, host);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Response go(Page page, String url) {
    Response response = page.navigate(url);
    if (response == null) {
      throw new PlaywrightException("no answer to " + url);
    }
    return response;
  }
}
