package org.schoolgate.classifier.text;

/**
 * Which letters digits and signs stand for in a disguised word: usually, and otherwise. Immutable.
 */
final class SignLetters {

  private static final int ASCII = 0x80;

  private static final String SIGNS = "0123456789@$!|+€£¢";

  /** Signs that begin or end a word as a letter does; the others are punctuation there. */
  private static final String SIGNS_AT_THE_ENDS = "@$€";

  static final SignLetters USUAL = new SignLetters("oizeasgtbgasiltelc");
  static final SignLetters OTHER = new SignLetters("olzeasbtbqaslitelc");

  private final String letters;

  /** By the character, of which none in ASCII is a look-alike of another script. */
  private final char[] ofAscii = new char[ASCII];

  private SignLetters(String letters) {
    this.letters = letters;
    for (char c = 0; c < ASCII; c++) {
      char meant = ofSign(c);
      ofAscii[c] = meant == 0 ? letterOf(c) : meant;
    }
  }

  /** Whether a symbol may stand for a letter there. */
  static boolean isSign(char c, boolean inside) {
    return inside ? c == '*' || SIGNS.indexOf(c) >= 0 : SIGNS_AT_THE_ENDS.indexOf(c) >= 0;
  }

  /** What a character stands for that is a sign or in ASCII; 0 for others. */
  char letter(char c) {
    return c < ASCII ? ofAscii[c] : ofSign(c);
  }

  private char ofSign(char c) {
    int sign = SIGNS.indexOf(c);
    return sign < 0 ? 0 : letters.charAt(sign);
  }

  /** What a character stands for that is neither a sign nor a look-alike: itself, folded. */
  static char letterOf(char c) {
    char folded = TextFold.fold(c);
    return folded == TextFold.HYPHEN || folded == TextFold.NOTHING ? ' ' : folded;
  }
}
