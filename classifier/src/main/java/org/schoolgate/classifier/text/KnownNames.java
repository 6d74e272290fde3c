package org.schoolgate.classifier.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The names of elements and attributes that pages are made of, found without making a text of each:
 * a page has thousands, of a hundred kinds.
 */
final class KnownNames {

  private static final int PLACES = 1024;

  private static final @Nullable MarkupName[] TABLE = table();

  private KnownNames() {}

  /** The name in whatever case. */
  static MarkupName of(String name) {
    char[] chars = name.toCharArray();
    MarkupName known = find(chars, 0, chars.length, hash(chars));
    return known != null ? known : unknown(chars, 0, chars.length);
  }

  /**
   * The name that stands there, in whatever case; null if it is not known.
   *
   * @param hash of all its characters
   */
  static @Nullable MarkupName find(char[] chars, int from, int to, int hash) {
    for (int place = place(hash); ; place = (place + 1) & (PLACES - 1)) {
      MarkupName known = TABLE[place];
      if (known == null || isEqual(chars, from, to, known.lower())) {
        return known;
      }
    }
  }

  /** What an attribute of that name tells, in whatever case. */
  static MarkupName.Attribute attribute(StringBuilder name) {
    char[] chars = new char[name.length()];
    name.getChars(0, chars.length, chars, 0);
    MarkupName known = find(chars, 0, chars.length, hash(chars));
    return known == null ? MarkupName.Attribute.OTHER : known.attribute();
  }

  /** A name that is not known, and stands there. */
  static MarkupName unknown(char[] chars, int from, int to) {
    return MarkupNames.of(new String(chars, from, to - from).toLowerCase(Locale.ROOT));
  }

  /** The hash of a name, which is 0 before its first character, after one more of them. */
  static int hash(int before, char c) {
    return before * 31 + (c | 0x20);
  }

  /** Whether that name stands there, in whatever case. */
  static boolean isEqual(char[] chars, int from, int to, String lower) {
    boolean equal = to - from == lower.length();
    for (int i = 0; equal && i < lower.length(); i++) {
      equal = lower(chars[from + i]) == lower.charAt(i);
    }
    return equal;
  }

  private static int hash(char[] name) {
    int hash = 0;
    for (char c : name) {
      hash = hash(hash, c);
    }
    return hash;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
  }

  private static int place(int hash) {
    return (hash ^ (hash >>> 10)) & (PLACES - 1);
  }

  private static @Nullable MarkupName[] table() {
    @Nullable MarkupName[] table = new MarkupName[PLACES];
    MarkupNames.all().forEach(name -> add(table, name));
    return table;
  }

  private static void add(@Nullable MarkupName[] table, String name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = hash(hash, name.charAt(i));
    }
    int place = place(hash);
    while (table[place] != null) {
      place = (place + 1) & (PLACES - 1);
    }
    table[place] = MarkupNames.of(name);
  }
}
