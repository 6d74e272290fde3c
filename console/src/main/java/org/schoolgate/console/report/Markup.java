package org.schoolgate.console.report;

import java.util.List;
import org.schoolgate.policy.Unseen;

/**
 * A piece of HTML or SVG that is safe to print. Text becomes one only through {@link #text}, which
 * escapes it, so that a reason or a site name cannot become markup anywhere in a report.
 *
 * @param html well-formed, escaped
 */
record Markup(String html) {

  /** Nothing. */
  static final Markup EMPTY = new Markup("");

  /** That text, escaped. */
  static Markup text(String text) {
    return new Markup(escape(text));
  }

  /** An element around these children. */
  static Markup element(String name, Markup... children) {
    return element(name, List.of(), List.of(children));
  }

  /**
   * An element with attributes.
   *
   * @param attributes names and values by turns; the values are escaped
   */
  static Markup element(String name, List<String> attributes, List<Markup> children) {
    StringBuilder html = new StringBuilder("<").append(name);
    for (int i = 0; i < attributes.size(); i += 2) {
      html.append(' ').append(attributes.get(i)).append("=\"");
      html.append(escape(attributes.get(i + 1))).append('"');
    }
    html.append('>');
    children.forEach(child -> html.append(child.html));
    return new Markup(html.append("</").append(name).append(">\n").toString());
  }

  /** An element around text, without a line break after it: for use inside a sentence. */
  static Markup inline(String name, String text) {
    return new Markup("<" + name + ">" + escape(text) + "</" + name + ">");
  }

  /** One after the other. */
  static Markup all(List<Markup> parts) {
    StringBuilder html = new StringBuilder();
    parts.forEach(part -> html.append(part.html));
    return new Markup(html.toString());
  }

  /** One after the other. */
  static Markup all(Markup... parts) {
    return all(List.of(parts));
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isPrintable(c) ? c : '\ufffd');
              }
            });
    return escaped.toString();
  }

  /** Control characters are not allowed in HTML, and unseen ones can fake a text. */
  private static boolean isPrintable(int c) {
    return c == '\n' || c == '\t' || !Unseen.is(c);
  }
}
