package org.schoolgate.classifier.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one tag that hold words for people, kept until the tag is over: whether a
 * {@code content} is to be read depends on a {@code name} that may follow it. Not thread-safe.
 */
final class TagAttributes {

  private static final int NAME_CHARS_MAX = 40;
  private static final int VALUE_CHARS_MAX = 4096;
  private static final int SPOKEN_MAX = 8;

  private final TextScan scan;
  private final boolean reads;
  private final int nesting;
  private final StringBuilder name = new StringBuilder();
  private final StringBuilder value = new StringBuilder();
  private long valueOffset;
  private long valueEnd;

  private final String[] spoken = new String[SPOKEN_MAX];
  private final long[] spokenOffsets = new long[SPOKEN_MAX];
  private int spokenCount;
  private @Nullable String content;
  private long contentOffset;
  private @Nullable String metaName;
  private @Nullable String shownValue;
  private long shownOffset;
  private @Nullable String type;
  private @Nullable String style;
  private @Nullable String id;
  private @Nullable String classes;
  private boolean hidden;

  /** Reads the value of the attribute, if a browser would make a page or a script of it. */
  private @Nullable PlacedSink embedded;

  private final CharacterReferences references = new CharacterReferences();

  /**
   * The attributes of tags, one tag after the other.
   *
   * @param reads whether their words are scanned
   * @param nesting in how much that is embedded they stand
   */
  TagAttributes(TextScan scan, boolean reads, int nesting) {
    this.scan = scan;
    this.reads = reads;
    this.nesting = nesting;
  }

  void clear() {
    name.setLength(0);
    value.setLength(0);
    spokenCount = 0;
    content = null;
    metaName = null;
    shownValue = null;
    type = null;
    style = null;
    id = null;
    classes = null;
    hidden = false;
    endEmbedded(valueOffset);
  }

  void beginName(char c) {
    endAttribute();
    name.append(c);
  }

  void addToName(char c) {
    if (name.length() < NAME_CHARS_MAX) {
      name.append(c);
    }
  }

  void addToName(char[] chars, int from, int count) {
    name.append(chars, from, Math.min(count, NAME_CHARS_MAX - name.length()));
  }

  void addToValue(char c, long offset) {
    if (value.length() == 0) {
      valueOffset = offset;
    }
    if (embedded != null) {
      references.accept(c, offset, embedded::accept);
      valueEnd = offset;
    } else if (value.length() < VALUE_CHARS_MAX) {
      value.append(c);
      if (value.length() <= Embedded.ANNOUNCED_CHARS && reads) {
        embedded = Embedded.announced(scan, nesting, name, value);
        embed(offset);
      }
    }
  }

  /** Takes characters of the value that stand next to each other, the first at an offset. */
  void addToValue(char[] chars, int from, int count, long offset) {
    int i = 0;
    while (i < count && (embedded != null || value.length() <= Embedded.ANNOUNCED_CHARS)) {
      addToValue(chars[from + i], offset + i);
      i++;
    }
    value.append(chars, from + i, Math.min(count - i, VALUE_CHARS_MAX - value.length()));
  }

  /** What is embedded begins with the first character of the value, unless that announces it. */
  private void embed(long offset) {
    PlacedSink into = embedded;
    if (into != null && !Embedded.isAnnouncement(value)) {
      references.accept(value.charAt(value.length() - 1), offset, into::accept);
    }
  }

  private void endEmbedded(long offset) {
    PlacedSink into = embedded;
    if (into != null) {
      references.flush(into::accept);
      into.end(offset);
      embedded = null;
    }
  }

  /** The tag is over: scans its words, beside the text around it. */
  void read(String element, long endOffset) {
    endAttribute();
    if (!reads) {
      return;
    }
    for (int i = 0; i < spokenCount; i++) {
      say(spoken[i], spokenOffsets[i], endOffset);
    }
    String words = content;
    String about = metaName;
    boolean isMeta = element.equals("meta");
    if (isMeta && words != null && about != null && MarkupNames.isSpokenMeta(about)) {
      say(words, contentOffset, endOffset);
    }
    String shown = shownValue;
    if (shown != null && element.equals("input") && MarkupNames.showsValue(type)) {
      say(shown, shownOffset, endOffset);
    }
  }

  /** Whether the type that the tag names is JSON; asked once the tag has been read. */
  boolean nameJson() {
    return type != null && BodyFormat.of(type, null).kind() == BodyFormat.Kind.JSON;
  }

  /** Whether it names no type, or that of a script. */
  boolean nameScript() {
    return type == null
        || type.isBlank()
        || type.strip().equalsIgnoreCase("module")
        || BodyFormat.of(type, null).kind() == BodyFormat.Kind.CODE;
  }

  /** Whether the tag hides its element, by itself or by a rule of the page. */
  boolean hide(String element, StyleRules rules) {
    return hidden
        || (style != null && StyleDeclarations.hide(style))
        || (!rules.isEmpty() && rules.hides(element, id, classes));
  }

  private void endAttribute() {
    endEmbedded(valueEnd);
    String attribute = KnownNames.lower(name);
    if (attribute.equals("hidden")) {
      hidden = true;
    } else if (value.length() > 0) {
      if (MarkupNames.isSpokenAttribute(attribute)) {
        if (spokenCount < SPOKEN_MAX) {
          spoken[spokenCount] = value.toString();
          spokenOffsets[spokenCount++] = valueOffset;
        }
      } else if (attribute.equals("content")) {
        content = value.toString();
        contentOffset = valueOffset;
      } else if (attribute.equals("name") || attribute.equals("property")) {
        metaName = value.toString().strip().toLowerCase(Locale.ROOT);
      } else if (attribute.equals("value")) {
        shownValue = value.toString();
        shownOffset = valueOffset;
      } else if (attribute.equals("type") && type == null) {
        type = value.toString();
      } else if (attribute.equals("style")) {
        style = value.toString();
      } else if (attribute.equals("id")) {
        id = value.toString();
      } else if (attribute.equals("class")) {
        classes = value.toString();
      }
    }
    name.setLength(0);
    value.setLength(0);
  }

  private void say(String words, long offset, long endOffset) {
    CharacterReferences references = new CharacterReferences();
    TextLane lane = scan.aside();
    for (int i = 0; i < words.length(); i++) {
      references.accept(words.charAt(i), offset + i, lane::append);
    }
    references.flush(lane::append);
    lane.endRun(endOffset);
  }
}
