package org.schoolgate.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * An immutable set of at most 128 categories as two words of bits, so that a decision on the
 * request path is an AND and a compare.
 *
 * @param low the categories with ordinals 0 to 63
 * @param high the categories with ordinals 64 to 127
 */
public record CategorySet(long low, long high) {

  /** The most categories that one table, and so one set, can hold. */
  public static final int CATEGORIES_MAX = 128;

  /** The set with nothing in it. */
  public static final CategorySet EMPTY = new CategorySet(0, 0);

  /** The set of the given categories. */
  public static CategorySet of(Iterable<Category> categories) {
    CategorySet set = EMPTY;
    for (Category category : categories) {
      set = set.with(category);
    }
    return set;
  }

  /** This set and one category more; this very set if it has the category already. */
  public CategorySet with(Category category) {
    if (contains(category)) {
      return this;
    }
    long bit = 1L << category.ordinal();
    return category.ordinal() < Long.SIZE
        ? new CategorySet(low | bit, high)
        : new CategorySet(low, high | bit);
  }

  /** Whether the category is in the set. */
  public boolean contains(Category category) {
    long word = category.ordinal() < Long.SIZE ? low : high;
    return (word & (1L << category.ordinal())) != 0;
  }

  /** What is in either set. */
  public CategorySet union(CategorySet other) {
    return new CategorySet(low | other.low, high | other.high);
  }

  /** What is in both sets. */
  public CategorySet intersection(CategorySet other) {
    return new CategorySet(low & other.low, high & other.high);
  }

  /** What is in this set and not in the other. */
  public CategorySet minus(CategorySet other) {
    return new CategorySet(low & ~other.low, high & ~other.high);
  }

  /** Whether the two sets share a category; allocates nothing. */
  public boolean intersects(CategorySet other) {
    return ((low & other.low) | (high & other.high)) != 0;
  }

  /** Whether nothing is in the set. */
  public boolean isEmpty() {
    return (low | high) == 0;
  }

  /** The categories of this set in the order of their table. */
  public List<Category> in(CategoryTable table) {
    List<Category> found = new ArrayList<>(Long.bitCount(low) + Long.bitCount(high));
    for (Category category : table.all()) {
      if (contains(category)) {
        found.add(category);
      }
    }
    return found;
  }
}
