package org.schoolgate.classifier.text;

import org.jspecify.annotations.Nullable;

/**
 * Reads the string literals of a script as what a page may show of them: escapes of the language
 * and percent escapes undone, tags dropped, each a run of its own beside the text.
 *
 * <p>Scripts are full of names, keys and word lists, which nobody is shown. So a literal counts
 * only once it looks like something to be read: several words, markup, letters beyond ASCII, a word
 * that was put together from pieces or written in escapes; or when it is given to something that
 * shows it. Until then its last characters wait. Not thread-safe.
 */
final class ScriptLiteral {

  private static final int OCTAL_DIGITS_MAX = 3;

  private final TextScan scan;
  private final int nesting;
  private final PercentReader percents = new PercentReader(new Gate());

  private final WaitingChars waiting = new WaitingChars();

  private final StringBuilder beginning = new StringBuilder();
  private PlacedSink entry = percents;
  private @Nullable MarkupReader markup;
  private @Nullable DataUriReader address;
  private boolean open;
  private boolean counts;
  private boolean letterSeen;
  private boolean spaceSeen;
  private boolean joinedToLetter;
  private char last;

  /** The escape that has begun: its first character after the backslash; 0 outside one. */
  private char escape;

  private int digitsLeft;
  private int digits;
  private int escapedCode;
  private boolean afterContinuation;

  ScriptLiteral(TextScan scan, int nesting) {
    this.scan = scan;
    this.nesting = nesting;
  }

  /** Whether one has begun of which it is not known whether it goes on with another. */
  boolean isOpen() {
    return open;
  }

  /** A literal begins. */
  void begin(boolean shown, boolean base64) {
    open = true;
    counts = shown;
    entry = entryFor(base64);
  }

  /** A literal begins that is added to the one before. */
  void join(boolean shown, boolean base64) {
    open = true;
    joinedToLetter = Character.isLetter(last);
    counts |= shown;
    entry = entryFor(base64);
  }

  private PlacedSink entryFor(boolean base64) {
    return base64 ? new Base64Reader(new Gate()) : percents;
  }

  /** Says that this one counts, whatever is in it. */
  void show() {
    counts = true;
  }

  /** Whether the next character is escaped, so that it cannot end the literal. */
  boolean isEscaped() {
    return escape == '\\' || afterContinuation;
  }

  boolean endsWithDollar() {
    return last == '$' && escape == 0;
  }

  /** An expression of a template stands here. */
  void hole(long offset) {
    put(',', offset);
  }

  /** The quote ends; what comes may still be added to it. */
  void close() {
    escape = 0;
    afterContinuation = false;
  }

  /** The text ends. */
  void end(long offset) {
    if (!open) {
      return;
    }
    close();
    if (address != null) {
      address.end(offset);
      address = null;
    } else {
      entry.end(offset);
    }
    open = false;
    counts = false;
    letterSeen = false;
    spaceSeen = false;
    joinedToLetter = false;
    last = 0;
    waiting.clear();
    beginning.setLength(0);
  }

  /** Takes the next character of the source. */
  void accept(char c, long offset) {
    boolean continues = afterContinuation && c == '\n';
    afterContinuation = false;
    if (continues) {
      return;
    }
    if (digitsLeft > 0 && escape != 0) {
      digit(c, offset);
    } else if (escape == '\\') {
      escaped(c, offset);
    } else if (c == '\\') {
      escape = c;
    } else {
      put(c, offset);
    }
  }

  /** Takes characters that hold no escape. */
  void accept(char[] chars, int from, int length, long offset) {
    boolean plain = escape == 0 && !afterContinuation && !joinedToLetter && address == null;
    if (length > 0 && plain && beginning.length() == Embedded.DATA.length()) {
      entry.accept(chars, from, length, offset);
      last = chars[from + length - 1];
      return;
    }
    for (int i = 0; i < length; i++) {
      accept(chars[from + i], offset + i);
    }
  }

  private void escaped(char c, long offset) {
    escape = 0;
    switch (c) {
      case 'x' -> beginDigits(c, 2);
      case 'u' -> beginDigits(c, 4);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        beginDigits('0', OCTAL_DIGITS_MAX);
        digit(c, offset);
      }
      case 'n', 'r', 't', 'v', 'f', 'b' -> put(' ', offset);
      case '\n', '\u2028', '\u2029' -> {}
      case '\r' -> afterContinuation = true;
      default -> put(c, offset);
    }
  }

  private void beginDigits(char kind, int count) {
    escape = kind;
    digitsLeft = count;
    digits = 0;
    escapedCode = 0;
  }

  private void digit(char c, long offset) {
    if (escape == 'u' && digits == 0 && c == '{') {
      escape = '{';
      digitsLeft = Integer.MAX_VALUE;
      return;
    }
    int digit = Character.digit(c, escape == '0' ? 8 : 16);
    if (digit >= 0) {
      escapedCode =
          Math.min(Character.MAX_CODE_POINT, escapedCode * (escape == '0' ? 8 : 16) + digit);
      digits++;
      if (--digitsLeft == 0 || (escape == '0' && escapedCode >= 32 && digits == 2)) {
        endDigits(offset);
      }
      return;
    }
    boolean braces = escape == '{';
    endDigits(offset);
    if (!braces || c != '}') {
      accept(c, offset);
    }
  }

  private void endDigits(long offset) {
    boolean any = digits > 0;
    escape = 0;
    digitsLeft = 0;
    if (any) {
      counts |= isAsciiLetter(escapedCode);
      put(escapedCode, offset);
    }
  }

  /** Puts a character that is written as a number. */
  void put(int codePoint, long offset) {
    if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      put((char) codePoint, offset);
    } else {
      put(Character.highSurrogate(codePoint), offset);
      put(Character.lowSurrogate(codePoint), offset);
    }
  }

  private void put(char c, long offset) {
    last = c;
    if (joinedToLetter) {
      joinedToLetter = false;
      counts |= Character.isLetter(c);
    }
    if (address != null) {
      address.accept(c, offset);
      return;
    }
    if (beginning.length() < Embedded.DATA.length()) {
      beginning.append(c);
      address = Embedded.address(scan, nesting, beginning);
      if (address != null) {
        return;
      }
    }
    entry.accept(c, offset);
  }

  private static boolean isAsciiLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Lets through what counts. */
  private final class Gate implements PlacedSink {
    @Override
    public void accept(char c, long offset) {
      if (!counts) {
        counts = looksRead(c);
      }
      if (!counts) {
        waiting.add(c, offset);
        return;
      }
      afterWaiting().accept(c, offset);
    }

    @Override
    public void accept(char[] chars, int from, int length, long offset) {
      int i = 0;
      while (i < length && !counts) {
        accept(chars[from + i], offset + i);
        i++;
      }
      if (i < length) {
        afterWaiting().accept(chars, from + i, length - i, offset + i);
      }
    }

    /** What reads it, once that has got what waited. */
    private MarkupReader afterWaiting() {
      MarkupReader into = markup;
      if (into == null) {
        into = new MarkupReader(true, MarkupText.ofData(true, scan, nesting + 1));
        markup = into;
      }
      waiting.giveTo(into);
      return into;
    }

    private boolean looksRead(char c) {
      char before = waiting.last();
      boolean letter =
          Character.isLetter(c)
              || (Character.isSurrogatePair(before, c)
                  && Character.isLetter(Character.toCodePoint(before, c)));
      boolean secondWord = letter && spaceSeen;
      boolean markupBegins = before == '<' && (isAsciiLetter(c) || c == '/');
      letterSeen |= letter;
      spaceSeen |= letterSeen && (c <= ' ' || c == '\u00A0');
      return secondWord || markupBegins || (letter && c >= 0x80);
    }

    @Override
    public void end(long offset) {
      if (counts && markup != null) {
        markup.end(offset);
      }
    }
  }
}
