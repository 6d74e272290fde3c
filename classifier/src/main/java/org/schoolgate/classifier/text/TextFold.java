package org.schoolgate.classifier.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds characters so that spellings that look alike to a reader are one: case, accents of Latin
 * and Greek, full-width and styled letters, ligatures. Of Arabic, what writers leave out or put one
 * for the other: vowel marks, the hamza on an alef, the dots of a final yeh or heh, and the stroke
 * that stretches a word.
 *
 * <p>Marks of other scripts carry meaning (the Japanese voicing mark, Cyrillic short i, Indic vowel
 * signs) and stay. Invisible characters and apostrophes vanish, so that a word cannot be cut by
 * them and {@code don't} is {@code dont}. Everything that is neither letter nor digit is a boundary
 * between words.
 */
final class TextFold {

  /** The fold of a character that separates words. */
  static final char BOUNDARY = ' ';

  /** The fold of a character that vanishes. */
  static final char NOTHING = 0;

  /** The fold of a hyphen, which separates words only where it does not stand inside one. */
  static final char HYPHEN = '-';

  /** Says that the fold is more than one character: see {@link #foldCodePoint}. */
  private static final char SEVERAL = 1;

  private static final int TABLE_SIZE = 0x700;

  private static final char TATWEEL = 0x0640;

  /** What no decomposition takes apart; the letters of Arabic are those of Lucene's normalizer. */
  private static final Map<Character, String> BY_HAND =
      Map.ofEntries(
          Map.entry('ß', "ss"),
          Map.entry('ẞ', "ss"),
          Map.entry('æ', "ae"),
          Map.entry('Æ', "ae"),
          Map.entry('œ', "oe"),
          Map.entry('Œ', "oe"),
          Map.entry('ø', "o"),
          Map.entry('Ø', "o"),
          Map.entry('ł', "l"),
          Map.entry('Ł', "l"),
          Map.entry('đ', "d"),
          Map.entry('Đ', "d"),
          Map.entry('ð', "d"),
          Map.entry('Ð', "d"),
          Map.entry('þ', "th"),
          Map.entry('Þ', "th"),
          Map.entry('ħ', "h"),
          Map.entry('Ħ', "h"),
          Map.entry('ı', "i"),
          Map.entry('ŋ', "n"),
          Map.entry('Ŋ', "n"),
          Map.entry('آ', "ا"),
          Map.entry('أ', "ا"),
          Map.entry('إ', "ا"),
          Map.entry('ٱ', "ا"),
          Map.entry('ى', "ي"),
          Map.entry('ة', "ه"));

  private static final char[] TABLE = table();

  /** Stands for what was not asked for yet; it is no character, and so nothing folds to it. */
  private static final char UNKNOWN = 0xFFFF;

  /**
   * What characters beyond the table fold to, as far as they were asked for. Threads may both work
   * one out, and write the same.
   */
  private static final char[] BEYOND_TABLE = new char[Character.MAX_VALUE + 1];

  static {
    Arrays.fill(BEYOND_TABLE, UNKNOWN);
  }

  private TextFold() {}

  /**
   * The fold of a character of the basic plane: a letter or digit, {@link #BOUNDARY}, {@link
   * #NOTHING} or {@link #HYPHEN}; or the first of several, and then {@link #rest} has the others.
   */
  static char fold(char c) {
    char folded = c < TABLE_SIZE ? TABLE[c] : foldBeyondTable(c);
    return folded == SEVERAL ? foldCodePoint(c).charAt(0) : folded;
  }

  /**
   * The fold of a character if the table has it, and it is one character; less than a space if not.
   */
  static char foldCommon(char c) {
    return c < TABLE_SIZE ? TABLE[c] : SEVERAL;
  }

  /** What follows the first character of a fold that is longer; null for nearly every one. */
  static @Nullable String rest(char c) {
    boolean several = c < TABLE_SIZE ? TABLE[c] == SEVERAL : foldBeyondTable(c) == SEVERAL;
    return several ? foldCodePoint(c).substring(1) : null;
  }

  /** The fold of any character as text: empty for nothing, a space for a boundary. */
  static String foldCodePoint(int codePoint) {
    if (codePoint < 0x10000) {
      String byHand = BY_HAND.get((char) codePoint);
      if (byHand != null) {
        return byHand;
      }
    }
    return switch (kind(codePoint)) {
      case VANISHES -> "";
      case SEPARATES -> " ";
      case JOINS -> "-";
      case STAYS -> letters(codePoint);
    };
  }

  private enum FoldKind {
    VANISHES,
    SEPARATES,
    JOINS,
    STAYS
  }

  private static FoldKind kind(int codePoint) {
    switch (codePoint) {
      case '\'', '`', '´', 0x2018, 0x2019, 0x201B, 0x02BC, 0x02B9, 0xFF07, TATWEEL -> {
        return FoldKind.VANISHES;
      }
      case '-', 0x2010, 0x2011, 0xFF0D -> {
        return FoldKind.JOINS;
      }
      default -> {}
    }
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER ->
          FoldKind.STAYS;
      case Character.FORMAT -> FoldKind.VANISHES;
      // Browsers leave them out of what they show; nobody sees that they stand inside a word.
      case Character.CONTROL -> isWhiteSpace(codePoint) ? FoldKind.SEPARATES : FoldKind.VANISHES;
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          carriesMeaning(codePoint) ? FoldKind.STAYS : FoldKind.VANISHES;
      // Letters in circles and squares are symbols that read as the letters.
      case Character.OTHER_SYMBOL ->
          Character.isLetter(compatibility(codePoint).codePointAt(0))
              ? FoldKind.STAYS
              : FoldKind.SEPARATES;
      default -> FoldKind.SEPARATES;
    };
  }

  /** The control characters that Unicode calls white space. */
  private static boolean isWhiteSpace(int control) {
    return (control >= '\t' && control <= '\r') || control == 0x85;
  }

  /** Accents of no script, Hebrew points and Arabic vowel marks are left out when writing. */
  private static boolean carriesMeaning(int mark) {
    UnicodeScript script = UnicodeScript.of(mark);
    return script != UnicodeScript.INHERITED
        && script != UnicodeScript.HEBREW
        && script != UnicodeScript.ARABIC
        && script != UnicodeScript.COMMON;
  }

  private static String letters(int codePoint) {
    if (Character.isDigit(codePoint)) {
      return String.valueOf((char) ('0' + Character.digit(codePoint, 10)));
    }
    String decomposed = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD);
    UnicodeScript script = UnicodeScript.of(decomposed.codePointAt(0));
    boolean plain = script == UnicodeScript.LATIN || script == UnicodeScript.GREEK;
    StringBuilder folded = new StringBuilder();
    (plain ? decomposed : compatibility(codePoint))
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(c -> kind(c) == FoldKind.STAYS)
        .forEach(c -> appendPiece(folded, c));
    return folded.length() == 0 ? " " : folded.toString();
  }

  private static void appendPiece(StringBuilder folded, int codePoint) {
    String byHand = codePoint < 0x10000 ? BY_HAND.get((char) codePoint) : null;
    if (byHand != null) {
      folded.append(byHand);
    } else {
      folded.appendCodePoint(codePoint);
    }
  }

  private static String compatibility(int codePoint) {
    return Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
  }

  private static char foldBeyondTable(char c) {
    char known = BEYOND_TABLE[c];
    if (known == UNKNOWN) {
      known = workOutBeyondTable(c);
      BEYOND_TABLE[c] = known;
    }
    return known;
  }

  private static char workOutBeyondTable(char c) {
    boolean foldsToItself =
        (c >= 0x3400 && c <= 0x4DBF)
            || (c >= 0x4E00 && c <= 0x9FEF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0x3041 && c <= 0x3096);
    return foldsToItself ? c : asOne(foldCodePoint(c));
  }

  private static char asOne(String folded) {
    return switch (folded.length()) {
      case 0 -> NOTHING;
      case 1 -> folded.charAt(0);
      default -> SEVERAL;
    };
  }

  private static char[] table() {
    char[] table = new char[TABLE_SIZE];
    for (int c = 0; c < TABLE_SIZE; c++) {
      table[c] = asOne(foldCodePoint(c));
    }
    return table;
  }
}
