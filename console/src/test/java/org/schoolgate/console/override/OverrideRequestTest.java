package org.schoolgate.console.override;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.console.RefusedException;
import org.schoolgate.policy.CategoryTable;

class OverrideRequestTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final CategoryTable TABLE = CategoryTable.builtIn();

  @ParameterizedTest
  @CsvSource({
    "bbc.co.uk, bbc.co.uk",
    "BBC.co.uk., bbc.co.uk",
    "' www.youtube.com ', www.youtube.com",
    "m\u00fcnchen.example, xn--mnchen-3ya.example",
    "0x7f.1, 127.0.0.1",
    "[::1], ::1",
    "school.sch.uk, school.sch.uk",
    "co.example, co.example"
  })
  void takesASiteInAnySpelling(String site, String domain) {
    assertEquals(domain, OverrideRequest.forSite("year-5", site, "for a lesson", HOUR).domain());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://bbc.co.uk",
        "bbc.co.uk/news",
        "bbc.co.uk:443",
        "a@bbc.co.uk",
        "com",
        "uk",
        "co.uk",
        "sch.uk",
        "CO.UK.",
        "com.au",
        "*.bbc.co.uk",
        "a..b",
        "localhost"
      })
  void refusesWhatIsNoSite(String site) {
    assertRefused(
        RefusedException.Kind.INVALID,
        () -> OverrideRequest.forSite("year-5", site, "for a lesson", HOUR));
  }

  @Test
  void takesACategory() {
    OverrideRequest request =
        OverrideRequest.forCategory("year-5", "video", TABLE, "for a lesson", HOUR);

    assertEquals(TABLE.require("video"), request.category());
    assertNull(request.domain());
  }

  @ParameterizedTest
  @CsvSource({"iwf-urls, INVALID", "iwf-keywords, INVALID", "no-such, UNKNOWN"})
  void refusesIllegalAndUnknownCategories(String category, RefusedException.Kind kind) {
    assertRefused(
        kind, () -> OverrideRequest.forCategory("year-5", category, TABLE, "for a lesson", HOUR));
  }

  @Test
  void everyIllegalCategoryIsRefused() {
    TABLE.all().stream()
        .filter(category -> category.illegal())
        .forEach(
            category ->
                assertRefused(
                    RefusedException.Kind.INVALID,
                    () ->
                        OverrideRequest.forCategory(
                            "year-5", category.id(), TABLE, "for a lesson", HOUR)));
  }

  @ParameterizedTest
  @CsvSource({
    "PT1M, true",
    "P7D, true",
    "PT59S, false",
    "P7DT1S, false",
    "PT0S, false",
    "-PT1H, false"
  })
  void lastsAMinuteToSevenDays(Duration duration, boolean taken) {
    Executable makes =
        () -> OverrideRequest.forSite("year-5", "bbc.co.uk", "for a lesson", duration);
    if (taken) {
      assertEquals(
          duration,
          OverrideRequest.forSite("year-5", "bbc.co.uk", "for a lesson", duration).duration());
    } else {
      assertRefused(RefusedException.Kind.INVALID, makes);
    }
  }

  @ParameterizedTest
  @CsvSource({"'  for\ta\n\u202elesson  ', for a lesson", "O'Brien <asks>, O'Brien <asks>"})
  void reasonsStandOnOneLine(String reason, String line) {
    assertEquals(line, OverrideRequest.forSite("year-5", "bbc.co.uk", reason, HOUR).reason());
  }

  @Test
  void reasonsHaveALength() {
    for (String reason : new String[] {"", "   ", "why", "x".repeat(501), "\n\n\n\n\n\n"}) {
      assertRefused(
          RefusedException.Kind.INVALID,
          () -> OverrideRequest.forSite("year-5", "bbc.co.uk", reason, HOUR));
    }
  }

  private static void assertRefused(RefusedException.Kind kind, Executable action) {
    assertEquals(kind, assertThrows(RefusedException.class, action).kind());
  }
}
