package org.schoolgate.classifier.text;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the names of elements and attributes mean for the text of a page. */
final class MarkupNames {

  /** Elements that stand inside words without dividing them. */
  private static final Set<String> JOINS =
      Set.of(
          "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del",
          "dfn", "em", "font", "i", "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span",
          "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr");

  /** Known elements that divide words. An unknown one without a hyphen does not, as in browsers. */
  private static final Set<String> DIVIDES =
      Set.of(
          "address",
          "area",
          "article",
          "aside",
          "audio",
          "base",
          "blockquote",
          "body",
          "br",
          "button",
          "canvas",
          "caption",
          "center",
          "col",
          "colgroup",
          "datalist",
          "dd",
          "details",
          "dialog",
          "dir",
          "div",
          "dl",
          "dt",
          "embed",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "frame",
          "frameset",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "head",
          "header",
          "hgroup",
          "hr",
          "html",
          "iframe",
          "img",
          "input",
          "label",
          "legend",
          "li",
          "link",
          "main",
          "map",
          "math",
          "menu",
          "menuitem",
          "meta",
          "meter",
          "nav",
          "noembed",
          "noframes",
          "noscript",
          "object",
          "ol",
          "optgroup",
          "option",
          "output",
          "p",
          "param",
          "picture",
          "plaintext",
          "pre",
          "progress",
          "rp",
          "rt",
          "ruby",
          "script",
          "search",
          "section",
          "select",
          "source",
          "style",
          "summary",
          "svg",
          "table",
          "tbody",
          "td",
          "template",
          "text",
          "textarea",
          "tfoot",
          "th",
          "thead",
          "title",
          "tr",
          "track",
          "ul",
          "video",
          "xmp");

  /** Elements whose content nobody reads. */
  private static final Set<String> HIDDEN = Set.of("script", "style");

  /** Elements in which tags are text, so that they end at their own end tag alone. */
  private static final Set<String> RAW =
      Set.of("noscript", "noembed", "noframes", "iframe", "xmp", "textarea", "title");

  /** What ends a paragraph that is not ended: what it stands in, and what cannot stand in it. */
  private static final Set<String> ENDS_PARAGRAPH =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "center",
          "details",
          "dialog",
          "dir",
          "div",
          "dl",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hgroup",
          "hr",
          "li",
          "main",
          "menu",
          "nav",
          "ol",
          "p",
          "pre",
          "search",
          "section",
          "table",
          "td",
          "th",
          "tr",
          "ul");

  /** Elements that end SVG and MathML around them (WHATWG HTML, section 13.2.6.5). */
  private static final Set<String> ENDS_FOREIGN =
      Set.of(
          "b",
          "big",
          "blockquote",
          "body",
          "br",
          "center",
          "code",
          "dd",
          "div",
          "dl",
          "dt",
          "em",
          "embed",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "head",
          "hr",
          "i",
          "img",
          "li",
          "menu",
          "meta",
          "nobr",
          "ol",
          "p",
          "pre",
          "ruby",
          "s",
          "small",
          "span",
          "strong",
          "strike",
          "sub",
          "sup",
          "table",
          "tt",
          "u",
          "ul",
          "var");

  private static final Set<String> SPOKEN_ATTRIBUTES =
      Set.of("alt", "title", "placeholder", "aria-label", "aria-description", "label");

  private static final Set<String> SPOKEN_META =
      Set.of(
          "description",
          "keywords",
          "og:title",
          "og:description",
          "twitter:title",
          "twitter:description");

  /** Kinds of input whose value nobody is shown as it is written. */
  private static final Set<String> VALUELESS =
      Set.of(
          "hidden",
          "password",
          "checkbox",
          "radio",
          "file",
          "image",
          "color",
          "range",
          "date",
          "month",
          "week",
          "time",
          "datetime-local",
          "number");

  private MarkupNames() {}

  /** All names that are known here. */
  static Stream<String> all() {
    return Stream.of(JOINS, DIVIDES, HIDDEN, RAW, SPOKEN_ATTRIBUTES)
        .flatMap(Set::stream)
        .distinct();
  }

  static boolean divides(String element) {
    return !JOINS.contains(element) && (DIVIDES.contains(element) || element.indexOf('-') >= 0);
  }

  /** In XML that no browser knows, elements are the fields of a record. */
  static boolean dividesInXml(String element) {
    return !JOINS.contains(element);
  }

  static boolean endsParagraph(String tag) {
    return ENDS_PARAGRAPH.contains(tag);
  }

  /** Whether what it holds says what the page is about. */
  static boolean isHeading(String element) {
    return element.equals("h1") || element.equals("h2");
  }

  static boolean endsForeign(String element) {
    return ENDS_FOREIGN.contains(element);
  }

  static boolean isHidden(String element) {
    return HIDDEN.contains(element);
  }

  static boolean isRaw(String element) {
    return RAW.contains(element);
  }

  static boolean isSpokenAttribute(String attribute) {
    return SPOKEN_ATTRIBUTES.contains(attribute);
  }

  /** Whether an input of that type shows its value; one that is none is a text field. */
  static boolean showsValue(@Nullable String type) {
    return type == null || !VALUELESS.contains(type.strip().toLowerCase(Locale.ROOT));
  }

  static boolean isSpokenMeta(String name) {
    return SPOKEN_META.contains(name);
  }
}
