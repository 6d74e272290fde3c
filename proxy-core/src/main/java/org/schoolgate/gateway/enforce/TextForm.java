package org.schoolgate.gateway.enforce;

import java.util.Locale;
import org.schoolgate.gateway.enforce.Page.Fact;
import org.schoolgate.gateway.enforce.Page.Link;
import org.schoolgate.gateway.enforce.Page.Section;
import org.schoolgate.gateway.enforce.Page.SupportLine;

/** Writes a page as plain text, for a terminal or a log. */
final class TextForm {

  private TextForm() {}

  static String write(Page page) {
    StringBuilder text = new StringBuilder(1024);
    line(text, page.title().toUpperCase(Locale.ROOT));
    page.lead().forEach(sentence -> line(text, sentence));
    for (Section section : page.sections()) {
      text.append('\n');
      line(text, section.heading());
      section.sentences().forEach(sentence -> line(text, sentence));
      for (SupportLine support : section.support()) {
        line(text, "- " + support.name() + ": " + support.how() + " (" + support.url() + ")");
      }
      for (Link link : section.links()) {
        line(text, "- " + link.name() + ": " + link.how() + " (" + link.path() + ")");
      }
    }
    text.append('\n');
    for (Fact fact : page.facts()) {
      line(text, fact.name() + ": " + fact.value());
    }
    if (!page.notice().isEmpty()) {
      text.append('\n');
      line(text, page.notice());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(Escape.controls(line)).append('\n');
  }
}
