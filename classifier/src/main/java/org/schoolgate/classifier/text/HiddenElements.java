package org.schoolgate.classifier.text;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows an element that its page hides to its end: by the {@code hidden} attribute, by its own
 * style, or by a rule of a style sheet in the page.
 *
 * <p>Elements whose end tag may be left out end where the WHATWG HTML standard ends them (section
 * 13.1.2.4), so that one of them does not hide the rest of a page. Not thread-safe.
 */
final class HiddenElements {

  /** Void elements, and a whole page, which a script shows once it is there. */
  private static final Set<String> NEVER =
      Set.of(
          "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
          "source", "track", "wbr", "html", "body");

  /** Elements that end where the next of them begins. */
  private static final Set<String> ITEMS =
      Set.of(
          "li",
          "dt",
          "dd",
          "option",
          "optgroup",
          "tr",
          "td",
          "th",
          "thead",
          "tbody",
          "tfoot",
          "rt",
          "rp");

  /** What such items stand in. */
  private static final Set<String> LISTS =
      Set.of("ul", "ol", "menu", "dl", "select", "datalist", "table", "ruby");

  private final StyleRules rules = new StyleRules();
  private @Nullable String element;
  private int depth;
  private int lists;

  /** What the style sheets of the page hide. */
  StyleRules rules() {
    return rules;
  }

  boolean isHiding() {
    return element != null;
  }

  /** A tag was read; its attributes are asked for only if it may begin something hidden. */
  void tag(String name, boolean endTag, boolean selfClosing, TagAttributes attributes) {
    String hiding = element;
    if (hiding != null) {
      within(hiding, name, endTag);
    }
    if (element == null && !endTag && !selfClosing && !NEVER.contains(name)) {
      if (attributes.hide(name, rules)) {
        element = name;
        depth = 1;
        lists = 0;
      }
    }
  }

  private void within(String hiding, String name, boolean endTag) {
    if (name.equals("body") || name.equals("html") || endsByItself(hiding, name, endTag)) {
      element = null;
    } else if (name.equals(hiding) && (lists <= 0 || !ITEMS.contains(hiding))) {
      depth += endTag ? -1 : 1;
      if (depth == 0) {
        element = null;
      }
    }
    if (LISTS.contains(name)) {
      lists += endTag ? -1 : 1;
    }
  }

  private boolean endsByItself(String hiding, String name, boolean endTag) {
    if (hiding.equals("p")) {
      return !(endTag && name.equals("p")) && MarkupNames.endsParagraph(name);
    }
    if (!ITEMS.contains(hiding) || lists > 0) {
      return false;
    }
    return endTag ? LISTS.contains(name) : ITEMS.contains(name);
  }
}
