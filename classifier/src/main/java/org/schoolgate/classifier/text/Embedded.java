package org.schoolgate.classifier.text;

import org.jspecify.annotations.Nullable;

/**
 * What a browser would make a page, a script or a text of although it stands inside something else:
 * {@code data:} addresses, scripts in attributes, the page of a frame ({@code srcdoc}).
 */
final class Embedded {

  /** So deep one may stand in another. */
  static final int NESTING_MAX = 4;

  /** How the values of attributes begin that are scripts or texts themselves. */
  static final String DATA = "data:";

  private static final String SCRIPT = "javascript:";

  /** The attribute that is a page. */
  private static final String SRCDOC = "srcdoc";

  /** Whether there is something embedded is known after so many characters of a value. */
  static final int ANNOUNCED_CHARS = SCRIPT.length();

  private Embedded() {}

  /** Whether a value begins by saying that the rest of it is something else. */
  static boolean isAnnouncement(CharSequence value) {
    return isEqual(value, DATA) || isEqual(value, SCRIPT);
  }

  /**
   * The reader of the rest of a value, once its beginning says that it needs one.
   *
   * @param attribute its name
   * @param value as far as it has come
   */
  static @Nullable PlacedSink announced(
      TextScan scan, int nesting, CharSequence attribute, CharSequence value) {
    if (nesting >= NESTING_MAX) {
      return null;
    }
    if (value.length() == 1) {
      if (isEqual(attribute, SRCDOC)) {
        return new MarkupReader(true, MarkupText.ofData(true, scan, nesting + 1));
      }
      return isHandler(attribute) ? new ScriptReader(scan, nesting) : null;
    }
    return isEqual(value, SCRIPT) ? new ScriptReader(scan, nesting) : address(scan, nesting, value);
  }

  /** Whether the value of an attribute, which is all there, is something embedded, or may be. */
  static boolean isAnnounced(char[] chars, int nameFrom, int nameTo, int from, int to) {
    return switch (chars[nameFrom] | 0x20) {
          case 'o' -> nameTo - nameFrom > 2 && (chars[nameFrom + 1] | 0x20) == 'n';
          case 's' ->
              nameTo - nameFrom == SRCDOC.length() && begins(chars, nameFrom, nameTo, SRCDOC);
          default -> false;
        }
        || switch (chars[from] | 0x20) {
          case 'd' -> begins(chars, from, to, DATA);
          case 'j' -> begins(chars, from, to, SCRIPT);
          default -> false;
        };
  }

  private static boolean begins(char[] chars, int from, int to, String lower) {
    boolean same = to - from >= lower.length();
    for (int i = 0; same && i < lower.length(); i++) {
      same = Character.toLowerCase(chars[from + i]) == lower.charAt(i);
    }
    return same;
  }

  /**
   * The reader of the rest of an address that holds its content itself; null if it does not begin
   * like one, or stands too deep in others.
   *
   * @param beginning of the address, as far as it has come
   */
  static @Nullable DataUriReader address(TextScan scan, int nesting, CharSequence beginning) {
    boolean isOne = nesting < NESTING_MAX && isEqual(beginning, DATA);
    return isOne ? new DataUriReader(scan, nesting + 1) : null;
  }

  private static boolean isHandler(CharSequence attribute) {
    return attribute.length() > 2
        && (attribute.charAt(0) | 0x20) == 'o'
        && (attribute.charAt(1) | 0x20) == 'n';
  }

  static boolean isEqual(CharSequence text, String lower) {
    if (text.length() != lower.length()) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      if (Character.toLowerCase(text.charAt(i)) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
