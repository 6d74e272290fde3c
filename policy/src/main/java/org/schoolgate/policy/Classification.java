package org.schoolgate.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * What a target is, with the evidence for each category.
 *
 * @param categories every category of the target; empty means uncategorised
 * @param sure those of them that hold however a server reads the address: the others may close the
 *     target and never open it
 * @param evidence one match or more for each category
 */
public record Classification(
    CategorySet categories, CategorySet sure, List<Match.Listed> evidence) {

  /** Nothing known of the target. */
  public static final Classification UNCATEGORISED =
      new Classification(CategorySet.EMPTY, CategorySet.EMPTY, List.of());

  /** Copies the evidence. */
  public Classification {
    evidence = List.copyOf(evidence);
  }

  /** A classification of exactly the categories that the evidence supports, all of them surely. */
  public static Classification of(List<Match.Listed> evidence) {
    CategorySet set = categoriesOf(evidence);
    return new Classification(set, set, evidence);
  }

  /** A classification of exactly the categories that the evidence supports. */
  public static Classification of(List<Match.Listed> evidence, CategorySet sure) {
    return new Classification(categoriesOf(evidence), sure, evidence);
  }

  /**
   * The same with a category more, which may close the target and never open it.
   *
   * @param match why it is of that category
   */
  public Classification closedToo(Match.Listed match) {
    List<Match.Listed> all = new ArrayList<>(evidence);
    all.add(match);
    return new Classification(categories.with(match.category()), sure, all);
  }

  private static CategorySet categoriesOf(List<Match.Listed> evidence) {
    CategorySet set = CategorySet.EMPTY;
    for (Match.Listed match : evidence) {
      set = set.with(match.category());
    }
    return set;
  }
}
