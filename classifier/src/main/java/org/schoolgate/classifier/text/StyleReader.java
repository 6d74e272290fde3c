package org.schoolgate.classifier.text;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a style sheet for what it shows and hides: the strings of {@code content}, the texts in
 * {@code data:} addresses, and the rules that hide elements of the page.
 *
 * <p>Only as much of CSS Syntax as that takes: comments, strings with escapes, {@code url()},
 * blocks. Rules inside other rules, such as those for printing, hide nothing, unless what is around
 * them says nothing ({@code @media screen}). Not thread-safe.
 */
final class StyleReader implements PlacedSink {

  /** The most characters of the selectors of one rule, and of one declaration. */
  private static final int SELECTORS_CHARS_MAX = 4_096;

  private static final int DECLARATION_CHARS_MAX = 512;

  /** What is in such blocks is as if it stood outside of them. */
  private static final Pattern TRANSPARENT =
      Pattern.compile(
          "@media\\s+(only\\s+)?(screen|all)|@layer(\\s.*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final int ESCAPE_DIGITS_MAX = 6;

  private final TextScan scan;
  private final int nesting;
  private final @Nullable StyleRules rules;

  private final StringBuilder selectors = new StringBuilder();
  private final StringBuilder declaration = new StringBuilder();
  private final StyleDeclarations declarations = new StyleDeclarations();
  private final StringBuilder string = new StringBuilder();
  private int depth;
  private char quote;
  private boolean comment;
  private char last;
  private boolean escaped;
  private int escapeDigits;
  private int escapedCode;
  private boolean inUrl;
  private boolean inContent;
  private @Nullable DataUriReader address;

  /**
   * A reader of style sheets.
   *
   * @param nesting in how much that is embedded they stand
   * @param rules takes what they hide; null where nothing is to be hidden
   */
  StyleReader(TextScan scan, int nesting, @Nullable StyleRules rules) {
    this.scan = scan;
    this.nesting = nesting;
    this.rules = rules;
  }

  @Override
  public void accept(char c, long offset) {
    char before = last;
    last = c;
    if (comment) {
      comment = !(before == '*' && c == '/');
    } else if (quote != 0) {
      inString(c, offset);
    } else if (inUrl) {
      inUrl(c, offset);
    } else if (before == '/' && c == '*') {
      comment = true;
      last = 0;
    } else {
      outside(c, offset);
    }
  }

  private void outside(char c, long offset) {
    switch (c) {
      case '"', '\'' -> {
        quote = c;
        inContent = depth > 0 && isDeclarationOf("content");
        string.setLength(0);
      }
      case '{' -> {
        if (depth == 0 && TRANSPARENT.matcher(selectors.toString().strip()).matches()) {
          selectors.setLength(0);
        } else {
          declaration.setLength(0);
          depth++;
        }
      }
      case '}' -> endBlock(offset);
      case '(' -> {
        keep(c);
        inUrl = endsWithUrl();
        string.setLength(0);
      }
      default -> keep(c);
    }
  }

  private void keep(char c) {
    if (depth == 0) {
      keepSelector(c);
    } else if (c == ';') {
      endDeclaration();
    } else if (declaration.length() < DECLARATION_CHARS_MAX) {
      declaration.append(c);
    }
  }

  /** What is longer ends with a selector that is not read, since it has no end. */
  private void keepSelector(char c) {
    int length = selectors.length();
    boolean endsHtmlComment =
        c == '>' && length > 1 && selectors.substring(length - 2).equals("--");
    if (c == ';' || endsHtmlComment) {
      selectors.setLength(0);
    } else if (length < SELECTORS_CHARS_MAX) {
      selectors.append(c);
    }
  }

  /** Of rules in rules nothing is kept. */
  private void endDeclaration() {
    if (depth == 1) {
      declarations.add(declaration);
    }
    declaration.setLength(0);
  }

  private boolean endsWithUrl() {
    StringBuilder of = depth == 0 ? selectors : declaration;
    int length = of.length();
    return length >= 4 && of.substring(length - 4).equalsIgnoreCase("url(");
  }

  private boolean isDeclarationOf(String property) {
    int colon = declaration.indexOf(":");
    String name = colon < 0 ? "" : declaration.substring(0, colon).strip();
    return name.toLowerCase(Locale.ROOT).endsWith(property);
  }

  private void endBlock(long offset) {
    if (depth == 0) {
      selectors.setLength(0);
      return;
    }
    endDeclaration();
    if (depth == 1) {
      scan.data().endRun(offset);
      if (rules != null) {
        rules.add(wholeSelectors(), declarations);
      }
      declarations.clear();
      selectors.setLength(0);
    }
    depth--;
  }

  private String wholeSelectors() {
    boolean whole = selectors.length() < SELECTORS_CHARS_MAX;
    return selectors.substring(0, whole ? selectors.length() : selectors.lastIndexOf(",") + 1);
  }

  private void inString(char c, long offset) {
    if (escaped) {
      escape(c, offset);
    } else if (c == '\\') {
      escaped = true;
      escapeDigits = 0;
      escapedCode = 0;
    } else if (c == quote || c == '\n') {
      quote = 0;
      endAddress(offset);
    } else {
      put(c, offset);
    }
  }

  private void escape(char c, long offset) {
    int digit = Character.digit(c, 16);
    if (digit >= 0 && escapeDigits < ESCAPE_DIGITS_MAX) {
      escapedCode = escapedCode << 4 | digit;
      escapeDigits++;
      return;
    }
    escaped = false;
    if (escapeDigits == 0) {
      if (c != '\n') {
        put(c, offset);
      }
      return;
    }
    if (Character.isValidCodePoint(escapedCode)) {
      for (char each : Character.toChars(escapedCode)) {
        put(each, offset);
      }
    }
    if (c > ' ') {
      inString(c, offset);
    }
  }

  private void inUrl(char c, long offset) {
    if (c == ')') {
      inUrl = false;
      endAddress(offset);
    } else if ((c == '"' || c == '\'') && string.length() == 0) {
      quote = c;
      inContent = false;
    } else if (c > ' ') {
      put(c, offset);
    }
  }

  private void put(char c, long offset) {
    if (address != null) {
      address.accept(c, offset);
    } else if (inUrl) {
      if (string.length() < Embedded.ANNOUNCED_CHARS) {
        string.append(c);
        address = Embedded.address(scan, nesting, string);
      }
    } else if (inContent) {
      scan.data().append(c, offset);
    }
  }

  private void endAddress(long offset) {
    if (address != null) {
      address.end(offset);
      address = null;
    }
  }

  @Override
  public void end(long offset) {
    endAddress(offset);
    if (inContent) {
      scan.data().endRun(offset);
    }
    selectors.setLength(0);
    declaration.setLength(0);
    declarations.clear();
    depth = 0;
    quote = 0;
    comment = false;
    escaped = false;
    inUrl = false;
    inContent = false;
    last = 0;
  }
}
