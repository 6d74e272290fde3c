package org.schoolgate.classifier.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The last characters of code before a literal, from which it is told what becomes of it: whether
 * it goes on with the literal before, and whether somebody will see it. Not thread-safe.
 */
final class CodeTail {

  private static final int CHARS = 32;

  /** After these words a slash begins a regular expression. */
  private static final Set<String> OPERATOR_WORDS =
      Set.of(
          "return",
          "typeof",
          "case",
          "in",
          "of",
          "void",
          "delete",
          "throw",
          "new",
          "do",
          "else",
          "instanceof",
          "yield",
          "await");

  /** After these words a brace begins a block all the same. */
  private static final Set<String> BLOCK_WORDS = Set.of("do", "else");

  /** Before the bracket of a condition, after which comes a statement. */
  private static final Set<String> CONDITION_WORDS = Set.of("if", "while", "for", "with");

  /**
   * What is given to these, or assigned to them, is shown, or is something that is undone first.
   */
  private static final Set<String> SHOWING =
      Set.of(
          "write",
          "writeln",
          "innerhtml",
          "outerhtml",
          "textcontent",
          "innertext",
          "insertadjacenthtml",
          "insertadjacenttext",
          "createtextnode",
          "alert",
          "confirm",
          "prompt",
          "append",
          "prepend",
          "html",
          "text",
          "srcdoc",
          "nodevalue",
          "unescape",
          "decodeuricomponent",
          "decodeuri",
          "atob",
          "eval",
          "title",
          "filltext");

  /** What stands between two literals that are one text: also a call that gives the second. */
  private static final Pattern JOINS =
      Pattern.compile(
          "\\.concat\\s*\\(|\\)?\\s*\\+\\s*\\(?\\s*"
              + "(String\\s*\\.\\s*from(CharCode|CodePoint)(\\.apply)?"
              + "|(unescape|decodeURIComponent|decodeURI|atob)\\s*\\()?");

  /** What operator words, block words and words before a condition end with. */
  private static final String LAST_LETTERS = "nfedwohrt";

  /** The longest of them. */
  private static final int WORD_CHARS_MAX = 10;

  /** The shortest and the longest word that shows something. */
  private static final int TARGET_CHARS_MIN = 4;

  private static final int TARGET_CHARS_MAX = 18;

  private final char[] ring = new char[CHARS];
  private long count;

  void clear() {
    count = 0;
  }

  /** Takes the next character; of white space the first alone, so that it pushes nothing out. */
  void add(char c) {
    if (c <= ' ' && count > 0 && at(length() - 1) <= ' ') {
      return;
    }
    ring[(int) (count++ % CHARS)] = c;
  }

  void add(char[] more, int from, int to) {
    int start = to;
    for (int known = 0; start > from && known < CHARS; start--) {
      known += more[start - 1] > ' ' || start == to || more[start] > ' ' ? 1 : 0;
    }
    count += start - from;
    for (int i = start; i < to; i++) {
      add(more[i]);
    }
  }

  private int length() {
    return (int) Math.min(count, CHARS);
  }

  /** The character at a place of those that are known. */
  private char at(int i) {
    return ring[(int) ((count - length() + i) % CHARS)];
  }

  /** The last character that is no white space; 0 if there is none. */
  char lastMark() {
    int end = endOfMarks();
    return end == 0 ? 0 : at(end - 1);
  }

  private int endOfMarks() {
    return endOfMarks(length());
  }

  private int endOfMarks(int from) {
    int end = from;
    while (end > 0 && at(end - 1) <= ' ') {
      end--;
    }
    return end;
  }

  private boolean endsWith(String code) {
    int start = endOfMarks() - code.length();
    for (int i = 0; i < code.length(); i++) {
      if (start < 0 || at(start + i) != code.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean endsWithOperatorWord() {
    return isOneOf(OPERATOR_WORDS, endOfMarks());
  }

  /** Whether a value stands next, and a brace begins an object. */
  boolean endsWithValueWord() {
    return endsWithOperatorWord() && !isOneOf(BLOCK_WORDS, endOfMarks());
  }

  boolean endsWithCondition() {
    return isOneOf(CONDITION_WORDS, endOfMarks());
  }

  /** Whether the word before is one of those, of which each has some of {@link #LAST_LETTERS}. */
  private boolean isOneOf(Set<String> words, int end) {
    if (end == 0 || LAST_LETTERS.indexOf(at(end - 1)) < 0) {
      return false;
    }
    int start = wordStart(end);
    return end - start <= WORD_CHARS_MAX && words.contains(text(start, end));
  }

  /** Whether nothing but a plus sign, or a call that joins, stands since the last literal. */
  boolean joins() {
    if (count == 0 || count > CHARS || !mayJoin()) {
      return false;
    }
    return JOINS.matcher(text(0, length()).strip()).matches();
  }

  /** Whether it begins as what joins does, and has a plus sign if that needs one. */
  private boolean mayJoin() {
    int first = at(0) <= ' ' ? 1 : 0;
    char begins = first < length() ? at(first) : ' ';
    boolean plus = begins == '+' || begins == ')';
    for (int i = first; plus && i < length() && at(i) != '+'; i++) {
      plus = i + 1 < length();
    }
    return plus || begins == '.' || begins <= ' ' || begins >= 0x80;
  }

  /** Whether the literal that follows is given to something that shows it. */
  boolean shows() {
    return SHOWING.contains(target());
  }

  boolean isBase64() {
    return target().equals("atob");
  }

  /** Whether a bracket here begins the numbers of characters. */
  boolean callsFromCodes() {
    char last = lastMark();
    return (last == 'e' || last == 't' || last == 'y') && isFromCodes();
  }

  private boolean isFromCodes() {
    return endsWith("fromCharCode")
        || endsWith("fromCodePoint")
        || endsWith("fromCharCode.apply")
        || endsWith("fromCodePoint.apply");
  }

  /**
   * The name before an opening bracket, an equals sign or a colon, in lower case, if it is one of
   * those that are looked for.
   */
  private String target() {
    int end = endOfMarks();
    while (end > 0 && "(+=:[".indexOf(at(end - 1)) >= 0) {
      end--;
    }
    if (end == endOfMarks()) {
      return "";
    }
    int wordEnd = endOfMarks(end);
    int start = wordStart(wordEnd);
    boolean known = wordEnd - start >= TARGET_CHARS_MIN && wordEnd - start <= TARGET_CHARS_MAX;
    return known ? text(start, wordEnd).toLowerCase(Locale.ROOT) : "";
  }

  private int wordStart(int end) {
    int start = end;
    while (start > 0 && Character.isJavaIdentifierPart(at(start - 1))) {
      start--;
    }
    return start;
  }

  private String text(int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      text.append(at(i));
    }
    return text.toString();
  }
}
