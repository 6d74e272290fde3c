package org.schoolgate.classifier.text;

/**
 * What ordinary text folds to, one look-up a character: see {@link LaneText#appendPlain}.
 *
 * <p>An entry holds the folded character, the character to show, the class of the character, the
 * classes after which it makes a word look odd, and whether those before it still count after it:
 * {@link WordWatch} looks at what stands between white space as at one word. What is never ordinary
 * looks odd after all.
 */
final class PlainFold {

  /** Beyond Latin stand only dashes, quotation marks and spaces up to here. */
  static final int CHARS = 0x2070;

  static final int LETTER = 1;
  static final int HYPHEN = 8;
  static final int BOUNDARY = 16;

  private static final int DIGIT = 2;
  private static final int SIGN = 4;
  private static final int ANY = LETTER | DIGIT | SIGN | HYPHEN | BOUNDARY;

  private static final int SHOWN_SHIFT = 7;
  private static final int CLASS_SHIFT = 21;
  private static final int ODD_SHIFT = 26;
  private static final int KEEPS_SHIFT = 31;
  private static final int FOLDED_MASK = 0x7F;
  private static final int SHOWN_MASK = 0x3FFF;

  private static final int[] TABLE = table();

  private PlainFold() {}

  /** The entries, by character. */
  static int[] entries() {
    return TABLE;
  }

  /** The folded character of an entry; 0 if it vanishes. */
  static char folded(int entry) {
    return (char) (entry & FOLDED_MASK);
  }

  static char shown(int entry) {
    return (char) ((entry >>> SHOWN_SHIFT) & SHOWN_MASK);
  }

  /** One bit for the class of the character, among higher bits that mean nothing. */
  static int classOf(int entry) {
    return entry >>> CLASS_SHIFT;
  }

  /** 1 for letters and digits, otherwise 0. */
  static int isLetter(int entry) {
    return ((entry & FOLDED_MASK) >>> 6) | ((entry >>> (CLASS_SHIFT + 1)) & 1);
  }

  /** The classes after which the character makes a word look odd. */
  static int oddAfter(int entry) {
    return (entry >>> ODD_SHIFT) & ANY;
  }

  /** The classes that count after the character too, if they did before it. */
  static int keeps(int entry) {
    return (entry >> KEEPS_SHIFT) & (LETTER | DIGIT | SIGN);
  }

  private static int[] table() {
    int[] table = new int[CHARS];
    for (int c = 0; c < CHARS; c++) {
      table[c] = entry((char) c);
    }
    return table;
  }

  private static int entry(char c) {
    char folded = TextFold.fold(c);
    if (folded == TextFold.NOTHING) {
      return WordWatch.isDirection(c) ? entry(' ', ' ', BOUNDARY, ANY) : entry(0, 0, BOUNDARY, 0);
    } else if (folded == TextFold.HYPHEN) {
      return entry(' ', '-', HYPHEN, HYPHEN) | 1 << KEEPS_SHIFT;
    } else if (folded == TextFold.BOUNDARY) {
      return boundary(c);
    } else if (folded > FOLDED_MASK || TextFold.rest(c) != null || LookAlikes.letter(c) != 0) {
      return entry(' ', ' ', BOUNDARY, ANY);
    } else if (folded <= '9') {
      return entry(folded, c, DIGIT, LETTER | SIGN);
    } else {
      return entry(folded, c, LETTER, DIGIT | SIGN);
    }
  }

  private static int boundary(char c) {
    boolean sign = Disguise.isSign(c, true);
    int oddAfter = HYPHEN | (Disguise.isSign(c, false) ? LETTER | DIGIT | SIGN : 0);
    boolean space = Character.isWhitespace(c) || c == '\u00A0';
    return entry(' ', TextLane.shownBoundary(c), sign ? SIGN : BOUNDARY, oddAfter)
        | (space ? 0 : 1 << KEEPS_SHIFT);
  }

  private static int entry(int folded, int shown, int charClass, int oddAfter) {
    return folded | (shown << SHOWN_SHIFT) | (charClass << CLASS_SHIFT) | (oddAfter << ODD_SHIFT);
  }
}
