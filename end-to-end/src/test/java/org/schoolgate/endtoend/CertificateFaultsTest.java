package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A site that cannot prove who it is gets no request, and whoever wanted it a page that says so; in
 * a browser that would otherwise trust the gateway's own certificate for it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CertificateFaultsTest {

  /** What is wrong with it. */
  enum Fault {
    EXPIRED,
    OF_ANOTHER,
    UNKNOWN_ISSUER
  }

  private static final String HOST = "shop.example";

  private final BrowserSchool school;

  CertificateFaultsTest() throws Exception {
    school = BrowserSchool.open();
  }

  @AfterAll
  void close() throws Exception {
    school.close();
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, year-1, 127.0.6.1, This page is not working",
    "EXPIRED, year-5, 127.0.0.1, out of date",
    "EXPIRED, staff, 127.0.2.1, out of date",
    "OF_ANOTHER, year-1, 127.0.6.1, This page is not working",
    "OF_ANOTHER, year-5, 127.0.0.1, certificate of another site",
    "OF_ANOTHER, staff, 127.0.2.1, certificate of another site",
    "UNKNOWN_ISSUER, year-1, 127.0.6.1, This page is not working",
    "UNKNOWN_ISSUER, year-5, 127.0.0.1, Nobody whom this school trusts",
    "UNKNOWN_ISSUER, staff, 127.0.2.1, Nobody whom this school trusts",
  })
  void siteThatCannotProveItselfIsNotShown(Fault fault, String who, String from, String says)
      throws Exception {
    try (Site site = site(fault)) {
      Page page = school.page(from);
      Response response = page.navigate("https://" + HOST + ":" + site.port() + Pages.HELLO);
      Chromium.picture(page, "certificate-" + fault + "-" + who);
      String words = page.innerText("main");
      assertAll(
          () -> assertEquals(502, response.status()),
          () -> assertEquals(school.authority(), response.securityDetails().issuer),
          () -> assertTrue(words.contains(says), words),
          () -> assertEquals(List.of(), site.asked(), "the site was asked all the same"),
          () -> assertEquals(0, page.locator("main a, button, form, input").count(), "a way on"));
    }
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
