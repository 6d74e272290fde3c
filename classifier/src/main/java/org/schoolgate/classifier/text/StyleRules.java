package org.schoolgate.classifier.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes and ids that the style sheets of a page hide by a rule of one name alone ({@code .x},
 * {@code #x}), and what it takes to hide something. Not thread-safe.
 */
final class StyleRules {

  private static final int NAMES_MAX = 256;

  private final Set<String> hidden = new HashSet<>();

  boolean isEmpty() {
    return hidden.isEmpty();
  }

  /** Takes one rule; one that shows what an earlier one had hidden counts too. */
  void add(String selectors, String declarations) {
    boolean hides = hides(declarations);
    if (!hides && !declarations.toLowerCase(Locale.ROOT).contains("display")) {
      return;
    }
    for (String selector : selectors.split(",", -1)) {
      String name = selector.strip();
      if (isOneName(name)) {
        if (!hides) {
          hidden.remove(name);
        } else if (hidden.size() < NAMES_MAX) {
          hidden.add(name);
        }
      }
    }
  }

  private static boolean isOneName(String selector) {
    return selector.length() > 1
        && (selector.charAt(0) == '.' || selector.charAt(0) == '#')
        && selector
            .chars()
            .skip(1)
            .allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
  }

  /** Whether an element with that id and those classes is hidden. */
  boolean hides(@Nullable String id, @Nullable String classes) {
    if (id != null && hidden.contains("#" + id.strip())) {
      return true;
    }
    if (classes != null) {
      for (String each : classes.strip().split("\\s+", -1)) {
        if (hidden.contains("." + each)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether declarations such as those of a {@code style} attribute hide what they apply to; of one
   * property the last counts.
   */
  static boolean hides(String declarations) {
    Map<String, Boolean> hiding = new HashMap<>();
    for (String declaration : declarations.split(";", -1)) {
      int colon = declaration.indexOf(':');
      if (colon > 0) {
        String property = declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String value = declaration.substring(colon + 1).toLowerCase(Locale.ROOT);
        int important = value.indexOf('!');
        String said = (important < 0 ? value : value.substring(0, important)).strip();
        hiding.put(property, isHiding(property, said));
      }
    }
    return hiding.containsValue(true);
  }

  private static boolean isHiding(String property, String value) {
    return switch (property) {
      case "display" -> value.equals("none");
      case "visibility" -> value.equals("hidden") || value.equals("collapse");
      case "font-size", "opacity" -> isZero(value);
      default -> false;
    };
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
