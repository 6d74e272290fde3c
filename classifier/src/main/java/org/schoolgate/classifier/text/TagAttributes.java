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
  private final StringBuilder name = new StringBuilder();
  private final StringBuilder value = new StringBuilder();
  private long valueOffset;

  private final String[] spoken = new String[SPOKEN_MAX];
  private final long[] spokenOffsets = new long[SPOKEN_MAX];
  private int spokenCount;
  private @Nullable String content;
  private long contentOffset;
  private @Nullable String metaName;
  private @Nullable String type;

  TagAttributes(TextScan scan) {
    this.scan = scan;
  }

  void clear() {
    name.setLength(0);
    value.setLength(0);
    spokenCount = 0;
    content = null;
    metaName = null;
    type = null;
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

  void addToValue(char c, long offset) {
    if (value.length() == 0) {
      valueOffset = offset;
    }
    if (value.length() < VALUE_CHARS_MAX) {
      value.append(c);
    }
  }

  /** The tag is over: scans its words, beside the text around it. */
  void read(String element, long endOffset) {
    endAttribute();
    for (int i = 0; i < spokenCount; i++) {
      say(spoken[i], spokenOffsets[i], endOffset);
    }
    String words = content;
    String about = metaName;
    boolean isMeta = element.equals("meta");
    if (isMeta && words != null && about != null && MarkupNames.isSpokenMeta(about)) {
      say(words, contentOffset, endOffset);
    }
  }

  /** Whether the type that the tag names is JSON; asked once the tag has been read. */
  boolean nameJson() {
    return type != null && BodyFormat.of(type, null).kind() == BodyFormat.Kind.JSON;
  }

  private void endAttribute() {
    if (value.length() > 0) {
      String attribute = name.toString().toLowerCase(Locale.ROOT);
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
      } else if (attribute.equals("type") && type == null) {
        type = value.toString();
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
