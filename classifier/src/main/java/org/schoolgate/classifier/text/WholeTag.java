package org.schoolgate.classifier.text;

import org.jspecify.annotations.Nullable;

/**
 * Reads a tag that stands whole in the characters at hand, as nearly all do, without keeping any of
 * it: its attributes are used where they stand. What is no such tag, or has something embedded in
 * it, is left to {@link MarkupReader}, which goes through the same states one character at a time.
 * Not thread-safe.
 */
final class WholeTag {

  /** Says that there is no tag to be read in this way. */
  static final int NONE = -1;

  private static final int NAME_CHARS_MAX = 40;

  private static final int MET_MAX = 64;

  /** Names of elements that were met, by their hash: of those with the same place the last. */
  private @Nullable MarkupName[] met = new MarkupName[0];

  private final boolean html;
  private final TagAttributes attributes;
  private @Nullable MarkupName element;
  private boolean endTag;
  private boolean selfClosing;

  /** Tags of HTML or of XML, whose attributes are given to what reads them. */
  WholeTag(boolean html, TagAttributes attributes) {
    this.html = html;
    this.attributes = attributes;
  }

  boolean isEndTag() {
    return endTag;
  }

  boolean isSelfClosing() {
    return selfClosing;
  }

  /**
   * Reads a tag, if one begins there.
   *
   * @param at where it may begin, and {@code to} the index after the last character at hand
   * @param offsetOfZero the offset of the character at index 0, if all were at hand
   * @param raw the only element that can end here; null if any tag is one
   * @return the index after the tag; {@link #NONE} if it is not read
   */
  int read(char[] chars, int at, int to, long offsetOfZero, @Nullable MarkupName raw) {
    element = null;
    if (to - at <= 2 || chars[at] != '<') {
      return NONE;
    }
    endTag = chars[at + 1] == '/';
    int nameFrom = endTag ? at + 2 : at + 1;
    int i = nameFrom;
    int hash = 0;
    while (i < to && goesOnName(chars[i])) {
      hash = KnownNames.hash(hash, chars[i]);
      i++;
    }
    if (i == to || i - nameFrom > NAME_CHARS_MAX || !isAsciiLetter(chars[nameFrom])) {
      return NONE;
    }
    char end = chars[i];
    boolean ends = end == '>' || end == '/' || MarkupReader.isSpace(end);
    MarkupName name = ends ? name(chars, nameFrom, i, hash) : null;
    if (name == null || (raw != null && !(endTag && name.is(raw)))) {
      return NONE;
    }
    attributes.clear();
    selfClosing = end == '/';
    int after = end == '>' ? i + 1 : attributes(chars, i + 1, to, offsetOfZero);
    element = name;
    return after;
  }

  /** The element that the tag begins or ends, once it has been read. */
  MarkupName element() {
    MarkupName read = element;
    if (read == null) {
      throw new IllegalStateException("no tag was read");
    }
    return read;
  }

  private MarkupName name(char[] chars, int from, int to, int hash) {
    int local = from;
    while (!html && local < to && chars[local] != ':') {
      local++;
    }
    boolean prefixed = !html && local < to;
    int first = prefixed ? local + 1 : from;
    int hashed = prefixed ? 0 : hash;
    for (int i = first; prefixed && i < to; i++) {
      hashed = KnownNames.hash(hashed, chars[i]);
    }
    MarkupName known = KnownNames.find(chars, first, to, hashed);
    return known != null ? known : met(chars, first, to, hashed);
  }

  /** A name that is not known; pages have the same few of them again and again. */
  private MarkupName met(char[] chars, int from, int to, int hash) {
    if (met.length == 0) {
      met = new MarkupName[MET_MAX];
    }
    int place = (hash ^ (hash >>> 10)) & (MET_MAX - 1);
    MarkupName before = met[place];
    if (before != null && KnownNames.isEqual(chars, from, to, before.lower())) {
      return before;
    }
    MarkupName name = KnownNames.unknown(chars, from, to);
    met[place] = name;
    return name;
  }

  /** Reads what comes after the name, from the state before an attribute. */
  private int attributes(char[] chars, int from, int to, long offsetOfZero) {
    int i = from;
    while (i < to) {
      char c = chars[i++];
      if (c == '>') {
        return i;
      }
      selfClosing = c == '/';
      if (!selfClosing && !MarkupReader.isSpace(c)) {
        i = attribute(chars, i - 1, to, offsetOfZero);
        if (i == NONE) {
          return NONE;
        }
      }
    }
    return NONE;
  }

  /** Reads an attribute; returns the index after it. */
  private int attribute(char[] chars, int nameFrom, int to, long offsetOfZero) {
    int hash = KnownNames.hash(0, chars[nameFrom]);
    int i = nameFrom + 1;
    while (i < to && (chars[i] > '>' || !endsAttributeName(chars[i]))) {
      hash = KnownNames.hash(hash, chars[i]);
      i++;
    }
    int nameTo = i;
    i = spaceEnd(chars, i, to);
    int from = i;
    int end = i;
    if (i < to && chars[i] == '=') {
      from = spaceEnd(chars, i + 1, to);
      char quote = from < to ? chars[from] : 0;
      if (quote == '"' || quote == '\'') {
        from++;
        end = from;
        while (end < to && chars[end] != quote) {
          end++;
        }
        i = end + 1;
      } else {
        end = from;
        while (end < to && chars[end] != '>' && !MarkupReader.isSpace(chars[end])) {
          end++;
        }
        i = end;
      }
    }
    boolean taken =
        i < to && attributes.take(chars, nameFrom, nameTo, hash, from, end, offsetOfZero + from);
    return taken ? i : NONE;
  }

  private static int spaceEnd(char[] chars, int from, int to) {
    int i = from;
    while (i < to && MarkupReader.isSpace(chars[i])) {
      i++;
    }
    return i;
  }

  private static boolean endsAttributeName(char c) {
    return c == '=' || c == '>' || c == '/' || MarkupReader.isSpace(c);
  }

  /** Names with other letters are rare. */
  private static boolean goesOnName(char c) {
    return c > '>' ? c < 0x80 : c > ' ' && c != '/' && c != '>';
  }

  static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
