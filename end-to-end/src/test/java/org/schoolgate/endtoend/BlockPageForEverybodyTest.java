package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everybody can use the pages that the gateway shows (WCAG 2.2 AA): in light and dark, on a narrow
 * telephone, enlarged, by keyboard, and without JavaScript.
 */
@InTheBrowserSchool
final class BlockPageForEverybodyTest {

  /** A page of the gateway's own, and who meets it how. */
  enum Shown {
    BLOCKED_FOR_YEAR_1(School.YEAR_1, BrowserSchool.BETS, "/"),
    BLOCKED_FOR_STAFF(School.TEACHER, BrowserSchool.BETS, "/"),
    WORRYING_FOR_YEAR_1(School.YEAR_1, "club.example", Pages.ADVICE),
    WORRYING_FOR_YEAR_5(School.YEAR_5, "club.example", Pages.ADVICE),
    BROKEN_SITE_FOR_YEAR_1(School.YEAR_1, "broken.example", "/garbage"),
    BROKEN_SITE_FOR_STAFF(School.TEACHER, "broken.example", "/garbage"),
    /** What may be illegal: the tests' own stand-in for a list that nobody else may hold. */
    SPLASH_FOR_YEAR_1(School.YEAR_1, BrowserSchool.SPLASH, "/"),
    SPLASH_FOR_YEAR_5(School.YEAR_5, BrowserSchool.SPLASH, "/"),
    SPLASH_FOR_STAFF(School.TEACHER, BrowserSchool.SPLASH, "/"),
    REFUSED_ADDRESS_FOR_YEAR_1(School.YEAR_1, BrowserSchool.INSIDE, "/"),
    REFUSED_ADDRESS_FOR_YEAR_5(School.YEAR_5, BrowserSchool.INSIDE, "/"),
    REFUSED_ADDRESS_FOR_STAFF(School.TEACHER, BrowserSchool.INSIDE, "/");

    private final String who;
    private final String host;
    private final String path;

    Shown(String who, String host, String path) {
      this.who = who;
      this.host = host;
      this.path = path;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Page open(BrowserSchool school, Browser.NewContextOptions options) throws IOException {
      Page page = school.page(who, options);
      page.navigate(school.url("http", host, path));
      page.getByRole(AriaRole.HEADING).first().waitFor();
      return page;
    }
  }

  private final BrowserSchool school;

  BlockPageForEverybodyTest(BrowserSchool school) {
    this.school = school;
  }

  @ParameterizedTest
  @EnumSource
  void axeFindsNothingAndNothingIsCutOff(Shown shown) throws IOException {
    Page page = shown.open(school, new Browser.NewContextOptions());
    for (Locator folded : page.locator("summary").all()) {
      folded.click();
    }
    for (Look look : Look.values()) {
      look.take(page);
      Chromium.picture(page, shown.word() + "-" + look.word());
      assertEquals(List.of(), look.findings(page), () -> shown + " " + look);
    }
  }

  /** The check above does find what is wrong. */
  @Test
  void whatIsWrongIsFound() throws IOException {
    Page page = school.page(School.YEAR_5);
    page.setContent(
        "<html><title>Bad</title><main><h1>Bad</h1><p style='color:#aaa;width:2000px'>Pale</p>");
    assertEquals(
        List.of("color-contrast", "html-has-lang", "too-wide"),
        Look.LIGHT.findings(page).stream()
            .map(finding -> finding.replaceFirst("(?s):.*", ""))
            .toList());
  }

  @ParameterizedTest
  @EnumSource
  void everyLinkIsReachedByKeyboardAndSeen(Shown shown) throws IOException {
    Page page = shown.open(school, new Browser.NewContextOptions());
    Locator links = page.locator("a, summary");
    for (int i = 0; i < links.count(); i++) {
      page.keyboard().press("Tab");
      Locator link = links.nth(i);
      assertEquals(true, link.evaluate("element => element === document.activeElement"));
      assertEquals("solid", link.evaluate("element => getComputedStyle(element).outlineStyle"));
    }
    for (Locator folded : page.locator("summary").all()) {
      folded.press("Enter");
      assertTrue(page.locator("details[open] dl").isVisible());
    }
  }

  @ParameterizedTest
  @EnumSource
  void needsNoJavaScriptAndRunsNone(Shown shown) throws IOException {
    Page with = shown.open(school, new Browser.NewContextOptions());
    List<String> complaints = new ArrayList<>();
    Page without = shown.open(school, new Browser.NewContextOptions().setJavaScriptEnabled(false));
    assertEquals(with.innerText("main h1"), without.innerText("main h1"));
    assertEquals(with.locator("main section").count(), without.locator("main section").count());
    for (Locator folded : without.locator("summary").all()) {
      folded.click();
      assertTrue(without.locator("details[open] dl").isVisible());
    }
    with.onConsoleMessage(message -> complaints.add(message.text()));
    with.evaluate(
        "() => { const script = document.createElement('script');"
            + " script.textContent = 'window.ran = true'; document.body.append(script); }");
    assertEquals(false, with.evaluate("window.ran === true"), "the page let a script run");
    with.waitForCondition(
        () -> complaints.stream().anyMatch(text -> text.contains("Content Security Policy")));
  }
}
