package org.schoolgate.cli;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Category;

/**
 * What a person wants to change of the lists.
 *
 * @param entry the one entry of the school's own that is added or taken off; null where whole lists
 *     are
 * @param fills categories that get entries
 * @param empties categories that lose entries, or may
 */
record ListChange(@Nullable String entry, Set<Category> fills, Set<Category> empties) {

  /** Copies the sets. */
  ListChange {
    fills = Set.copyOf(fills);
    empties = Set.copyOf(empties);
  }

  /** An entry of the school's own is added. */
  static ListChange add(Category category, String entry) {
    return new ListChange(entry, Set.of(category), Set.of());
  }

  /** An entry of the school's own is taken off. */
  static ListChange remove(Category category, String entry) {
    return new ListChange(entry, Set.of(), Set.of(category));
  }

  /** Lists of others come, take the place of others, or go. */
  static ListChange ofLists(Set<Category> fills, Set<Category> empties) {
    return new ListChange(null, fills, empties);
  }
}
