package org.schoolgate.classifier.text;

/** What {@link MarkupReader} is in the middle of. */
enum MarkupState {
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
  PLAINTEXT;

  /** What comes after a character in a comment. */
  MarkupState inComment(char c) {
    return switch (this) {
      case COMMENT_START -> c == '-' ? COMMENT_START_DASH : c == '>' ? TEXT : COMMENT;
      case COMMENT_START_DASH -> c == '-' ? COMMENT_END : c == '>' ? TEXT : COMMENT;
      case COMMENT_DASH -> c == '-' ? COMMENT_END : COMMENT;
      case COMMENT_END -> {
        MarkupState other = c == '-' ? COMMENT_END : COMMENT;
        yield c == '>' ? TEXT : c == '!' ? COMMENT_END_BANG : other;
      }
      case COMMENT_END_BANG -> c == '-' ? COMMENT_DASH : c == '>' ? TEXT : COMMENT;
      default -> c == '-' ? COMMENT_DASH : COMMENT;
    };
  }
}
