package org.schoolgate.classifier.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The declarations of one rule or of one {@code style} attribute, for whether they hide what they
 * apply to; of one property the last counts. Not thread-safe.
 */
final class StyleDeclarations {

  /** By the properties that can hide something. */
  private final Map<String, Boolean> hiding = new HashMap<>();

  /** Takes one declaration, of whatever property. */
  void add(CharSequence declaration) {
    String all = declaration.toString();
    int colon = all.indexOf(':');
    if (colon > 0) {
      String property = all.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = all.substring(colon + 1).toLowerCase(Locale.ROOT);
      int important = value.indexOf('!');
      String said = (important < 0 ? value : value.substring(0, important)).strip();
      switch (property) {
        case "display" -> hiding.put(property, said.equals("none"));
        case "visibility" -> hiding.put(property, said.equals("hidden") || said.equals("collapse"));
        case "font-size", "opacity" -> hiding.put(property, isZero(said));
        default -> {}
      }
    }
  }

  void clear() {
    hiding.clear();
  }

  /** Whether one of them hides. */
  boolean hide() {
    return hiding.containsValue(true);
  }

  /** Whether they say how it is displayed at all. */
  boolean display() {
    return hiding.containsKey("display");
  }

  /**
   * Whether there is one in a {@code style} attribute that could hide its element: no property that
   * can ends otherwise. Most have none, and are not taken apart.
   */
  static boolean mayHide(AttributeValue attribute) {
    char last = 0;
    for (int i = 0; i < attribute.length(); i++) {
      char c = attribute.charAt(i);
      if (c == ':' && (last == 'y' || last == 'e' || last >= 0x80)) {
        return true;
      }
      last = c > ' ' ? (char) (c | 0x20) : last;
    }
    return false;
  }

  /** Whether the declarations of a {@code style} attribute hide its element. */
  static boolean hide(String attribute) {
    StyleDeclarations all = new StyleDeclarations();
    for (String each : attribute.split(";", -1)) {
      all.add(each);
    }
    return all.hide();
  }

  /** A zero with any unit. */
  private static boolean isZero(String value) {
    int end = 0;
    boolean digit = false;
    while (end < value.length() && (value.charAt(end) == '0' || value.charAt(end) == '.')) {
      digit |= value.charAt(end) == '0';
      end++;
    }
    return digit && (end == value.length() || !Character.isDigit(value.charAt(end)));
  }
}
