package org.schoolgate.gateway.enforce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.schoolgate.gateway.enforce.Page.Fact;
import org.schoolgate.gateway.enforce.Page.Link;
import org.schoolgate.gateway.enforce.Page.Section;
import org.schoolgate.gateway.enforce.Page.SupportLine;

/**
 * Writes a page as one HTML document that needs nothing else: no script, no outside resource, one
 * style sheet whose hash its Content-Security-Policy names. Landmarks, one h1, readable at 200 %
 * and on a telephone (WCAG 2.2 AA).
 */
final class HtmlForm {

  private final String school;
  private final String css;
  private final String picture;
  private final String contentSecurityPolicy;

  HtmlForm(String school) {
    this.school = school.isEmpty() ? "Schoolgate" : school;
    this.css = resource("page.css");
    this.picture = resource("owl.svg");
    this.contentSecurityPolicy =
        "default-src 'none'; style-src 'sha256-"
            + sha256(css)
            + "'; base-uri 'none'; form-action 'none'";
  }

  String contentSecurityPolicy() {
    return contentSecurityPolicy;
  }

  String write(Page page) {
    StringBuilder html = new StringBuilder(8192);
    html.append("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .append(contentSecurityPolicy)
        .append("\">\n<meta name=\"robots\" content=\"noindex\">\n<title>")
        .append(Escape.html(page.title()))
        .append(" - ")
        .append(Escape.html(school))
        .append("</title>\n<style>")
        .append(css)
        .append("</style>\n</head>\n<body>\n<header><p>")
        .append(Escape.html(school))
        .append("</p></header>\n<main>\n");
    if (page.picture()) {
      html.append("<div class=\"lead picture\">\n").append(picture).append("<div>\n");
    } else {
      html.append("<div class=\"lead\"><div>\n");
    }
    element(html, "h1", page.title());
    for (String sentence : page.lead()) {
      element(html, "p", sentence);
    }
    html.append("</div></div>\n");
    int number = 0;
    for (Section section : page.sections()) {
      number++;
      section(html, section, "part-" + number);
    }
    facts(html, page);
    html.append("</main>\n");
    if (!page.notice().isEmpty()) {
      html.append("<footer>");
      element(html, "p", page.notice());
      html.append("</footer>\n");
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private static void section(StringBuilder html, Section section, String id) {
    html.append("<section aria-labelledby=\"").append(id).append('"');
    if (!section.support().isEmpty()) {
      html.append(" class=\"support\"");
    }
    html.append(">\n<h2 id=\"").append(id).append("\">");
    html.append(Escape.html(section.heading())).append("</h2>\n");
    for (String sentence : section.sentences()) {
      element(html, "p", sentence);
    }
    if (!section.support().isEmpty()) {
      html.append("<ul>\n");
      for (SupportLine line : section.support()) {
        supportLine(html, line);
      }
      html.append("</ul>\n");
    }
    links(html, section.links());
    html.append("</section>\n");
  }

  private static void links(StringBuilder html, List<Link> links) {
    if (links.isEmpty()) {
      return;
    }
    html.append("<ul>\n");
    for (Link link : links) {
      html.append("<li><a href=\"").append(Escape.html(link.path())).append("\">");
      html.append(Escape.html(link.name())).append("</a>: ");
      html.append(Escape.html(link.how())).append("</li>\n");
    }
    html.append("</ul>\n");
  }

  private static void supportLine(StringBuilder html, SupportLine line) {
    html.append("<li><a href=\"").append(Escape.html(line.url()));
    html.append("\" rel=\"noreferrer\">").append(Escape.html(line.name())).append("</a>: ");
    String telephone = line.telephone();
    String how = Escape.html(line.how());
    if (telephone == null) {
      html.append(how);
    } else {
      html.append(
          how.replaceFirst(
              "[0-9][0-9 ]*[0-9]", "<a class=\"ring\" href=\"tel:" + telephone + "\">$0</a>"));
    }
    html.append("</li>\n");
  }

  private static void facts(StringBuilder html, Page page) {
    String heading = "<h2 id=\"facts\">" + Escape.html(page.factsHeading()) + "</h2>";
    html.append("<section aria-labelledby=\"facts\" class=\"facts\">\n");
    html.append(
        page.factsFolded() ? "<details>\n<summary>" + heading + "</summary>\n" : heading + "\n");
    html.append("<dl>\n");
    for (Fact fact : page.facts()) {
      html.append("<div><dt>").append(Escape.html(fact.name())).append("</dt><dd>");
      html.append(fact.code() ? "<code>" : "").append(Escape.html(fact.value()));
      html.append(fact.code() ? "</code>" : "").append("</dd></div>\n");
    }
    html.append("</dl>\n").append(page.factsFolded() ? "</details>\n" : "");
    html.append("</section>\n");
  }

  private static void element(StringBuilder html, String name, String text) {
    html.append('<').append(name).append('>').append(Escape.html(text));
    html.append("</").append(name).append(">\n");
  }

  private static String resource(String name) {
    try (InputStream in = HtmlForm.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
