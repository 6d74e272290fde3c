package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A site that cannot prove who it is gets no request, and whoever wanted it a page that says so; in
 * a browser that would otherwise trust the gateway's own certificate for it.
 */
@InTheBrowserSchool
final class CertificateFaultsTest {

  /** What is wrong with it. */
  enum Fault {
    EXPIRED,
    OF_ANOTHER,
    UNKNOWN_ISSUER
  }

  private static final String HOST = "shop.example";

  private final BrowserSchool school;

  CertificateFaultsTest(BrowserSchool school) {
    this.school = school;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EXPIRED        | year-1 | 127.0.6.1 | This page may not be safe  | is out of date
          EXPIRED        | year-5 | 127.0.0.1 | too old                    | is out of date
          EXPIRED        | staff  | 127.0.2.1 | own clock is right         | is out of date
          OF_ANOTHER     | year-1 | 127.0.6.1 | This page may not be safe  | of another site
          OF_ANOTHER     | year-5 | 127.0.0.1 | proof of another website   | of another site
          OF_ANOTHER     | staff  | 127.0.2.1 | pretending to be it        | of another site
          UNKNOWN_ISSUER | year-1 | 127.0.6.1 | This page may not be safe  | Nobody whom this school
          UNKNOWN_ISSUER | year-5 | 127.0.0.1 | Nobody we trust            | Nobody whom this school
          UNKNOWN_ISSUER | staff  | 127.0.2.1 | upstream.trusted-certificates | Nobody whom this school
          """)
  void siteThatCannotProveItselfIsNotShown(
      Fault fault, String who, String from, String says, String onRecord) throws Exception {
    try (Site site = site(fault)) {
      Page page = school.page(from);
      Response response = page.navigate("https://" + HOST + ":" + site.port() + Pages.HELLO);
      Chromium.picture(page, "certificate-" + fault + "-" + who);
      String words = page.innerText("main");
      assertAll(
          () -> assertEquals(502, response.status()),
          () -> assertEquals(school.authority(), response.securityDetails().issuer),
          () -> assertTrue(words.contains(says), words),
          () -> assertTrue(whatHappened(page).contains(onRecord), page.content()),
          () -> assertEquals(whatHappened(page), school.reasonOnRecord(response)),
          () -> assertFalse(page.locator("dt:text-is('Time') + dd").textContent().isBlank()),
          () -> assertConnectedFirst(school.explanation(from, page.url())),
          () -> assertEquals(List.of(), site.asked(), "the site was asked all the same"),
          () -> assertEquals(0, page.locator("main a, button, form, input").count(), "a way on"));
    }
  }

  /** The sentence that the ledger has too: of adults it is the page, of children a fact below. */
  private static String whatHappened(Page page) {
    Locator fact = page.locator("dt:text-is('What happened') + dd");
    return (fact.count() == 1 ? fact : page.locator(".lead p")).textContent();
  }

  /** {@code explain} fetches nothing, so it gives the decision before that, and says so. */
  private static void assertConnectedFirst(JsonNode explanation) {
    assertEquals("inspect", explanation.path("decision").asText());
    assertTrue(
        explanation.path("trace").toString().contains("whether it can prove who it is"),
        explanation::toString);
  }

  private Site site(Fault fault) throws Exception {
    return new Site(
        "https",
        switch (fault) {
          case EXPIRED -> school.internet().expired();
          case OF_ANOTHER -> school.internet().ofAnotherName();
          case UNKNOWN_ISSUER -> school.internet().ofUnknownIssuer();
        });
  }
}
