package org.schoolgate.classifier.site;

import java.util.PrimitiveIterator;

/**
 * The letters of a label in ASCII (RFC 3492, with the parameters of its section 5). The JDK has it
 * behind IDNA 2003 alone, which has no form for some letters.
 */
final class Punycode {

  /** No label of a name is longer, in letters or in ASCII (RFC 1035). */
  static final int CHARS_MAX = 63;

  private static final String PREFIX = "xn--";
  private static final int BASE = 36;
  private static final int LETTERS_MIN = 1;
  private static final int LETTERS_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int BIAS_FIRST = 72;
  private static final int FIRST = 0x80;

  private Punycode() {}

  /** A label with at least one letter beyond ASCII, of at most {@link #CHARS_MAX} characters. */
  static String label(String label) {
    StringBuilder ascii = new StringBuilder(PREFIX);
    label.codePoints().filter(c -> c < FIRST).forEach(ascii::appendCodePoint);
    int basic = ascii.length() - PREFIX.length();
    if (basic > 0) {
      ascii.append('-');
    }
    int written = basic;
    int bias = BIAS_FIRST;
    int delta = 0;
    int next = FIRST;
    int all = label.codePointCount(0, label.length());
    while (written < all) {
      int from = next;
      int least = label.codePoints().filter(c -> c >= from).min().orElseThrow();
      delta += (least - next) * (written + 1);
      next = least;
      PrimitiveIterator.OfInt letters = label.codePoints().iterator();
      while (letters.hasNext()) {
        int letter = letters.nextInt();
        if (letter < next) {
          delta++;
        } else if (letter == next) {
          number(delta, bias, ascii);
          bias = bias(delta, written + 1, written == basic);
          delta = 0;
          written++;
        }
      }
      delta++;
      next++;
    }
    return ascii.toString();
  }

  private static void number(int delta, int bias, StringBuilder ascii) {
    int rest = delta;
    for (int place = BASE; ; place += BASE) {
      int limit = Math.max(LETTERS_MIN, Math.min(LETTERS_MAX, place - bias));
      if (rest < limit) {
        ascii.append(digit(rest));
        return;
      }
      ascii.append(digit(limit + (rest - limit) % (BASE - limit)));
      rest = (rest - limit) / (BASE - limit);
    }
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }

  private static int bias(int delta, int written, boolean isFirst) {
    int rest = isFirst ? delta / DAMP : delta / 2;
    rest += rest / written;
    int places = 0;
    while (rest > (BASE - LETTERS_MIN) * LETTERS_MAX / 2) {
      rest /= BASE - LETTERS_MIN;
      places += BASE;
    }
    return places + (BASE - LETTERS_MIN + 1) * rest / (rest + SKEW);
  }
}
