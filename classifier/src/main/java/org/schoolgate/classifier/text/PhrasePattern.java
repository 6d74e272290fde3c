package org.schoolgate.classifier.text;

import java.lang.Character.UnicodeScript;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A phrase as it is looked for, or what is wrong with it.
 *
 * @param pattern the folded phrase with a space at each end that must be the boundary of a word
 * @param problem why it cannot be used; null if it can
 */
record PhrasePattern(String pattern, @Nullable String problem) {

  private static final int WHOLE_WORD_CHARS_MIN = 2;
  private static final int OPEN_WORD_CHARS_MIN = 3;

  /** Scripts that write no spaces between words, where a boundary would never be found. */
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  static PhrasePattern of(String phrase) {
    return of(phrase, WHOLE_WORD_CHARS_MIN);
  }

  /** A part of a combination, which may be a word of one letter: it is not enough by itself. */
  static PhrasePattern ofPart(String part) {
    return of(part, 1);
  }

  private static PhrasePattern of(String phrase, int wholeWordCharsMin) {
    boolean openStart = phrase.startsWith("*");
    boolean openEnd = phrase.length() > 1 && phrase.endsWith("*");
    String inner = phrase.substring(openStart ? 1 : 0, phrase.length() - (openEnd ? 1 : 0));
    if (inner.indexOf('*') >= 0) {
      return bad("a star stands only before or after the phrase, such as 'suicid*'");
    }
    String folded = fold(inner);
    if (folded.isEmpty()) {
      return bad("the phrase has no letter or digit");
    }
    if (folded.length() > PhraseFiles.PHRASE_CHARS_MAX) {
      return bad("a phrase has at most " + PhraseFiles.PHRASE_CHARS_MAX + " characters");
    }
    boolean spacesBefore = writesSpaces(folded.codePointAt(0));
    boolean spacesAfter = writesSpaces(folded.codePointBefore(folded.length()));
    if (spacesBefore && spacesAfter) {
      int charsMin = openStart || openEnd ? OPEN_WORD_CHARS_MIN : wholeWordCharsMin;
      if (folded.length() < charsMin) {
        return bad(
            "so short a phrase is found everywhere: write at least " + charsMin + " letters");
      }
    }
    String start = openStart || !spacesBefore ? "" : " ";
    String end = openEnd || !spacesAfter ? "" : " ";
    return new PhrasePattern(start + folded + end, null);
  }

  private static PhrasePattern bad(String problem) {
    return new PhrasePattern("", problem);
  }

  /** The phrase folded exactly as text is, without spaces around it. */
  private static String fold(String phrase) {
    StringBuilder folded = new StringBuilder();
    phrase.codePoints().forEach(codePoint -> append(folded, codePoint));
    return folded.toString().strip();
  }

  /** The table answers for nearly every character: thousands of phrases are folded at the start. */
  private static void append(StringBuilder folded, int codePoint) {
    if (!Character.isBmpCodePoint(codePoint)) {
      appendPiece(folded, TextFold.foldCodePoint(codePoint));
      return;
    }
    char first = TextFold.fold((char) codePoint);
    if (first == TextFold.BOUNDARY || first == TextFold.HYPHEN) {
      appendPiece(folded, " ");
    } else if (first != TextFold.NOTHING) {
      folded.append(first);
      String rest = TextFold.rest((char) codePoint);
      if (rest != null) {
        folded.append(rest);
      }
    }
  }

  private static void appendPiece(StringBuilder folded, String piece) {
    boolean boundary = piece.equals(" ") || piece.equals("-");
    if (!boundary) {
      folded.append(piece);
    } else if (folded.length() > 0 && folded.charAt(folded.length() - 1) != ' ') {
      folded.append(' ');
    }
  }

  private static boolean writesSpaces(int codePoint) {
    return !WITHOUT_SPACES.contains(UnicodeScript.of(codePoint));
  }
}
