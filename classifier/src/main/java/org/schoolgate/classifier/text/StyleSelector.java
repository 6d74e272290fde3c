package org.schoolgate.classifier.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A compound selector of type, ids and classes ({@code p#one.a.b}), which says by a tag alone
 * whether an element is meant. An element that everything stands in may come before it.
 *
 * @param type in lower case; empty for any
 * @param ids mostly one or none
 */
record StyleSelector(String type, Set<String> ids, Set<String> classes) {

  private static final String NAME = "[\\p{L}\\p{N}_-]+";

  private static final Pattern COMPOUND = Pattern.compile("(\\*|" + NAME + ")?([.#]" + NAME + ")*");

  private static final Pattern PART = Pattern.compile("[.#]" + NAME);

  /** What everything on a page stands in, so that it says nothing. */
  private static final Pattern AROUND_ALL =
      Pattern.compile("^((:root|html|body)(\\s*>\\s*|\\s+)(?=[^>]))+", Pattern.CASE_INSENSITIVE);

  /** What a whole page stands in: it is shown by a script, or there would be no page. */
  private static final Set<String> WHOLE = Set.of("", "html", "body", "main");

  /**
   * Reads one; null if it depends on what stands around an element, on its state or on other
   * attributes, or means a whole page.
   */
  static @Nullable StyleSelector of(String selector) {
    String own = AROUND_ALL.matcher(selector.strip()).replaceFirst("");
    if (!COMPOUND.matcher(own).matches()) {
      return null;
    }
    Set<String> ids = new TreeSet<>();
    Set<String> classes = new TreeSet<>();
    Matcher parts = PART.matcher(own);
    int typeEnd = own.length();
    while (parts.find()) {
      typeEnd = Math.min(typeEnd, parts.start());
      (parts.group().charAt(0) == '#' ? ids : classes).add(parts.group().substring(1));
    }
    String type = own.substring(0, typeEnd).toLowerCase(Locale.ROOT).replace("*", "");
    return ids.isEmpty() && classes.isEmpty() && WHOLE.contains(type)
        ? null
        : new StyleSelector(type, ids, classes);
  }

  /** What it is looked for by: one of its names, which every element has that it means. */
  String key() {
    if (!ids.isEmpty()) {
      return "#" + ids.iterator().next();
    }
    return classes.isEmpty() ? type : "." + classes.iterator().next();
  }

  /** Whether it means an element. */
  boolean means(String element, Collection<String> itsIds, Collection<String> itsClasses) {
    return (type.isEmpty() || type.equals(element))
        && itsIds.containsAll(ids)
        && itsClasses.containsAll(classes);
  }
}
