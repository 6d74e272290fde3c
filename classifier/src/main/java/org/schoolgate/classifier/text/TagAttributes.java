package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;
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

  private final List<AttributeValue> spoken = new ArrayList<>();
  private int spokenCount;
  private final AttributeValue content = new AttributeValue();
  private final AttributeValue metaName = new AttributeValue();
  private final AttributeValue shownValue = new AttributeValue();
  private final AttributeValue type = new AttributeValue();
  private final AttributeValue style = new AttributeValue();
  private final AttributeValue id = new AttributeValue();
  private final AttributeValue classes = new AttributeValue();
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
    content.clear();
    metaName.clear();
    shownValue.clear();
    type.clear();
    style.clear();
    id.clear();
    classes.clear();
    hidden = false;
    endEmbedded(valueOffset);
  }

  /**
   * Takes an attribute that stands whole in the characters at hand.
   *
   * @param hash of its name
   * @param from where its value begins
   * @param offset of the first character of its value
   * @return whether it was taken: not if its value is to be read as something embedded
   */
  boolean take(char[] chars, int nameFrom, int nameTo, int hash, int from, int to, long offset) {
    if (from < to && reads && Embedded.isAnnounced(chars, nameFrom, nameTo, from, to)) {
      return false;
    }
    MarkupName attribute = KnownNames.find(chars, nameFrom, nameTo, hash);
    if (attribute != null) {
      hidden |= attribute.attribute() == MarkupName.Attribute.HIDDEN;
      AttributeValue slot = from < to ? slot(attribute.attribute()) : null;
      if (slot != null) {
        slot.standsAt(chars, from, Math.min(to - from, VALUE_CHARS_MAX), offset);
      }
    }
    return true;
  }

  /** Where the value of an attribute is kept; null if it is not. */
  private @Nullable AttributeValue slot(MarkupName.Attribute attribute) {
    return switch (attribute) {
      case SPOKEN -> nextSpoken();
      case CONTENT -> content;
      case NAME -> metaName;
      case VALUE -> shownValue;
      case TYPE -> type.isNone() ? type : null;
      case STYLE -> style;
      case ID -> id;
      case CLASS -> classes;
      case HIDDEN, OTHER -> null;
    };
  }

  private @Nullable AttributeValue nextSpoken() {
    if (spokenCount == SPOKEN_MAX) {
      return null;
    }
    if (spokenCount == spoken.size()) {
      spoken.add(new AttributeValue());
    }
    return spoken.get(spokenCount++);
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
  void read(MarkupName element, long endOffset) {
    endAttribute();
    if (!reads) {
      return;
    }
    for (int i = 0; i < spokenCount; i++) {
      say(spoken.get(i), endOffset);
    }
    if (!content.isNone() && element.is("meta") && isSpokenMeta()) {
      say(content, endOffset);
    }
    if (!shownValue.isNone() && element.is("input") && MarkupNames.showsValue(typeName())) {
      say(shownValue, endOffset);
    }
  }

  private boolean isSpokenMeta() {
    return !metaName.isNone()
        && MarkupNames.isSpokenMeta(metaName.text().strip().toLowerCase(Locale.ROOT));
  }

  private @Nullable String typeName() {
    return type.isNone() ? null : type.text();
  }

  /** Whether the type that the tag names is JSON; asked once the tag has been read. */
  boolean nameJson() {
    String named = typeName();
    return named != null && BodyFormat.of(named, null).kind() == BodyFormat.Kind.JSON;
  }

  /** Whether it names no type, or that of a script. */
  boolean nameScript() {
    String named = typeName();
    return named == null
        || named.isBlank()
        || named.strip().equalsIgnoreCase("module")
        || BodyFormat.of(named, null).kind() == BodyFormat.Kind.CODE;
  }

  /** Whether the tag hides its element, by itself or by a rule of the page. */
  boolean hide(MarkupName element, StyleRules rules) {
    return hidden
        || (!style.isNone()
            && StyleDeclarations.mayHide(style)
            && StyleDeclarations.hide(style.text()))
        || (!rules.isEmpty() && rules.hides(element.lower(), id, classes));
  }

  private void endAttribute() {
    endEmbedded(valueEnd);
    if (name.length() == 0) {
      return;
    }
    MarkupName.Attribute attribute = KnownNames.attribute(name);
    hidden |= attribute == MarkupName.Attribute.HIDDEN;
    AttributeValue slot = value.length() > 0 ? slot(attribute) : null;
    if (slot != null) {
      slot.copy(value, valueOffset);
    }
    name.setLength(0);
    value.setLength(0);
  }

  private void say(AttributeValue words, long endOffset) {
    TextLane lane = scan.aside();
    words.say(lane, references);
    lane.endRun(endOffset);
  }
}
