package org.schoolgate.classifier.text;

import java.util.Locale;
import java.util.Set;

/**
 * The names of elements and attributes that pages are made of, found without making a text of each:
 * a page has thousands, of a hundred kinds.
 */
final class KnownNames {

  private static final int PLACES = 1024;

  private static final Set<String> OTHERS =
      Set.of(
          "charset",
          "class",
          "content",
          "for",
          "height",
          "hidden",
          "href",
          "id",
          "lang",
          "name",
          "property",
          "rel",
          "role",
          "src",
          "srcset",
          "style",
          "target",
          "type",
          "value",
          "width");

  private static final String[] TABLE = table();

  private KnownNames() {}

  /** The name in lower case. */
  static String lower(StringBuilder name) {
    int place = 0;
    for (int i = 0; i < name.length(); i++) {
      place = hash(place, lower(name.charAt(i)));
    }
    for (place = place(place); TABLE[place] != null; place = (place + 1) & (PLACES - 1)) {
      if (isEqual(name, TABLE[place])) {
        return TABLE[place];
      }
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isEqual(StringBuilder name, String lower) {
    boolean equal = name.length() == lower.length();
    for (int i = 0; equal && i < lower.length(); i++) {
      equal = lower(name.charAt(i)) == lower.charAt(i);
    }
    return equal;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
  }

  private static int hash(int before, char c) {
    return before * 31 + c;
  }

  private static int place(int hash) {
    return (hash ^ (hash >>> 10)) & (PLACES - 1);
  }

  private static String[] table() {
    String[] table = new String[PLACES];
    MarkupNames.all().forEach(name -> add(table, name));
    OTHERS.forEach(name -> add(table, name));
    return table;
  }

  private static void add(String[] table, String name) {
    int place = 0;
    for (int i = 0; i < name.length(); i++) {
      place = hash(place, name.charAt(i));
    }
    place = place(place);
    while (table[place] != null) {
      place = (place + 1) & (PLACES - 1);
    }
    table[place] = name;
  }
}
