package org.schoolgate.classifier.text;

import java.util.BitSet;

/**
 * Reads the string literals of a script into a {@link ScriptLiteral}, and passes over its code,
 * comments and regular expressions.
 *
 * <p>Literals that are added to each other are one text. A division and the beginning of a regular
 * expression look alike; they are told apart by what stands before, as the standard's grammar does
 * in effect (ECMA-262 section 12): after the bracket that ends a condition or a block begins an
 * expression, after the one that ends a call or an object it goes on. Where that goes wrong, the
 * end of the line puts it right, because neither a quoted string nor a regular expression crosses
 * it. Not thread-safe.
 */
final class ScriptReader implements PlacedSink {

  private static final int TEMPLATES_MAX = 16;
  private static final int DEPTH_MAX = 1000;
  private static final String BEFORE_REGEX = "(,=:[!&|?{;+-*%~^<>";

  /** What stands before the brace of an object; before that of a block stands something else. */
  private static final String BEFORE_OBJECT = "(,=:[!&|?+-*%~^<";

  /** Whether a character ends plain text in a literal, or plain code; only ASCII does. */
  private static final int MARKS = 0x80;

  private static final int ENDS_TEXT = 1;
  private static final int SPECIAL = 2;
  private static final byte[] MEANING = meaning();

  private enum State {
    CODE,
    SLASH,
    LINE_COMMENT,
    BLOCK_COMMENT,
    BLOCK_COMMENT_STAR,
    REGEX,
    REGEX_ESCAPED,
    REGEX_CLASS,
    REGEX_CLASS_ESCAPED,
    STRING,
    CODES
  }

  private final ScriptLiteral literal;
  private final CodeTail tail = new CodeTail();
  private State state = State.CODE;
  private char quote;

  /** How many braces are open in the expression of each template that is open. */
  private final int[] braces = new int[TEMPLATES_MAX];

  private int templates;

  /** Which of the brackets that are open end so that a regular expression may follow. */
  private final BitSet statements = new BitSet();

  private int depth;
  private boolean statementEnded;
  private int code = -1;
  private boolean hexadecimal;

  /**
   * A reader of scripts.
   *
   * @param nesting in how much that is embedded they stand
   */
  ScriptReader(TextScan scan, int nesting) {
    this.literal = new ScriptLiteral(scan, nesting);
  }

  /** The long way is for what means something; most of a script is plain code or plain text. */
  @Override
  public void accept(char[] chars, int from, int length, long offset) {
    int end = from + length;
    int i = from;
    while (i < end) {
      int start = i;
      if (state == State.CODE) {
        i = plainCode(chars, start, end);
        tail.add(chars, start, i);
      } else if (state == State.STRING) {
        i = plainText(chars, start, end);
        literal.accept(chars, start, i - start, offset + (start - from));
      }
      if (i < end) {
        accept(chars[i], offset + (i - from));
        i++;
      }
    }
  }

  /** Where the text ends that can be neither the end of a literal nor anything that it escapes. */
  private static int plainText(char[] chars, int from, int to) {
    int i = from;
    while (i < to && !endsText(chars[i])) {
      i++;
    }
    return i;
  }

  private static boolean endsText(char c) {
    return c < MARKS && (MEANING[c] & ENDS_TEXT) != 0;
  }

  /** Where the code that means nothing to us ends. */
  private static int plainCode(char[] chars, int from, int to) {
    int i = from;
    while (i < to && !isSpecial(chars[i])) {
      i++;
    }
    return i;
  }

  private static boolean isSpecial(char c) {
    return c < MARKS && (MEANING[c] & SPECIAL) != 0;
  }

  @Override
  public void accept(char c, long offset) {
    switch (state) {
      case CODE -> code(c, offset);
      case SLASH -> slash(c, offset);
      case STRING -> string(c, offset);
      case CODES -> codes(c, offset);
      default -> state = passOver(c);
    }
  }

  private static byte[] meaning() {
    byte[] meaning = new byte[MARKS];
    "\"'`\\\n\r${".chars().forEach(c -> meaning[c] |= ENDS_TEXT);
    "\"'`/{}()".chars().forEach(c -> meaning[c] |= SPECIAL);
    return meaning;
  }

  @Override
  public void end(long offset) {
    literal.end(offset);
    tail.clear();
    state = State.CODE;
    templates = 0;
    depth = 0;
    statementEnded = false;
    code = -1;
  }

  private void code(char c, long offset) {
    switch (c) {
      case '"', '\'', '`' -> {
        beginLiteral(offset);
        quote = c;
        state = State.STRING;
        return;
      }
      case '/' -> {
        state = State.SLASH;
        return;
      }
      case '(' -> {
        if (tail.callsFromCodes()) {
          beginLiteral(offset);
          literal.show();
          state = State.CODES;
          return;
        }
        open(tail.endsWithCondition());
      }
      case ')' -> close();
      case '{' -> {
        if (templates > 0) {
          braces[templates - 1]++;
        }
        open(beginsBlock());
      }
      case '}' -> {
        if (templates > 0 && --braces[templates - 1] < 0) {
          templates--;
          literal.hole(offset);
          quote = '`';
          state = State.STRING;
          return;
        }
        close();
      }
      default -> {}
    }
    tail.add(c);
  }

  private void open(boolean statement) {
    if (depth < DEPTH_MAX) {
      statements.set(depth++, statement);
    }
  }

  private void close() {
    statementEnded = depth > 0 && statements.get(--depth);
  }

  private boolean beginsBlock() {
    char before = tail.lastMark();
    return before == 0
        ? templates == 0
        : BEFORE_OBJECT.indexOf(before) < 0 && !tail.endsWithValueWord();
  }

  private void beginLiteral(long offset) {
    if (templates > 0 || tail.joins()) {
      literal.join(tail.shows(), tail.isBase64());
    } else {
      literal.end(offset);
      literal.begin(tail.shows(), tail.isBase64());
    }
    tail.clear();
  }

  private void slash(char c, long offset) {
    if (c == '/') {
      state = State.LINE_COMMENT;
    } else if (c == '*') {
      state = State.BLOCK_COMMENT;
    } else if (beginsRegex()) {
      tail.add('/');
      state = State.REGEX;
      state = passOver(c);
    } else {
      tail.add('/');
      state = State.CODE;
      code(c, offset);
    }
  }

  private boolean beginsRegex() {
    char before = tail.lastMark();
    return switch (before) {
      case 0 -> !literal.isOpen();
      case ')', '}' -> statementEnded;
      default -> BEFORE_REGEX.indexOf(before) >= 0 || tail.endsWithOperatorWord();
    };
  }

  private State passOver(char c) {
    boolean lineEnd = c == '\n' || c == '\r';
    return switch (state) {
      case LINE_COMMENT -> lineEnd ? State.CODE : State.LINE_COMMENT;
      case BLOCK_COMMENT -> c == '*' ? State.BLOCK_COMMENT_STAR : State.BLOCK_COMMENT;
      case BLOCK_COMMENT_STAR ->
          c == '/' ? State.CODE : c == '*' ? State.BLOCK_COMMENT_STAR : State.BLOCK_COMMENT;
      case REGEX_ESCAPED -> lineEnd ? State.CODE : State.REGEX;
      case REGEX_CLASS_ESCAPED -> lineEnd ? State.CODE : State.REGEX_CLASS;
      case REGEX_CLASS ->
          lineEnd
              ? State.CODE
              : c == ']' ? State.REGEX : c == '\\' ? State.REGEX_CLASS_ESCAPED : State.REGEX_CLASS;
      default ->
          lineEnd || c == '/'
              ? State.CODE
              : c == '[' ? State.REGEX_CLASS : c == '\\' ? State.REGEX_ESCAPED : State.REGEX;
    };
  }

  private void string(char c, long offset) {
    boolean escaped = literal.isEscaped();
    boolean lineEnd = c == '\n' || c == '\r';
    if (!escaped && (c == quote || (lineEnd && quote != '`'))) {
      literal.close();
      tail.clear();
      state = State.CODE;
    } else if (quote == '`' && c == '{' && literal.endsWithDollar() && templates < TEMPLATES_MAX) {
      literal.hole(offset);
      braces[templates++] = 0;
      tail.clear();
      state = State.CODE;
    } else {
      literal.accept(c, offset);
    }
  }

  /** The numbers of characters between the brackets of {@code String.fromCharCode}. */
  private void codes(char c, long offset) {
    if (code == 0 && (c == 'x' || c == 'X')) {
      hexadecimal = true;
      return;
    }
    int digit = Character.digit(c, hexadecimal ? 16 : 10);
    if (digit >= 0) {
      code =
          Math.min(Character.MAX_CODE_POINT, Math.max(code, 0) * (hexadecimal ? 16 : 10) + digit);
      return;
    }
    if (code >= 0) {
      literal.put(code, offset);
    }
    code = -1;
    hexadecimal = false;
    if (c == ')') {
      literal.close();
      tail.clear();
      state = State.CODE;
    }
  }
}
