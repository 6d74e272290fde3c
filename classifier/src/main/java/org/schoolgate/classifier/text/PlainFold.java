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

  private static final int LETTER = 1;
  private static final int HYPHEN = 8;
  private static final int BOUNDARY = 16;

  private static final int DIGIT = 2;
  private static final int SIGN = 4;
  private static final int ANY = LETTER | DIGIT | SIGN | HYPHEN | BOUNDARY;

  private static final int SHOWN_SHIFT = 7;
  private static final int CLASS_SHIFT = 21;
  private static final int ODD_SHIFT = 26;
  private static final int KEEPS_SHIFT = 31;
  private static final int FOLDED_MASK = 0x7F;
  private static final int SHOWN_MASK = 0x3FFF;

  private static final int QUICK_LETTER_SHIFT = 7;
  private static final int QUICK_LETTER = 1 << QUICK_LETTER_SHIFT;
  private static final int QUICK_NOTHING = 1 << 8;
  private static final int QUICK_ODD = 1 << 9;
  private static final int QUICK_NEVER = 1 << 10;
  private static final int QUICK_HYPHEN = 1 << 11;

  private static final int[] TABLE = table();
  private static final char[] QUICK = quickTable();

  private PlainFold() {}

  /** What a character is. */
  static int entry(int c) {
    return TABLE[c];
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

  /** What is looked at first: each entry is short, and says what little decides most text. */
  static char[] quick() {
    return QUICK;
  }

  static char quickFolded(int quick) {
    return (char) (quick & FOLDED_MASK);
  }

  /** Whether one of those that were put together is a hyphen. */
  static boolean hasHyphen(int quick) {
    return (quick & QUICK_HYPHEN) != 0;
  }

  /** 1 for letters and digits, otherwise 0. */
  static int isQuickLetter(int quick) {
    return (quick & QUICK_LETTER) >>> QUICK_LETTER_SHIFT;
  }

  static boolean vanishes(int quick) {
    return (quick & QUICK_NOTHING) != 0;
  }

  /** Whether one of those that were put together is never ordinary. */
  static boolean isNeverPlain(int quick) {
    return (quick & QUICK_NEVER) != 0;
  }

  /** Whether one of those that were put together may make a word look odd. */
  static boolean mayBeOdd(int quick) {
    return (quick & QUICK_ODD) != 0;
  }

  /**
   * Whether a word of a text that is never otherwise odd looks odd: looked at are the characters
   * that may make it so, each with its neighbours.
   */
  static boolean hasOddWord(char[] chars, int from, int to) {
    int i = from;
    while (i < to) {
      if (!mayBeOdd(QUICK[chars[i]])) {
        i++;
        continue;
      }
      int at = i;
      while (at > from && (at == i || !settles(chars[at]))) {
        at--;
      }
      int classBefore = BOUNDARY;
      int wasLetter = 0;
      int odd = 0;
      do {
        int entry = TABLE[chars[at]];
        if (folded(entry) != 0) {
          odd |= oddAfter(entry) & classBefore;
          int isLetter = isLetter(entry);
          // A hyphen after a boundary is none.
          int kept = -(isLetter | wasLetter) | ~HYPHEN;
          classBefore = (classOf(entry) & kept) | BOUNDARY | (classBefore & keeps(entry));
          wasLetter = isLetter;
        }
        at++;
      } while (at < to && (at <= i || !settles(chars[at - 1])));
      if (odd != 0) {
        return true;
      }
      i = at;
    }
    return false;
  }

  /** Whether two hyphens stand in what is between white space. */
  static boolean hasChain(char[] chars, int from, int to) {
    int hyphens = 0;
    for (int i = from; i < to && hyphens < 2; i++) {
      if (hasHyphen(QUICK[chars[i]])) {
        hyphens++;
      } else if (chars[i] <= ' ') {
        hyphens = 0;
      }
    }
    return hyphens == 2;
  }

  /** Whether nothing that stands before a character counts after it. */
  private static boolean settles(char c) {
    int entry = TABLE[c];
    return folded(entry) != 0 && keeps(entry) == 0 && !mayBeOdd(QUICK[c]);
  }

  private static char[] quickTable() {
    char[] table = new char[CHARS];
    for (int c = 0; c < CHARS; c++) {
      int entry = TABLE[c];
      boolean never = oddAfter(entry) == ANY;
      boolean odd = (classOf(entry) & (DIGIT | SIGN | HYPHEN)) != 0;
      table[c] =
          (char)
              (folded(entry)
                  | (isLetter(entry) << QUICK_LETTER_SHIFT)
                  | (folded(entry) == 0 ? QUICK_NOTHING : 0)
                  | (odd ? QUICK_ODD : 0)
                  | ((classOf(entry) & HYPHEN) == 0 ? 0 : QUICK_HYPHEN)
                  | (never ? QUICK_NEVER : 0));
    }
    return table;
  }

  private static int[] table() {
    int[] table = new int[CHARS];
    for (int c = 0; c < CHARS; c++) {
      table[c] = entryOf((char) c);
    }
    return table;
  }

  private static int entryOf(char c) {
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
