package org.schoolgate.classifier.text;

/**
 * What an English word sounds like, roughly: its consonants, as a child who writes by ear hears
 * them. Vowels fall away but for one at the beginning, and so does an r that is not spoken in most
 * of England: {@code suicide}, {@code sewerside} and {@code suwiside} are one.
 */
final class Sounds {

  private static final String VOWELS = "aeiouyhw";

  private Sounds() {}

  /** The key of a word of a to z; words of one key sound alike. */
  static String of(CharSequence word) {
    StringBuilder key = new StringBuilder();
    int length = word.length();
    char before = 0;
    for (int i = 0; i < length; ) {
      char c = word.charAt(i);
      char next = i + 1 < length ? word.charAt(i + 1) : 0;
      int taken = 1;
      String sound;
      if (c == before) {
        sound = "";
      } else if (next == 'h' && (c == 'p' || c == 's' || c == 'c' || c == 't')) {
        sound = c == 'p' ? "f" : c == 's' ? "S" : c == 'c' ? "C" : "T";
        taken = 2;
      } else if (c == 'g' && (next == 'h' || (i == length - 1 && before == 'n'))) {
        sound = "";
      } else if (c == 'c' && next == 'k') {
        sound = "k";
        taken = 2;
      } else {
        sound = single(c, next, i == 0);
      }
      key.append(sound);
      before = c;
      i += taken;
    }
    return key.toString();
  }

  private static String single(char c, char next, boolean first) {
    if (VOWELS.indexOf(c) >= 0) {
      return first ? (c == 'h' || c == 'w' ? String.valueOf(c) : "a") : "";
    }
    return switch (c) {
      case 'c' -> next == 'e' || next == 'i' || next == 'y' ? "s" : "k";
      case 'q' -> "k";
      case 'x' -> "ks";
      case 'z' -> "s";
      case 'r' -> !first && (next == 0 || VOWELS.indexOf(next) < 0) ? "" : "r";
      default -> String.valueOf(c);
    };
  }
}
