package org.schoolgate.console.report;

import java.util.List;

/** Puts what a report says into a page without script or anything to load. */
final class ReportPage {

  private ReportPage() {}

  static String html(String title, Markup main) {
    Markup head =
        Markup.element(
            "head",
            new Markup(
                "<meta charset=\"utf-8\"/>\n"
                    + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                    + "<meta http-equiv=\"Content-Security-Policy\""
                    + " content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"),
            Markup.element("title", Markup.text(title)),
            new Markup("<style>\n" + ReportStyle.CSS + "</style>\n"));
    return "<!DOCTYPE html>\n"
        + Markup.element(
                "html", List.of("lang", "en-GB"), List.of(head, Markup.element("body", main)))
            .html();
  }
}
