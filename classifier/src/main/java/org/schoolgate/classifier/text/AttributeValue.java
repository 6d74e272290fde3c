package org.schoolgate.classifier.text;

/**
 * The value of one attribute of the tag that is read: where it stands in the characters at hand, or
 * a copy of it. It holds until the tag is over. Not thread-safe.
 */
final class AttributeValue {

  private static final char[] NOTHING = new char[0];

  private char[] chars = NOTHING;
  private int from;
  private int length;
  private long offset;

  /** What was copied. */
  private char[] copy = NOTHING;

  void clear() {
    length = 0;
  }

  /** Whether there is none, or an empty one. */
  boolean isNone() {
    return length == 0;
  }

  /** It stands there, the first of its characters at an offset. */
  void standsAt(char[] array, int first, int count, long firstOffset) {
    chars = array;
    from = first;
    length = count;
    offset = firstOffset;
  }

  /** It is copied, because it came in pieces. */
  void copy(StringBuilder value, long firstOffset) {
    if (copy.length < value.length()) {
      copy = new char[value.length()];
    }
    value.getChars(0, value.length(), copy, 0);
    standsAt(copy, 0, value.length(), firstOffset);
  }

  int length() {
    return length;
  }

  char charAt(int index) {
    return chars[from + index];
  }

  /** The value, as it is written. */
  String text() {
    return new String(chars, from, length);
  }

  /**
   * Gives it to a lane, its character references decoded.
   *
   * @param references of which none has begun
   */
  void say(TextLane lane, CharacterReferences references) {
    int i = 0;
    while (i < length) {
      int run = references.begun() ? i : plainEnd(i);
      lane.append(chars, from + i, run - i, offset + i);
      i = run;
      if (i < length) {
        references.accept(charAt(i), offset + i, lane::append);
        i++;
      }
    }
    references.flush(lane::append);
  }

  private int plainEnd(int start) {
    int i = start;
    while (i < length && charAt(i) != '&') {
      i++;
    }
    return i;
  }
}
