package org.schoolgate.gateway.enforce;

import org.schoolgate.policy.Unseen;

/**
 * Makes text of unknown origin safe to print. Besides what HTML needs, it takes out control
 * characters and the marks that turn the direction of writing (Unicode TR 36), with which an
 * address could be made to read as another; and it cuts what is endless.
 */
final class Escape {

  /** More characters than this of one value are not printed. */
  static final int CHARS_MAX = 500;

  private Escape() {}

  /** Text for an element or a quoted attribute. */
  static String html(String text) {
    String plain = controls(text);
    StringBuilder escaped = new StringBuilder(plain.length() + 16);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** Text on one line, without control characters, and not endless. */
  static String controls(String text) {
    StringBuilder plain = new StringBuilder(Math.min(text.length(), CHARS_MAX));
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (plain.length() >= CHARS_MAX) {
        return plain.append('\u2026').toString();
      }
      plain.appendCodePoint(Unseen.is(c) ? '\ufffd' : c);
      i += Character.charCount(c);
    }
    return plain.toString();
  }
}
