package org.schoolgate.classifier.text;

import org.jspecify.annotations.Nullable;

/**
 * Follows an element that its page hides to its end: by the {@code hidden} attribute, by its own
 * style, or by a rule of a style sheet in the page.
 *
 * <p>Elements whose end tag may be left out end where the WHATWG HTML standard ends them (section
 * 13.1.2.4), so that one of them does not hide the rest of a page. Not thread-safe.
 */
final class HiddenElements {

  private final StyleRules rules = new StyleRules();
  private @Nullable MarkupName element;
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
  void tag(MarkupName name, boolean endTag, boolean selfClosing, TagAttributes attributes) {
    MarkupName hiding = element;
    if (hiding != null) {
      within(hiding, name, endTag);
    }
    boolean mayHide = !endTag && !selfClosing && !name.isOneOf(MarkupName.NEVER_HIDES);
    if (element == null && mayHide) {
      if (attributes.hide(name, rules)) {
        element = name;
        depth = 1;
        lists = 0;
      }
    }
  }

  private void within(MarkupName hiding, MarkupName name, boolean endTag) {
    if (name.is("body") || name.is("html") || endsByItself(hiding, name, endTag)) {
      element = null;
    } else if (name.is(hiding) && (lists <= 0 || !hiding.isOneOf(MarkupName.ITEM))) {
      depth += endTag ? -1 : 1;
      if (depth == 0) {
        element = null;
      }
    }
    if (name.isOneOf(MarkupName.LIST)) {
      lists += endTag ? -1 : 1;
    }
  }

  private boolean endsByItself(MarkupName hiding, MarkupName name, boolean endTag) {
    if (hiding.is("p")) {
      return !(endTag && name.is("p")) && name.isOneOf(MarkupName.ENDS_PARAGRAPH);
    }
    if (!hiding.isOneOf(MarkupName.ITEM) || lists > 0) {
      return false;
    }
    return endTag ? name.isOneOf(MarkupName.LIST) : name.isOneOf(MarkupName.ITEM);
  }
}
