package org.schoolgate.classifier.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a person sees of HTML or XML into a {@link TextScan}, one character at a time, so that
 * where the input is cut changes nothing.
 *
 * <p>The states are those of the tokeniser of the WHATWG HTML standard, because a page that we cut
 * into tags otherwise than a browser does could hide its text from us. Where the standard would
 * drop text that some client may show (CDATA, the fallback inside {@code noscript}), it is read.
 * Comments and the tags of inline elements join what stands around them; other tags divide words.
 * Of scripts those are read that are JSON, from which others make what is seen. Not thread-safe.
 */
final class MarkupReader implements CharSink {

  private static final int NAME_CHARS_MAX = 40;
  private static final String CDATA = "[CDATA[";

  private enum State {
    TEXT,
    TAG_OPEN,
    END_TAG_OPEN,
    TAG_NAME,
    BEFORE_ATTRIBUTE,
    ATTRIBUTE_NAME,
    AFTER_ATTRIBUTE_NAME,
    BEFORE_VALUE,
    VALUE_DOUBLE_QUOTED,
    VALUE_SINGLE_QUOTED,
    VALUE_UNQUOTED,
    DECLARATION,
    BOGUS_COMMENT,
    COMMENT_START,
    COMMENT_START_DASH,
    COMMENT,
    COMMENT_DASH,
    COMMENT_END,
    COMMENT_END_BANG,
    CDATA_SECTION,
    CDATA_BRACKET,
    CDATA_END,
    PLAINTEXT
  }

  private final boolean html;
  private final TextScan scan;
  private final CharacterReferences references = new CharacterReferences();
  private final TagAttributes attributes;
  private final StringBuilder name = new StringBuilder();
  private final StringBuilder declaration = new StringBuilder();

  private State state = State.TEXT;
  private long offset;
  private boolean endTag;
  private boolean selfClosing;
  private int svgDepth;
  private int mathDepth;

  /** The element whose content is raw until its end tag; null in ordinary text. */
  private @Nullable String raw;

  /** Reads the script that is data and not code; null outside such a one. */
  private @Nullable PlainReader data;

  MarkupReader(boolean html, TextScan scan) {
    this.html = html;
    this.scan = scan;
    this.attributes = new TagAttributes(scan);
  }

  @Override
  public void accept(char[] chars, int length) {
    int i = 0;
    while (i < length) {
      int run = state == State.TEXT && !references.begun() ? textRun(chars, i, length) : 0;
      if (run > 0) {
        putText(chars, i, run);
        i += run;
        offset += run;
      } else {
        step(chars[i++]);
        offset++;
      }
    }
  }

  /** How many characters from here are neither markup nor the beginning of a reference. */
  private static int textRun(char[] chars, int from, int to) {
    int end = from;
    while (end < to && chars[end] != '<' && chars[end] != '&') {
      end++;
    }
    return end - from;
  }

  @Override
  public void finish() {
    references.flush(this::putText);
    if (state == State.TAG_OPEN) {
      putText('<', offset);
    }
    endData();
    scan.finish(offset);
  }

  private void step(char c) {
    switch (state) {
      case TEXT -> text(c);
      case TAG_OPEN -> tagOpen(c);
      case END_TAG_OPEN -> endTagOpen(c);
      case TAG_NAME -> tagName(c);
      case BEFORE_ATTRIBUTE,
          ATTRIBUTE_NAME,
          AFTER_ATTRIBUTE_NAME,
          BEFORE_VALUE,
          VALUE_DOUBLE_QUOTED,
          VALUE_SINGLE_QUOTED,
          VALUE_UNQUOTED ->
          attribute(c);
      case DECLARATION -> declaration(c);
      case BOGUS_COMMENT -> {
        if (c == '>') {
          state = State.TEXT;
        }
      }
      case COMMENT_START,
          COMMENT_START_DASH,
          COMMENT,
          COMMENT_DASH,
          COMMENT_END,
          COMMENT_END_BANG ->
          state = comment(c);
      case CDATA_SECTION, CDATA_BRACKET, CDATA_END -> cdata(c);
      case PLAINTEXT -> putText(c, offset);
    }
  }

  private void text(char c) {
    if (c == '<') {
      references.flush(this::putText);
      state = State.TAG_OPEN;
    } else {
      references.accept(c, offset, this::putText);
    }
  }

  private void tagOpen(char c) {
    if (raw != null && c != '/') {
      notATag("<", c);
    } else if (c == '/') {
      state = State.END_TAG_OPEN;
    } else if (beginsName(c)) {
      beginTag(c, false);
    } else if (c == '!') {
      declaration.setLength(0);
      state = State.DECLARATION;
    } else if (c == '?') {
      state = State.BOGUS_COMMENT;
    } else {
      notATag("<", c);
    }
  }

  private void endTagOpen(char c) {
    if (beginsName(c)) {
      beginTag(c, true);
    } else if (raw != null) {
      notATag("</", c);
    } else {
      state = c == '>' ? State.TEXT : State.BOGUS_COMMENT;
    }
  }

  private void beginTag(char c, boolean isEnd) {
    endTag = isEnd;
    selfClosing = false;
    name.setLength(0);
    name.append(c);
    attributes.clear();
    state = State.TAG_NAME;
  }

  /** What looked like a tag is text after all, and so is what follows. */
  private void notATag(String soFar, char c) {
    for (int i = 0; i < soFar.length(); i++) {
      putText(soFar.charAt(i), offset - soFar.length() + i);
    }
    state = State.TEXT;
    text(c);
  }

  private void tagName(char c) {
    if (!isSpace(c) && c != '/' && c != '>') {
      if (name.length() < NAME_CHARS_MAX) {
        name.append(c);
      }
      return;
    }
    String element = element();
    if (raw != null && !raw.equals(element)) {
      notATag("</" + name, c);
    } else if (c == '>') {
      tag(element);
    } else {
      selfClosing = c == '/';
      state = State.BEFORE_ATTRIBUTE;
    }
  }

  private String element() {
    String local = name.toString().toLowerCase(Locale.ROOT);
    return html ? local : local.substring(local.indexOf(':') + 1);
  }

  private void attribute(char c) {
    switch (state) {
      case BEFORE_ATTRIBUTE, AFTER_ATTRIBUTE_NAME -> betweenAttributes(c);
      case ATTRIBUTE_NAME -> {
        if (c == '=') {
          state = State.BEFORE_VALUE;
        } else if (isSpace(c)) {
          state = State.AFTER_ATTRIBUTE_NAME;
        } else if (c == '/' || c == '>') {
          betweenAttributes(c);
        } else {
          attributes.addToName(c);
        }
      }
      case BEFORE_VALUE -> {
        if (c == '"') {
          state = State.VALUE_DOUBLE_QUOTED;
        } else if (c == '\'') {
          state = State.VALUE_SINGLE_QUOTED;
        } else if (c == '>') {
          tag(element());
        } else if (!isSpace(c)) {
          state = State.VALUE_UNQUOTED;
          attributes.addToValue(c, offset);
        }
      }
      case VALUE_DOUBLE_QUOTED -> quoted(c, '"');
      case VALUE_SINGLE_QUOTED -> quoted(c, '\'');
      default -> {
        if (isSpace(c)) {
          state = State.BEFORE_ATTRIBUTE;
        } else if (c == '>') {
          tag(element());
        } else {
          attributes.addToValue(c, offset);
        }
      }
    }
  }

  private void betweenAttributes(char c) {
    boolean slashBefore = selfClosing;
    selfClosing = c == '/' || (c == '>' && slashBefore);
    if (c == '>') {
      tag(element());
    } else if (c == '=' && state == State.AFTER_ATTRIBUTE_NAME) {
      state = State.BEFORE_VALUE;
    } else if (c == '/') {
      state = State.BEFORE_ATTRIBUTE;
    } else if (!isSpace(c)) {
      attributes.beginName(c);
      state = State.ATTRIBUTE_NAME;
    }
  }

  private void quoted(char c, char quote) {
    if (c == quote) {
      state = State.BEFORE_ATTRIBUTE;
    } else {
      attributes.addToValue(c, offset);
    }
  }

  private void tag(String element) {
    state = State.TEXT;
    if (html ? MarkupNames.divides(element) : MarkupNames.dividesInXml(element)) {
      scan.main().breakWord(offset);
    }
    if (raw != null) {
      raw = null;
      endData();
      if (element.equals("title")) {
        scan.aside().endRun(offset);
      }
      return;
    }
    noteForeign(element);
    if (!endTag) {
      attributes.read(element, offset);
      beginContent(element);
    }
  }

  /** In foreign content, and in XML, a script can be closed at once and markup in it is markup. */
  private void beginContent(String element) {
    boolean foreign = svgDepth > 0 || mathDepth > 0;
    boolean rawHere = html && !foreign && MarkupNames.isRaw(element);
    boolean hiddenHere = !foreign && !(selfClosing && !html) && MarkupNames.isHidden(element);
    if (rawHere || hiddenHere) {
      raw = element;
      if (element.equals("script") && attributes.nameJson()) {
        data = PlainReader.ofJson(scan.data());
      }
    } else if (html && element.equals("plaintext")) {
      state = State.PLAINTEXT;
    }
  }

  private void endData() {
    if (data != null) {
      data.end(offset);
      data = null;
    }
  }

  private void noteForeign(String element) {
    int change = endTag ? -1 : selfClosing ? 0 : 1;
    if (html && element.equals("svg")) {
      svgDepth = Math.max(0, svgDepth + change);
    } else if (html && element.equals("math")) {
      mathDepth = Math.max(0, mathDepth + change);
    }
  }

  private void declaration(char c) {
    declaration.append(c);
    if (declaration.charAt(0) == '-' && declaration.length() == 2 && c == '-') {
      state = State.COMMENT_START;
    } else if (CDATA.contentEquals(declaration)) {
      state = State.CDATA_SECTION;
    } else if (!CDATA.startsWith(declaration.toString()) && !isOneDash()) {
      state = c == '>' ? State.TEXT : State.BOGUS_COMMENT;
    }
  }

  private boolean isOneDash() {
    return declaration.length() == 1 && declaration.charAt(0) == '-';
  }

  private State comment(char c) {
    return switch (state) {
      case COMMENT_START ->
          c == '-' ? State.COMMENT_START_DASH : c == '>' ? State.TEXT : State.COMMENT;
      case COMMENT_START_DASH ->
          c == '-' ? State.COMMENT_END : c == '>' ? State.TEXT : State.COMMENT;
      case COMMENT_DASH -> c == '-' ? State.COMMENT_END : State.COMMENT;
      case COMMENT_END ->
          c == '>'
              ? State.TEXT
              : c == '!' ? State.COMMENT_END_BANG : c == '-' ? State.COMMENT_END : State.COMMENT;
      case COMMENT_END_BANG ->
          c == '-' ? State.COMMENT_DASH : c == '>' ? State.TEXT : State.COMMENT;
      default -> c == '-' ? State.COMMENT_DASH : State.COMMENT;
    };
  }

  private void cdata(char c) {
    if (c == ']') {
      if (state == State.CDATA_END) {
        putText(c, offset);
      }
      state = state == State.CDATA_SECTION ? State.CDATA_BRACKET : State.CDATA_END;
    } else if (c == '>' && state == State.CDATA_END) {
      state = State.TEXT;
    } else {
      state = State.CDATA_SECTION;
      putText(c, offset);
    }
  }

  private void putText(char c, long at) {
    if (data != null) {
      data.accept(c, at);
      return;
    }
    TextLane lane = lane();
    if (lane != null) {
      lane.append(c, at);
    }
  }

  private void putText(char[] chars, int from, int length) {
    if (data != null) {
      for (int i = 0; i < length; i++) {
        data.accept(chars[from + i], offset + i);
      }
      return;
    }
    TextLane lane = lane();
    if (lane != null) {
      lane.append(chars, from, length, offset);
    }
  }

  /** Where text goes to here; null where it is hidden. */
  private @Nullable TextLane lane() {
    if (raw == null) {
      return scan.main();
    }
    return MarkupNames.isHidden(raw) ? null : raw.equals("title") ? scan.aside() : scan.main();
  }

  private boolean beginsName(char c) {
    boolean ascii = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return ascii || (!html && (c == '_' || c == ':' || Character.isLetter(c)));
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }
}
