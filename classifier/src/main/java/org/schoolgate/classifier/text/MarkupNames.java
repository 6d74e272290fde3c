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

  /** Attributes that are met often, besides those that are spoken. */
  private static final Set<String> OTHER_ATTRIBUTES =
      Set.of(
          "charset",
          "class",
          "content",
          "for",
          "height",
          "hidden",
          "href",
          "id",
          "lang",
          "name",
          "property",
          "rel",
          "role",
          "src",
          "srcset",
          "style",
          "target",
          "type",
          "value",
          "width");

  /** Void elements, and a whole page, which a script shows once it is there. */
  private static final Set<String> NEVER_HIDES =
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

  private MarkupNames() {}

  /** All names that are known here. */
  static Stream<String> all() {
    return Stream.of(JOINS, DIVIDES, HIDDEN, RAW, SPOKEN_ATTRIBUTES, OTHER_ATTRIBUTES)
        .flatMap(Set::stream)
        .distinct();
  }

  /**
   * What a name means.
   *
   * @param lower in lower case
   */
  static MarkupName of(String lower) {
    return new MarkupName(lower, meaning(lower), attribute(lower));
  }

  private static int meaning(String lower) {
    boolean joins = JOINS.contains(lower);
    boolean divides = !joins && (DIVIDES.contains(lower) || lower.indexOf('-') >= 0);
    return (joins ? MarkupName.JOINS : 0)
        | (divides ? MarkupName.DIVIDES : 0)
        | (HIDDEN.contains(lower) ? MarkupName.HIDDEN : 0)
        | (RAW.contains(lower) ? MarkupName.RAW : 0)
        | (ENDS_PARAGRAPH.contains(lower) ? MarkupName.ENDS_PARAGRAPH : 0)
        | (ENDS_FOREIGN.contains(lower) ? MarkupName.ENDS_FOREIGN : 0)
        | (NEVER_HIDES.contains(lower) ? MarkupName.NEVER_HIDES : 0)
        | (ITEMS.contains(lower) ? MarkupName.ITEM : 0)
        | (LISTS.contains(lower) ? MarkupName.LIST : 0)
        | switch (lower) {
          case "h1", "h2" -> MarkupName.HEADING;
          case "svg" -> MarkupName.SVG;
          case "math" -> MarkupName.MATH;
          default -> 0;
        };
  }

  private static MarkupName.Attribute attribute(String lower) {
    return switch (lower) {
      case "content" -> MarkupName.Attribute.CONTENT;
      case "name", "property" -> MarkupName.Attribute.NAME;
      case "value" -> MarkupName.Attribute.VALUE;
      case "type" -> MarkupName.Attribute.TYPE;
      case "style" -> MarkupName.Attribute.STYLE;
      case "id" -> MarkupName.Attribute.ID;
      case "class" -> MarkupName.Attribute.CLASS;
      case "hidden" -> MarkupName.Attribute.HIDDEN;
      default ->
          SPOKEN_ATTRIBUTES.contains(lower)
              ? MarkupName.Attribute.SPOKEN
              : MarkupName.Attribute.OTHER;
    };
  }

  /** Whether an input of that type shows its value; one that is none is a text field. */
  static boolean showsValue(@Nullable String type) {
    return type == null || !VALUELESS.contains(type.strip().toLowerCase(Locale.ROOT));
  }

  static boolean isSpokenMeta(String name) {
    return SPOKEN_META.contains(name);
  }
}
