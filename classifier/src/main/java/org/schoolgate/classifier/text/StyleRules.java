package org.schoolgate.classifier.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the style sheets of a page hide by rules that a tag alone is enough for ({@link
 * StyleSelector}). Not thread-safe.
 *
 * <p>A rule that depends on what an element stands in ({@code .menu-open .page}) hides nothing:
 * such a rule mostly waits for a script, and to take its last name alone would take the excuses of
 * whole pages away.
 */
final class StyleRules {

  private static final int SELECTORS_MAX = 1_024;

  /** Outside of brackets: {@code :not(.a, .b)} is one selector. */
  private static final Pattern COMMA = Pattern.compile(",(?![^()]*\\))");

  private final Map<String, Set<StyleSelector>> hidden = new HashMap<>();
  private final SelectorKeys keys = new SelectorKeys();
  private int selectorCount;

  boolean isEmpty() {
    return selectorCount == 0;
  }

  /** Takes one rule; one that shows what an earlier one had hidden counts too. */
  void add(String selectors, StyleDeclarations declarations) {
    boolean hides = declarations.hide();
    if (!hides && !declarations.display()) {
      return;
    }
    for (String each : COMMA.split(selectors, -1)) {
      StyleSelector selector = StyleSelector.of(each);
      if (selector != null) {
        set(selector, hides);
      }
    }
  }

  private void set(StyleSelector selector, boolean hides) {
    Set<StyleSelector> same = hidden.computeIfAbsent(selector.key(), key -> new HashSet<>(2));
    if (!hides && same.remove(selector)) {
      selectorCount--;
    } else if (hides && selectorCount < SELECTORS_MAX && same.add(selector)) {
      selectorCount++;
      keys.add(selector.key());
    }
    if (same.isEmpty()) {
      hidden.remove(selector.key());
    }
  }

  /** Whether an element with that id and those classes is hidden. */
  boolean hides(String element, AttributeValue id, AttributeValue classes) {
    return (keys.mayHold(element) || keys.mayHold('#', id) || keys.mayHold('.', classes))
        && hides(element, id.isNone() ? null : id.text(), classes.isNone() ? null : classes.text());
  }

  private boolean hides(String element, @Nullable String id, @Nullable String classes) {
    List<String> ids = id == null ? List.of() : List.of(id.strip());
    List<String> all = classes == null ? List.of() : List.of(classes.strip().split("\\s+", -1));
    return means(element, element, ids, all)
        || ids.stream().anyMatch(each -> means("#" + each, element, ids, all))
        || all.stream().anyMatch(each -> means("." + each, element, ids, all));
  }

  private boolean means(String key, String element, List<String> ids, List<String> classes) {
    Set<StyleSelector> selectors = hidden.get(key);
    return selectors != null
        && selectors.stream().anyMatch(each -> each.means(element, ids, classes));
  }
}
