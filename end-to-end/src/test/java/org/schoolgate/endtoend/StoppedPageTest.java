package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.schoolgate.gateway.enforce.CutNotice;

/**
 * A browser follows the notice at which a page was stopped, wherever in its markup that was, and
 * runs no script that was not whole.
 */
@InTheBrowserSchool
final class StoppedPageTest {

  private static final String SITE = "http://stopped.example/";
  private static final String TOLD = SITE + "told";
  private static final String RAN = SITE + "ran";
  private static final String EVERYTHING = "**/*";
  private static final int MILLIS_MAX = 10_000;

  private static final List<String> MARKUPS =
      List.of(
          "<p>words",
          "<di",
          "<a href=\"x",
          "<a href='x",
          "<a href=x",
          "<p \u20ac",
          "<!-- words",
          "<!doct",
          "<?php words",
          "<title>words",
          "<textarea>words",
          "<style>p {",
          "<select><option>",
          "<table><tr><td>",
          "<template><template><p>",
          "<svg><title>a",
          "<svg><![CDATA[ words",
          "<math><mi>",
          "<iframe>",
          "<noscript><p>",
          "<xmp>",
          "<object><p>",
          "<base href=\"http://other.example/\"><p>",
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><p>",
          "<script>fetch('/ran');",
          "<script>fetch('/ran'); more(",
          "<script>fetch('/ran'); // words",
          "<script>fetch('/ran'); /* words",
          "<script>fetch('/ran'); text = `words",
          "<script>fetch('/ran'); text = 'words",
          "<script>fetch('/ran'); text = 'words\\",
          "<script>fetch('/ran'); text = \"words\\",
          "<script>fetch('/ran'); text = /words",
          "<script><!-- <script> fetch('/ran');",
          "<script type=module>fetch('/ran');",
          "<a onclick=\"fetch('/ran');");

  private final BrowserSchool school;

  StoppedPageTest(BrowserSchool school) {
    this.school = school;
  }

  /** In one tab, one after the other: a tab for each would take a second each. */
  @Test
  void theBrowserFollowsTheNoticeOutOfAllMarkup() throws Exception {
    List<String> ran = new CopyOnWriteArrayList<>();
    List<String> notFollowed = new ArrayList<>();
    Page page = school.page(School.YEAR_5);
    for (String markup : MARKUPS) {
      page.unroute(EVERYTHING);
      page.route(EVERYTHING, route -> answer(route, markup, ran));
      page.navigate(SITE);
      try {
        page.waitForURL(TOLD, new Page.WaitForURLOptions().setTimeout(MILLIS_MAX));
      } catch (TimeoutError stayed) {
        notFollowed.add(markup);
      }
    }
    assertEquals(List.of(), notFollowed);
    assertEquals(List.of(), ran, "a script that was not whole ran");
  }

  private static String stoppedIn(String markup) {
    return "<!doctype html><html><head><meta charset=utf-8></head><body>"
        + markup
        + new String(CutNotice.leadingTo(TOLD), StandardCharsets.US_ASCII);
  }

  private static void answer(Route route, String markup, List<String> ran) {
    String url = route.request().url();
    if (url.equals(RAN)) {
      ran.add(markup);
    }
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("text/html; charset=utf-8")
            .setBody(url.equals(SITE) ? stoppedIn(markup) : "told"));
  }
}
