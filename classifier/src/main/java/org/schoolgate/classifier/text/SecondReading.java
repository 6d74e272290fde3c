package org.schoolgate.classifier.text;

import org.jspecify.annotations.Nullable;

/**
 * Reads once more, as markup and with percent escapes undone, what stands around tags, references
 * and escapes in a text that was read as it is: strings of JSON and feeds hold markup, fields of
 * forms are escaped twice, and nobody says so.
 *
 * <p>It begins so many characters before the first sign of such a thing and ends as many after the
 * last, so plain text costs nothing more. What it finds counts instead of what the first reading
 * found ({@link TextScan#again}). Not thread-safe.
 */
final class SecondReading implements PlacedSink {

  private static final byte[] SIGNS = new byte[0x80];

  static {
    SIGNS['<'] = 1;
    SIGNS['&'] = 1;
    SIGNS['%'] = 1;
  }

  private final TextScan scan;
  private final WaitingChars before = new WaitingChars();
  private @Nullable PlacedSink reader;
  private boolean reading;
  private int sinceSign;
  private char last;

  SecondReading(TextScan scan) {
    this.scan = scan;
  }

  @Override
  public void accept(char[] chars, int from, int length, long offset) {
    int end = from + length;
    int i = from;
    while (i < end) {
      if (last == 0) {
        int plain = plainRun(chars, i, end);
        i = reading ? readOn(chars, i, plain, offset - from) : wait(chars, i, plain, offset - from);
      }
      if (i < end && (last != 0 || maySign(chars[i]))) {
        accept(chars[i], offset + (i - from));
        i++;
      }
    }
  }

  private int wait(char[] chars, int from, int to, long offsetOfZero) {
    before.add(chars, from, to, offsetOfZero);
    return to;
  }

  /** Reads what has no sign, as far as it is read; returns the index of what comes then. */
  private int readOn(char[] chars, int from, int to, long offsetOfZero) {
    int end = Math.min(to, from + WaitingChars.CHARS_MAX + 1 - sinceSign);
    if (end > from) {
      reader().accept(chars, from, end - from, offsetOfZero + from);
      countRead(end - from, offsetOfZero + end);
    }
    return end;
  }

  /** Stops, if the last sign was that far before. */
  private void countRead(int chars, long offset) {
    sinceSign += chars;
    if (sinceSign > WaitingChars.CHARS_MAX) {
      stop(offset);
    }
  }

  /** Where a sign may begin, eight characters at a time. */
  private static int plainRun(char[] chars, int from, int to) {
    int i = from;
    while (i + 8 <= to
        && (sign(chars[i])
                | sign(chars[i + 1])
                | sign(chars[i + 2])
                | sign(chars[i + 3])
                | sign(chars[i + 4])
                | sign(chars[i + 5])
                | sign(chars[i + 6])
                | sign(chars[i + 7]))
            == 0) {
      i += 8;
    }
    while (i < to && !maySign(chars[i])) {
      i++;
    }
    return i;
  }

  /** Not 0 for what may be a sign; for a few characters that are none, too. */
  private static int sign(char c) {
    return SIGNS[c & 0x7F];
  }

  private static boolean maySign(char c) {
    return c == '<' || c == '&' || c == '%';
  }

  @Override
  public void accept(char c, long offset) {
    boolean sign = isSign(last, c);
    last = maySign(c) ? c : 0;
    if (sign) {
      sinceSign = 0;
    }
    if (!reading && !sign) {
      before.add(c, offset);
      return;
    }
    PlacedSink into = reader();
    if (!reading) {
      reading = true;
      before.giveTo(into);
    }
    into.accept(c, offset);
    countRead(1, offset + 1);
  }

  private static boolean isSign(char sign, char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return switch (sign) {
      case '<' -> letter || c == '/' || c == '!';
      case '&' -> letter || c == '#';
      case '%' -> Character.digit(c, 16) >= 0 || c == 'u';
      default -> false;
    };
  }

  private PlacedSink reader() {
    PlacedSink into = reader;
    if (into == null) {
      into = new PercentReader(new MarkupReader(true, MarkupText.ofSecondReading(scan)));
      reader = into;
    }
    return into;
  }

  private void stop(long offset) {
    if (reading && reader != null) {
      reader.end(offset);
      reading = false;
    }
    before.clear();
  }

  @Override
  public void end(long offset) {
    stop(offset);
    last = 0;
  }
}
