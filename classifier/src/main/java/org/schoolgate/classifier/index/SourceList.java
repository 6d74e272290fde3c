package org.schoolgate.classifier.index;

import org.schoolgate.policy.Category;

/**
 * One list.
 *
 * @param category what it says its entries are
 * @param source who made it
 */
public record SourceList(Category category, String source) {
  /** The list as it is named in evidence, for example {@code starter/gambling}. */
  public String name() {
    return source + "/" + category.id();
  }
}
