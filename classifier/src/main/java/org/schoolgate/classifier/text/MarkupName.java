package org.schoolgate.classifier.text;

/**
 * The name of an element or of an attribute, in lower case, with what it means for the text of a
 * page. One that is known is the same object wherever it stands ({@link KnownNames}).
 */
final class MarkupName {

  static final int DIVIDES = 1;
  static final int JOINS = 1 << 1;

  /** An element whose content nobody reads. */
  static final int HIDDEN = 1 << 2;

  /** An element in which tags are text, so that it ends at its own end tag alone. */
  static final int RAW = 1 << 3;

  static final int ENDS_PARAGRAPH = 1 << 4;
  static final int ENDS_FOREIGN = 1 << 5;

  /** An element that says what the page is about. */
  static final int HEADING = 1 << 6;

  static final int SVG = 1 << 7;
  static final int MATH = 1 << 8;

  /** An element that is never hidden with what follows it. */
  static final int NEVER_HIDES = 1 << 9;

  /** An element that ends where the next of its kind begins. */
  static final int ITEM = 1 << 10;

  /** An element in which items stand. */
  static final int LIST = 1 << 11;

  private final String lower;
  private final int meaning;
  private final Attribute attribute;

  /** What is told by an attribute. */
  enum Attribute {
    /** Nothing that is read. */
    OTHER,
    /** Words for people. */
    SPOKEN,
    CONTENT,
    /** What a {@code content} is: {@code name} or {@code property}. */
    NAME,
    VALUE,
    TYPE,
    STYLE,
    ID,
    CLASS,
    HIDDEN
  }

  /**
   * A name.
   *
   * @param meaning bits of the constants here, for an element of that name
   * @param attribute what an attribute of that name tells
   */
  MarkupName(String lower, int meaning, Attribute attribute) {
    this.lower = lower;
    this.meaning = meaning;
    this.attribute = attribute;
  }

  String lower() {
    return lower;
  }

  /** What an attribute of that name tells. */
  Attribute attribute() {
    return attribute;
  }

  /** Whether an element of that name has one of these meanings. */
  boolean isOneOf(int meanings) {
    return (meaning & meanings) != 0;
  }

  /** Whether the name is, in lower case, the same as another. */
  boolean is(MarkupName other) {
    return lower.equals(other.lower);
  }

  /** Whether the name is that one, which is in lower case. */
  boolean is(String name) {
    return lower.equals(name);
  }
}
