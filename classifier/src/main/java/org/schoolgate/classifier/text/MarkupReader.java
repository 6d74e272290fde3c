package org.schoolgate.classifier.text;

/**
 * Finds tags and text in HTML or XML, one character at a time, so that where the input is cut
 * changes nothing; {@link MarkupText} knows what they mean.
 *
 * <p>The states are those of the tokeniser of the WHATWG HTML standard, because a page that we cut
 * into tags otherwise than a browser does could hide its text from us. Where the standard would
 * drop text that some client may show (CDATA, the fallback inside {@code noscript}), it is read.
 * Comments join what stands around them. Not thread-safe.
 */
final class MarkupReader implements CharSink, PlacedSink {

  private static final int NAME_CHARS_MAX = 40;

  /** Stands in no text. */
  private static final int NO_CHAR = -1;

  private static final String CDATA = "[CDATA[";

  private final boolean html;
  private final MarkupText text;
  private final CharacterReferences.Sink shown;
  private final CharacterReferences references = new CharacterReferences();
  private final TagAttributes attributes;
  private final WholeTag whole;
  private final StringBuilder name = new StringBuilder();
  private final StringBuilder declaration = new StringBuilder();

  private MarkupState state = MarkupState.TEXT;
  private long offset;
  private boolean endTag;
  private boolean selfClosing;

  MarkupReader(boolean html, MarkupText text) {
    this(html, text, 0);
  }

  /** A reader of markup that begins at an offset. */
  MarkupReader(boolean html, MarkupText text, long offset) {
    this.offset = offset;
    this.html = html;
    this.text = text;
    this.shown = text::put;
    this.attributes = text.attributes();
    this.whole = new WholeTag(html, attributes);
  }

  @Override
  public void accept(char[] chars, int length) {
    accept(chars, 0, length, offset);
  }

  @Override
  public void accept(char[] chars, int from, int length, long at) {
    long offsetOfZero = at - from;
    int end = from + length;
    int i = from;
    while (i < end) {
      offset = offsetOfZero + i;
      if (!references.begun()) {
        i =
            state == MarkupState.TEXT
                ? textAndTags(chars, i, end, offsetOfZero)
                : runEnd(chars, i, end);
      }
      if (i < end) {
        offset = offsetOfZero + i;
        step(chars[i++]);
      }
    }
    offset = offsetOfZero + end;
  }

  /** Takes text, and tags that are whole; returns the index of what is neither. */
  private int textAndTags(char[] chars, int from, int to, long offsetOfZero) {
    int i = from;
    while (i < to) {
      int end = textEnd(chars, i, to);
      if (end > i) {
        text.put(chars, i, end - i, offsetOfZero + i);
      }
      i = end;
      int after = whole.read(chars, i, to, offsetOfZero, text.raw());
      if (after == WholeTag.NONE) {
        return i;
      }
      offset = offsetOfZero + after - 1;
      endTag = whole.isEndTag();
      selfClosing = whole.isSelfClosing();
      tag(whole.element());
      i = after;
      if (state != MarkupState.TEXT) {
        return i;
      }
    }
    return i;
  }

  /** Where there is, or may be, anything but text. */
  private int textEnd(char[] chars, int from, int to) {
    int end = from;
    if (text.raw() == null) {
      while (end < to && chars[end] != '<' && chars[end] != '&') {
        end++;
      }
      return end;
    }
    int reference = text.hasReferences() ? '&' : NO_CHAR;
    while (end < to
        && chars[end] != reference
        && (chars[end] != '<' || !mayBeEndTag(chars, end, to))) {
      end++;
    }
    return end;
  }

  private static boolean mayBeEndTag(char[] chars, int at, int to) {
    return at + 1 == to || chars[at + 1] == '/';
  }

  /**
   * Takes at once as many characters as leave the state as it is; returns the index of the next.
   */
  private int runEnd(char[] chars, int from, int to) {
    int end = from;
    switch (state) {
      case VALUE_DOUBLE_QUOTED, VALUE_SINGLE_QUOTED -> {
        char quote = state == MarkupState.VALUE_DOUBLE_QUOTED ? '"' : '\'';
        while (end < to && chars[end] != quote) {
          end++;
        }
        attributes.addToValue(chars, from, end - from, offset);
      }
      case TAG_NAME -> {
        end = nameEnd(chars, from, to);
        name.append(chars, from, Math.min(end - from, NAME_CHARS_MAX - name.length()));
      }
      case ATTRIBUTE_NAME -> {
        end = nameEnd(chars, from, to);
        attributes.addToName(chars, from, end - from);
      }
      case BOGUS_COMMENT -> {
        while (end < to && chars[end] != '>') {
          end++;
        }
      }
      case COMMENT -> {
        while (end < to && chars[end] != '-') {
          end++;
        }
      }
      default -> {}
    }
    return end;
  }

  /** Where a name may end. */
  private static int nameEnd(char[] chars, int from, int to) {
    int end = from;
    while (end < to && chars[end] > '/' && chars[end] != '=' && chars[end] != '>') {
      end++;
    }
    return end;
  }

  @Override
  public void finish() {
    references.flush(shown);
    if (state == MarkupState.TAG_OPEN) {
      text.put('<', offset);
    }
    text.end(offset);
    state = MarkupState.TEXT;
  }

  @Override
  public void accept(char c, long at) {
    offset = at;
    step(c);
    offset++;
  }

  @Override
  public void end(long at) {
    offset = at;
    finish();
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
          state = MarkupState.TEXT;
        }
      }
      case COMMENT_START,
          COMMENT_START_DASH,
          COMMENT,
          COMMENT_DASH,
          COMMENT_END,
          COMMENT_END_BANG ->
          state = state.inComment(c);
      case CDATA_SECTION, CDATA_BRACKET, CDATA_END -> cdata(c);
      case PLAINTEXT -> text.put(c, offset);
    }
  }

  private void text(char c) {
    if (c == '<') {
      references.flush(shown);
      state = MarkupState.TAG_OPEN;
    } else if (text.hasReferences()) {
      references.accept(c, offset, shown);
    } else {
      text.put(c, offset);
    }
  }

  private void tagOpen(char c) {
    if (text.raw() != null && c != '/') {
      notATag("<", c);
    } else if (c == '/') {
      state = MarkupState.END_TAG_OPEN;
    } else if (beginsName(c)) {
      beginTag(c, false);
    } else if (c == '!') {
      declaration.setLength(0);
      state = MarkupState.DECLARATION;
    } else if (c == '?') {
      state = MarkupState.BOGUS_COMMENT;
    } else {
      notATag("<", c);
    }
  }

  private void endTagOpen(char c) {
    if (beginsName(c)) {
      beginTag(c, true);
    } else if (text.raw() != null) {
      notATag("</", c);
    } else {
      state = c == '>' ? MarkupState.TEXT : MarkupState.BOGUS_COMMENT;
    }
  }

  private void beginTag(char c, boolean isEnd) {
    endTag = isEnd;
    selfClosing = false;
    name.setLength(0);
    name.append(c);
    attributes.clear();
    state = MarkupState.TAG_NAME;
  }

  /** What looked like a tag is text after all, and so is what follows. */
  private void notATag(String soFar, char c) {
    for (int i = 0; i < soFar.length(); i++) {
      text.put(soFar.charAt(i), offset - soFar.length() + i);
    }
    state = MarkupState.TEXT;
    text(c);
  }

  private void tagName(char c) {
    if (!isSpace(c) && c != '/' && c != '>') {
      if (name.length() < NAME_CHARS_MAX) {
        name.append(c);
      }
      return;
    }
    MarkupName element = element();
    MarkupName raw = text.raw();
    if (raw != null && !element.is(raw)) {
      notATag("</" + name, c);
    } else if (c == '>') {
      tag(element);
    } else {
      selfClosing = c == '/';
      state = MarkupState.BEFORE_ATTRIBUTE;
    }
  }

  private MarkupName element() {
    return KnownNames.of(html ? name.toString() : name.substring(name.indexOf(":") + 1));
  }

  private void attribute(char c) {
    switch (state) {
      case BEFORE_ATTRIBUTE, AFTER_ATTRIBUTE_NAME -> betweenAttributes(c);
      case ATTRIBUTE_NAME -> {
        if (c == '=') {
          state = MarkupState.BEFORE_VALUE;
        } else if (isSpace(c)) {
          state = MarkupState.AFTER_ATTRIBUTE_NAME;
        } else if (c == '/' || c == '>') {
          betweenAttributes(c);
        } else {
          attributes.addToName(c);
        }
      }
      case BEFORE_VALUE -> {
        if (c == '"') {
          state = MarkupState.VALUE_DOUBLE_QUOTED;
        } else if (c == '\'') {
          state = MarkupState.VALUE_SINGLE_QUOTED;
        } else if (c == '>') {
          tag(element());
        } else if (!isSpace(c)) {
          state = MarkupState.VALUE_UNQUOTED;
          attributes.addToValue(c, offset);
        }
      }
      case VALUE_DOUBLE_QUOTED -> quoted(c, '"');
      case VALUE_SINGLE_QUOTED -> quoted(c, '\'');
      default -> {
        if (isSpace(c)) {
          state = MarkupState.BEFORE_ATTRIBUTE;
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
    } else if (c == '=' && state == MarkupState.AFTER_ATTRIBUTE_NAME) {
      state = MarkupState.BEFORE_VALUE;
    } else if (c == '/') {
      state = MarkupState.BEFORE_ATTRIBUTE;
    } else if (!isSpace(c)) {
      attributes.beginName(c);
      state = MarkupState.ATTRIBUTE_NAME;
    }
  }

  private void quoted(char c, char quote) {
    if (c == quote) {
      state = MarkupState.BEFORE_ATTRIBUTE;
    } else {
      attributes.addToValue(c, offset);
    }
  }

  private void tag(MarkupName element) {
    boolean plaintext = text.tag(element, endTag, selfClosing, offset);
    state = plaintext ? MarkupState.PLAINTEXT : MarkupState.TEXT;
  }

  private void declaration(char c) {
    declaration.append(c);
    if (declaration.charAt(0) == '-' && declaration.length() == 2 && c == '-') {
      state = MarkupState.COMMENT_START;
    } else if (CDATA.contentEquals(declaration)) {
      state = MarkupState.CDATA_SECTION;
    } else if (!CDATA.startsWith(declaration.toString()) && !isOneDash()) {
      state = c == '>' ? MarkupState.TEXT : MarkupState.BOGUS_COMMENT;
    }
  }

  private boolean isOneDash() {
    return declaration.length() == 1 && declaration.charAt(0) == '-';
  }

  private void cdata(char c) {
    if (c == ']') {
      if (state == MarkupState.CDATA_END) {
        text.put(c, offset);
      }
      state =
          state == MarkupState.CDATA_SECTION ? MarkupState.CDATA_BRACKET : MarkupState.CDATA_END;
    } else if (c == '>' && state == MarkupState.CDATA_END) {
      state = MarkupState.TEXT;
    } else {
      state = MarkupState.CDATA_SECTION;
      text.put(c, offset);
    }
  }

  private boolean beginsName(char c) {
    return WholeTag.isAsciiLetter(c) || (!html && (c == '_' || c == ':' || Character.isLetter(c)));
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }
}
