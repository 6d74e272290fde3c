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

  /** Beyond Latin stand only punctuation and symbols up to here that are of use. */
  static final int CHARS = 0x2600;

  /** Of the boundaries, those that a reader of an excerpt wants to see. */
  private static final String SHOWN_MARKS = ".,?!;:*$@|+";

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

  private static final int QUICK_LETTER_SHIFT = 8;
  private static final int QUICK_BOUNDARY_SHIFT = 9;
  private static final int QUICK_NOTHING_SHIFT = 10;
  private static final int QUICK_ODD = 1 << 11;
  private static final int QUICK_HYPHEN = 1 << 12;

  /** Of what is beyond the table. */
  private static final int NEVER = entry(' ', ' ', BOUNDARY, ANY);

  private static final int[] TABLE = table();
  private static final char[] QUICK = quickTable();

  private PlainFold() {}

  /** What a boundary is shown as in an excerpt. */
  static char shownBoundary(char c) {
    return SHOWN_MARKS.indexOf(c) >= 0 ? c : ' ';
  }

  /** What a character is. */
  static int entry(char c) {
    return c < CHARS ? TABLE[c] : NEVER;
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

  /**
   * What is looked at first: it is short, and says what little decides most text. Its lowest eight
   * bits are the folded character. Each character has one, so that none has to be compared with the
   * length of a table.
   */
  static int quick(char c) {
    return QUICK[c];
  }

  /** An ASCII character that is as ordinary, and folds to the same; 0 if none may be. */
  static byte ordinary(char c) {
    int quick = QUICK[c];
    if (mayBeOdd(quick) || isQuickLetter(quick) != 0) {
      return 0;
    }
    return (byte) (ifNothing(quick, 1) != 0 ? '\'' : '"');
  }

  /** 1 for letters and digits, otherwise 0. */
  static int isQuickLetter(int quick) {
    return (quick >>> QUICK_LETTER_SHIFT) & 1;
  }

  /** A number that is 0 or 1 if the character is a boundary, otherwise 0. */
  static int ifBoundary(int quick, int one) {
    return (quick >>> QUICK_BOUNDARY_SHIFT) & one;
  }

  /** A number that is 0 or 1 if the character vanishes, otherwise 0. */
  static int ifNothing(int quick, int one) {
    return (quick >>> QUICK_NOTHING_SHIFT) & one;
  }

  /** Whether one of those that were put together is a hyphen. */
  static boolean hasHyphen(int quick) {
    return (quick & QUICK_HYPHEN) != 0;
  }

  static boolean hasHyphen(char[] chars, int from, int to) {
    int all = 0;
    for (int i = from; i < to; i++) {
      all |= QUICK[chars[i]];
    }
    return hasHyphen(all);
  }

  /** Whether one of those that were put together may make a word look odd. */
  static boolean mayBeOdd(int quick) {
    return (quick & QUICK_ODD) != 0;
  }

  /** Whether words end at a character, whatever they are. */
  static boolean isSpace(char c) {
    return c == ' ' || c == '\n';
  }

  /** Where the word begins that an index is in. */
  static int wordStart(char[] chars, int from, int index) {
    int start = index;
    while (start > from && !isSpace(chars[start - 1])) {
      start--;
    }
    return start;
  }

  /** Where the word ends that an index is in, if it does before another. */
  static int wordEnd(char[] chars, int index, int to) {
    int end = index + 1;
    while (end < to && !isSpace(chars[end])) {
      end++;
    }
    return end;
  }

  /** Where the first letter or digit is from an index on, where there is one. */
  static int firstLetter(char[] chars, int from) {
    int at = from;
    while (isQuickLetter(QUICK[chars[at]]) == 0) {
      at++;
    }
    return at;
  }

  /** How many characters a text folds to that begins between words. */
  static int countFolded(char[] chars, int from, int to) {
    int n = 0;
    int wasLetter = 0;
    for (int i = from; i < to; i++) {
      int quick = QUICK[chars[i]];
      int isLetter = isQuickLetter(quick);
      n += isLetter | ifBoundary(quick, wasLetter);
      wasLetter = isLetter | ifNothing(quick, wasLetter);
    }
    return n;
  }

  /** Where the word begins that has a character of what a text folds to, by its number. */
  static int wordOf(char[] chars, int from, int number) {
    int start = from;
    int n = 0;
    int wasLetter = 0;
    for (int i = from; n <= number; i++) {
      int quick = QUICK[chars[i]];
      int isLetter = isQuickLetter(quick);
      n += isLetter | ifBoundary(quick, wasLetter);
      wasLetter = isLetter | ifNothing(quick, wasLetter);
      start = isSpace(chars[i]) ? i + 1 : start;
    }
    return start;
  }

  /**
   * Looks in a stretch of a text for a word that looks odd: at the characters that may make it so,
   * each with its neighbours.
   *
   * @param from where the text begins, and {@code end} the index after it: both between words
   * @return an index in the first such word; -1 if there is none
   */
  static int findOddWord(char[] chars, int from, int stretchFrom, int stretchTo, int end) {
    int i = stretchFrom;
    while (i < stretchTo) {
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
        int entry = entry(chars[at]);
        if (folded(entry) != 0) {
          odd |= oddAfter(entry) & classBefore;
          int isLetter = isLetter(entry);
          // A hyphen after a boundary is none.
          int kept = -(isLetter | wasLetter) | ~HYPHEN;
          classBefore = (classOf(entry) & kept) | BOUNDARY | (classBefore & keeps(entry));
          wasLetter = isLetter;
        }
        if (odd != 0 || (hasHyphen(QUICK[chars[at]]) && isAfterHyphen(chars, from, at))) {
          return i;
        }
        at++;
      } while (at < end && (at <= i || !settles(chars[at - 1])));
      i = at;
    }
    return -1;
  }

  /** Whether a hyphen stands before an index in the same word. */
  private static boolean isAfterHyphen(char[] chars, int from, int index) {
    int at = index - 1;
    while (at >= from && !isSpace(chars[at]) && !hasHyphen(QUICK[chars[at]])) {
      at--;
    }
    return at >= from && hasHyphen(QUICK[chars[at]]);
  }

  /** Whether nothing that stands before a character counts after it. */
  private static boolean settles(char c) {
    int entry = entry(c);
    return folded(entry) != 0 && keeps(entry) == 0 && !mayBeOdd(QUICK[c]);
  }

  private static char[] quickTable() {
    char[] table = new char[Character.MAX_VALUE + 1];
    for (int c = 0; c < table.length; c++) {
      int entry = entry((char) c);
      boolean odd = oddAfter(entry) == ANY || (classOf(entry) & (DIGIT | SIGN | HYPHEN)) != 0;
      boolean nothing = folded(entry) == 0;
      table[c] =
          (char)
              (folded(entry)
                  | (isLetter(entry) << QUICK_LETTER_SHIFT)
                  | ((isLetter(entry) != 0 || nothing ? 0 : 1) << QUICK_BOUNDARY_SHIFT)
                  | ((nothing ? 1 : 0) << QUICK_NOTHING_SHIFT)
                  | (odd ? QUICK_ODD : 0)
                  | ((classOf(entry) & HYPHEN) == 0 ? 0 : QUICK_HYPHEN));
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
    boolean sign = SignLetters.isSign(c, true);
    int oddAfter = HYPHEN | (SignLetters.isSign(c, false) ? LETTER | DIGIT | SIGN : 0);
    boolean space = Character.isWhitespace(c) || c == '\u00A0';
    return entry(' ', shownBoundary(c), sign ? SIGN : BOUNDARY, oddAfter)
        | (space ? 0 : 1 << KEEPS_SHIFT);
  }

  private static int entry(int folded, int shown, int charClass, int oddAfter) {
    return folded | (shown << SHOWN_SHIFT) | (charClass << CLASS_SHIFT) | (oddAfter << ODD_SHIFT);
  }
}
