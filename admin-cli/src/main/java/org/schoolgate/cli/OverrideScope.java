package org.schoolgate.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.override.OverrideRequest;
import org.schoolgate.policy.Acceptability;
import org.schoolgate.policy.Activity;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Policy;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Target;

/**
 * Whether an override could open anything for one group and those below it: what would be asked for
 * and approved in vain is refused, since a governor who reads "approved" takes it for open.
 */
final class OverrideScope {

  private final Desk desk;
  private final Policy policy;
  private final List<Group> groups;

  OverrideScope(Desk desk, Group group) {
    this.desk = desk;
    this.policy = desk.office().config().policy();
    this.groups =
        policy.groups().all().stream()
            .filter(each -> policy.groups().isWithin(each.id(), group.id()))
            .toList();
  }

  /**
   * Refuses what is illegal for one of the groups (S22), and a category that is open for all.
   *
   * @throws RefusedException saying for whom
   */
  void requireOpenable(OverrideRequest wanted) {
    Category category = wanted.category();
    if (category != null) {
      requireLegal(category);
      requireClosed(category);
      return;
    }
    Target site =
        new Target(
            Protocol.HTTP,
            HostName.parse(String.valueOf(wanted.domain())),
            Protocol.HTTP.defaultPort(),
            "/",
            null);
    desk.office()
        .lists()
        .classify(site)
        .categories()
        .in(policy.categories())
        .forEach(this::requireLegal);
  }

  private void requireLegal(Category category) {
    @Nullable Activity row = row(category);
    for (Group group : groups) {
      boolean illegal =
          category.illegal()
              || (row != null
                  && policy.cell(row, group).acceptabilities().contains(Acceptability.ILLEGAL));
      if (illegal) {
        throw new RefusedException(
            RefusedException.Kind.INVALID,
            category.title() + " is illegal for " + group.title() + " and can never be opened");
      }
    }
  }

  private void requireClosed(Category category) {
    Optional<Activity> row = Optional.ofNullable(row(category));
    boolean open =
        row.isPresent()
            && groups.stream()
                .allMatch(
                    group ->
                        policy
                            .cell(row.get(), group)
                            .acceptabilities()
                            .contains(Acceptability.ACCEPTABLE));
    if (open) {
      throw new RefusedException(
          RefusedException.Kind.CONFLICT,
          category.title() + " is open for " + groups.get(0).title() + " already");
    }
  }

  private @Nullable Activity row(Category category) {
    return policy.activities().stream()
        .filter(row -> row.categories().contains(category))
        .findFirst()
        .orElse(null);
  }
}
