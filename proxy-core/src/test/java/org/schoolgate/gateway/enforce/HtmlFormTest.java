package org.schoolgate.gateway.enforce;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;

class HtmlFormTest {

  private static final Set<String> VOID = Set.of("meta", "path", "circle", "ellipse");
  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9]+)[^>]*>");

  static List<String> pages() {
    List<String> pages = new ArrayList<>();
    for (Audience audience : Audience.values()) {
      for (String category : List.of("gambling", "suicide", "video")) {
        pages.add(html(Notices.blocked(audience, category)));
      }
      pages.add(html(Notices.illegal(audience)));
      for (int status : new int[] {400, 403, 502, 503, 504}) {
        pages.add(Notices.PAGES.fault(Notices.fault(audience, status), BlockForm.HTML).text());
      }
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aScreenReaderFindsItsWay(String html) {
    assertAll(
        () -> assertTrue(html.startsWith("<!DOCTYPE html>\n<html lang=\"en-GB\">"), html),
        () -> assertEquals(1, count(html, "<h1>"), html),
        () -> assertEquals(1, count(html, "<main>"), html),
        () -> assertEquals(1, count(html, "<header>"), html),
        () -> assertEquals(1, count(html, "<title>"), html),
        () -> assertTrue(html.contains("width=device-width, initial-scale=1"), html),
        () -> assertFalse(html.contains("user-scalable"), html),
        () -> assertTrue(html.matches("(?s).*<title>[^<]+ - Hillside Primary School</title>.*")));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyElementIsClosedInOrder(String html) {
    Deque<String> open = new ArrayDeque<>();
    Matcher tags = TAG.matcher(html);
    while (tags.find()) {
      String name = tags.group(2);
      if (!tags.group(1).isEmpty()) {
        assertEquals(name, open.pop(), html);
      } else if (!VOID.contains(name) && !tags.group().endsWith("/>")) {
        open.push(name);
      }
    }
    assertTrue(open.isEmpty(), open::toString);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void labelsPointAtSomethingAndIdsAreUnique(String html) {
    Matcher ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(html);
    List<String> found = new ArrayList<>();
    while (ids.find()) {
      found.add(ids.group(1));
    }
    assertEquals(found.size(), Set.copyOf(found).size(), found::toString);
    Matcher labels = Pattern.compile("aria-labelledby=\"([^\"]+)\"").matcher(html);
    while (labels.find()) {
      assertTrue(found.contains(labels.group(1)), labels.group());
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void nothingIsFetchedFromAnywhere(String html) {
    assertFalse(
        html.matches("(?is).*(<script|<link|<img|<iframe|\\ssrc=|url\\(|@import|\\son\\w+=).*"),
        html);
  }

  @Test
  void theContentSecurityPolicyAllowsThisStyleSheetAndNothingElse() throws Exception {
    Reply reply = Notices.PAGES.block(Notices.blocked(Audience.PUPIL, "games"), BlockForm.HTML);
    String html = reply.text();
    String css = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
    String expected =
        "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(digest)
            + "'; base-uri 'none'; form-action 'none'";
    assertEquals(expected, reply.headers().get("Content-Security-Policy"));
    assertTrue(html.contains("content=\"" + expected + "\""), html);
    assertTrue(html.indexOf("http-equiv") < html.indexOf("<style>"), html);
  }

  @Test
  void whateverComesInIsEscaped() {
    BlockNotice notice =
        new BlockNotice(
            Audience.ADULT,
            Notices.NASTY,
            "http://x.example/" + Notices.NASTY,
            null,
            Set.of(),
            new Reason(Reason.Kind.POLICY, Notices.NASTY, "x"),
            Remedy.TEACHER,
            false,
            Notices.NASTY,
            false);
    BlockPage pages =
        new BlockPage(new Contacts(Notices.NASTY, Notices.NASTY, Notices.NASTY), Notices.CLOCK);
    String html = pages.block(notice, BlockForm.HTML).text();
    assertFalse(html.contains("<script"), html);
    assertFalse(html.contains("\u202e"), html);
    assertEquals(1, count(html, "</title>"), html);
    everyElementIsClosedInOrder(html);
    String fault =
        pages
            .fault(
                FaultNotice.of(Audience.PUPIL, 400, Notices.NASTY, Notices.NASTY, null),
                BlockForm.HTML)
            .text();
    assertFalse(fault.contains("<script"), fault);
  }

  /** WCAG 2.2 success criterion 1.4.3 asks for 4.5 : 1, and 1.4.11 for 3 : 1 of borders. */
  @ParameterizedTest
  @CsvSource({
    "ink, ground, 4.5",
    "ink, paper, 4.5",
    "ink, care, 4.5",
    "quiet, paper, 4.5",
    "quiet, ground, 4.5",
    "link, paper, 4.5",
    "link, care, 4.5",
    "care-line, ground, 3",
    "white, band, 4.5",
  })
  void coloursAreToldApartByDayAndByNight(String ink, String ground, double ratio) {
    String css = html(Notices.blocked(Audience.PUPIL, "games"));
    int night = css.indexOf("prefers-color-scheme: dark");
    for (String scheme : List.of(css.substring(0, night), css.substring(night))) {
      Map<String, Double> colours = luminances(scheme);
      double one = colours.getOrDefault(ink, Double.NaN);
      double other = colours.getOrDefault(ground, Double.NaN);
      double contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      assertTrue(contrast >= ratio, ink + " on " + ground + ": " + contrast);
    }
  }

  private static Map<String, Double> luminances(String css) {
    Map<String, Double> colours = new HashMap<>(Map.of("white", 1.0));
    Matcher colour = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});").matcher(css);
    while (colour.find()) {
      int rgb = Integer.parseInt(colour.group(2), 16);
      colours.putIfAbsent(
          colour.group(1),
          0.2126 * linear(rgb >> 16 & 255)
              + 0.7152 * linear(rgb >> 8 & 255)
              + 0.0722 * linear(rgb & 255));
    }
    return colours;
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static String html(BlockNotice notice) {
    return Notices.PAGES.block(notice, BlockForm.HTML).text();
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
