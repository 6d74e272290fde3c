package org.schoolgate.classifier;

import org.schoolgate.policy.Category;

/**
 * Says which entries of the school's own lists have come to their end: they count no more, although
 * a list file may have them still. Asked for every target that the school's own lists cover, so
 * quick; thread-safe.
 */
@FunctionalInterface
public interface EndedEntries {

  /** Where no entry has an end. */
  EndedEntries NONE = (category, entry) -> false;

  /**
   * Whether an entry's time is over.
   *
   * @param entry in canonical spelling
   */
  boolean isEnded(Category category, String entry);
}
