package org.schoolgate.classifier.keyed;

import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.policy.Category;

/**
 * What a keyed file is for. It stands under the seal of the file, so that one of a category, or of
 * exceptions, cannot be put in the place of another.
 *
 * @param category what its entries are
 * @param kind what they cover, and whether they close or are excepted
 */
public record KeyedPart(Category category, ListKind kind) {

  /** As it stands in a file. */
  String text() {
    return category.id() + "/" + kind.id();
  }
}
