package org.schoolgate.policy;

import java.util.EnumSet;
import java.util.Set;

/**
 * What it changes that a site is listed in a category, under one policy: whoever edits a list must
 * know whether the edit protects children or takes protection away (S31-S33).
 *
 * @param opens whether listing a site there can open it to somebody, or keep it from being read
 * @param closes whether listing a site there closes it to somebody, or makes visits a violation; so
 *     taking it off can open it
 * @param openToNobody whether no group may see what is in the category, at any time
 * @param overridable whether an override can open it all the same
 */
public record ListingEffect(
    boolean opens, boolean closes, boolean openToNobody, boolean overridable) {

  private static final Set<Acceptability> NEVER =
      EnumSet.of(Acceptability.UNACCEPTABLE, Acceptability.ILLEGAL);

  /** The effect of a category that the policy, and not the law, decides about. */
  public static ListingEffect of(Policy policy, Category category) {
    Activity row = policy.rowOf(category).orElse(null);
    CategorySet alone = CategorySet.EMPTY.with(category);
    boolean opens = policy.trusts(alone) || policy.uninspected().intersects(alone);
    boolean closes = category.severity() != null;
    boolean openToNobody = row != null;
    boolean overridable = true;
    for (Group group : policy.groups().all()) {
      Set<Acceptability> cell = policy.cellOf(row, group).cell().acceptabilities();
      boolean never = NEVER.containsAll(cell);
      openToNobody &= never;
      overridable &= !cell.contains(Acceptability.ILLEGAL);
      if (group.otherwiseOpen()) {
        closes |= !cell.contains(Acceptability.ACCEPTABLE);
      } else {
        opens |= !never;
      }
    }
    return new ListingEffect(opens, closes, openToNobody, overridable);
  }
}
