package org.schoolgate.classifier.text;

import org.jspecify.annotations.Nullable;

/**
 * What the tags that {@link MarkupReader} found mean for the words between them: which of them
 * divide words, and where the text in them goes.
 *
 * <p>Text of the page goes to the main lane, titles beside it. What scripts and style sheets would
 * show is read from their literals, beside the text ({@link TextScan#data}). Elements that the page
 * itself hides are read by themselves ({@link TextScan#hidden}), so that letters in them neither
 * cut a word nor excuse one, and around their edges once more where they stand ({@link
 * HiddenInPlace}), because they may be shown all the same. In XML, text that is markup once more,
 * as in feeds, is read so too. Markup that was found inside something else all goes to one lane.
 * Not thread-safe.
 */
final class MarkupText {

  private final boolean html;
  private final TextScan scan;
  private final int nesting;
  private final TextLane lane;
  private final boolean readsAttributes;
  private final TagAttributes attributes;
  private final @Nullable HiddenElements hiding;
  private final @Nullable SecondReading again;

  /** Reads what is hidden where it stands; null while nothing was. */
  private @Nullable HiddenInPlace inPlace;

  private int svgDepth;
  private int mathDepth;

  /** The element whose content is raw until its end tag; null in ordinary text. */
  private @Nullable MarkupName raw;

  /** Reads the content of the raw element that is data, code or a style sheet; null for others. */
  private @Nullable PlacedSink content;

  /** The text of a page. */
  static MarkupText ofPage(boolean html, TextScan scan) {
    return new MarkupText(html, scan, 0, scan.main(), true);
  }

  /** Markup inside a script, a style sheet or an address, so deep. */
  static MarkupText ofData(boolean html, TextScan scan, int nesting) {
    return new MarkupText(html, scan, nesting, scan.data(), true);
  }

  /** Markup that another reading took for the text itself: its attributes were read there. */
  static MarkupText ofSecondReading(TextScan scan) {
    return new MarkupText(true, scan, Embedded.NESTING_MAX, scan.again(), false);
  }

  private MarkupText(
      boolean html, TextScan scan, int nesting, TextLane lane, boolean readsAttributes) {
    this.html = html;
    this.scan = scan;
    this.nesting = nesting;
    this.lane = lane;
    this.readsAttributes = readsAttributes;
    this.attributes = new TagAttributes(scan, readsAttributes, nesting);
    this.hiding = nesting == 0 ? new HiddenElements() : null;
    this.again = nesting == 0 && !html ? new SecondReading(scan) : null;
  }

  TagAttributes attributes() {
    return attributes;
  }

  /** The element whose content is raw until its end tag; null in ordinary text. */
  @Nullable MarkupName raw() {
    return raw;
  }

  /**
   * Whether character references are such here: in scripts and style sheets of HTML they are none.
   */
  boolean hasReferences() {
    return !html || raw == null || !raw.isOneOf(MarkupName.HIDDEN);
  }

  /**
   * A tag is over.
   *
   * @return whether all that follows is text
   */
  boolean tag(MarkupName element, boolean endTag, boolean selfClosing, long offset) {
    if (raw != null) {
      endContent(offset);
      divide(element, offset);
      return false;
    }
    noteForeign(element, endTag, selfClosing);
    if (html && nesting == 0 && element.isOneOf(MarkupName.HEADING)) {
      scan.headline(lane, !endTag);
    }
    boolean hiddenBefore = isHiding();
    if (!endTag) {
      attributes.read(element, offset);
    }
    if (hiding != null) {
      hiding.tag(element, endTag, selfClosing, attributes);
    }
    if (hiddenBefore != isHiding()) {
      edge(element, hiddenBefore, offset);
    } else {
      divide(element, offset);
    }
    return !endTag && beginContent(element, selfClosing);
  }

  /** Something hidden begins or ends. */
  private void edge(MarkupName element, boolean ends, long offset) {
    HiddenInPlace placed = scan.inPlace();
    inPlace = placed;
    placed.edge(ends ? scan.hidden() : lane, offset);
    if (divides(element)) {
      placed.breakWord(offset);
    }
    if (ends) {
      scan.hidden().endRun(offset);
    }
  }

  /** In XML that no browser knows, elements are the fields of a record. */
  private boolean divides(MarkupName element) {
    return html ? element.isOneOf(MarkupName.DIVIDES) : !element.isOneOf(MarkupName.JOINS);
  }

  private void divide(MarkupName element, long offset) {
    if (divides(element)) {
      textLane().breakWord(offset);
      if (inPlace != null) {
        inPlace.breakWord(offset);
      }
      if (again != null) {
        again.end(offset);
      }
    }
  }

  private boolean isHiding() {
    return hiding != null && hiding.isHiding();
  }

  /** In foreign content, and in XML, a script can be closed at once and markup in it is markup. */
  private boolean beginContent(MarkupName element, boolean selfClosing) {
    boolean foreign = svgDepth > 0 || mathDepth > 0;
    boolean rawHere = html && !foreign && element.isOneOf(MarkupName.RAW);
    boolean hiddenHere = !foreign && !(selfClosing && !html) && element.isOneOf(MarkupName.HIDDEN);
    if (rawHere || hiddenHere) {
      raw = element;
      content = contentOf(element);
      if (readsAttributes && element.is("title")) {
        scan.headline(scan.aside(), true);
      }
      return false;
    }
    return html && element.is("plaintext");
  }

  private @Nullable PlacedSink contentOf(MarkupName element) {
    if (!element.isOneOf(MarkupName.HIDDEN)) {
      return null;
    }
    if (element.is("script") && attributes.nameJson()) {
      return PlainReader.ofJson(scan.data(), new SecondReading(scan));
    }
    if (nesting >= Embedded.NESTING_MAX) {
      return null;
    }
    if (element.is("style")) {
      return new StyleReader(scan, nesting, hiding == null ? null : hiding.rules());
    }
    return attributes.nameScript() ? new ScriptReader(scan, nesting) : null;
  }

  private void endContent(long offset) {
    if (content != null) {
      content.end(offset);
      content = null;
    } else if (readsAttributes && raw != null && raw.is("title")) {
      scan.aside().endRun(offset);
      scan.headline(scan.aside(), false);
    }
    raw = null;
  }

  private void noteForeign(MarkupName element, boolean endTag, boolean selfClosing) {
    if (html && !endTag && element.isOneOf(MarkupName.ENDS_FOREIGN)) {
      svgDepth = 0;
      mathDepth = 0;
    }
    if (html && element.isOneOf(MarkupName.SVG | MarkupName.MATH)) {
      int change = endTag ? -1 : selfClosing ? 0 : 1;
      if (element.isOneOf(MarkupName.SVG)) {
        svgDepth = Math.max(0, svgDepth + change);
      } else {
        mathDepth = Math.max(0, mathDepth + change);
      }
    }
  }

  void put(char c, long at) {
    if (content != null) {
      content.accept(c, at);
      return;
    }
    TextLane into = lane();
    if (into != null) {
      into.append(c, at);
      if (again != null) {
        again.accept(c, at);
      }
      if (inPlace != null && into == textLane()) {
        inPlace.accept(c, at);
      }
    }
  }

  void put(char[] chars, int from, int length, long offset) {
    if (content != null) {
      content.accept(chars, from, length, offset);
      return;
    }
    TextLane into = lane();
    if (into != null) {
      append(into, chars, from, length, offset);
      if (again != null) {
        again.accept(chars, from, length, offset);
      }
      if (inPlace != null && into == textLane()) {
        inPlace.accept(chars, from, length, offset);
      }
    }
  }

  /**
   * Of white space before and after the words, as lines are indented by, the first alone counts.
   */
  private static void append(TextLane into, char[] chars, int from, int length, long offset) {
    int end = from + length;
    while (end - from > 1
        && MarkupReader.isSpace(chars[end - 1])
        && MarkupReader.isSpace(chars[end - 2])) {
      end--;
    }
    int words = from;
    while (words < end && MarkupReader.isSpace(chars[words])) {
      words++;
    }
    int begin = words - from > 1 ? words : from;
    if (begin > from) {
      into.append(chars[from], offset);
    }
    into.append(chars, begin, end - begin, offset + (begin - from));
  }

  /** Ends the text. */
  void end(long offset) {
    endContent(offset);
    if (again != null) {
      again.end(offset);
    }
    if (inPlace != null) {
      inPlace.end(offset);
    }
    if (nesting == 0) {
      scan.finish(offset);
    } else {
      lane.endRun(offset);
      svgDepth = 0;
      mathDepth = 0;
    }
  }

  /** Where text goes to here; null where nobody sees it. */
  private @Nullable TextLane lane() {
    if (raw == null) {
      return textLane();
    }
    if (raw.is("title") && readsAttributes) {
      return scan.aside();
    }
    return raw.isOneOf(MarkupName.HIDDEN) ? null : textLane();
  }

  private TextLane textLane() {
    return isHiding() ? scan.hidden() : lane;
  }
}
