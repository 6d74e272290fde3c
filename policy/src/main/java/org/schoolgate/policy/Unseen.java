package org.schoolgate.policy;

/**
 * Characters that nobody sees in a text and that change how the rest of it is read: controls, marks
 * that turn the direction of writing, joiners, separators of lines (Unicode TR 36, 2.5), and halves
 * of a character that stand alone. What others have written is never printed with them.
 */
public final class Unseen {

  private Unseen() {}

  /** Whether a code point is one; a surrogate is one when it stands alone. */
  public static boolean is(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  /** Whether a text has any. */
  public static boolean isIn(String text) {
    return text.codePoints().anyMatch(Unseen::is);
  }
}
