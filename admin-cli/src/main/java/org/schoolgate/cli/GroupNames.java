package org.schoolgate.cli;

import java.util.List;
import org.schoolgate.cli.config.Nearest;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.GroupTree;

/** Policy groups as command lines name them. */
final class GroupNames {

  private GroupNames() {}

  /**
   * The group of that id.
   *
   * @throws CommandFailure if the policy has none, naming those there are
   */
  static Group require(Desk desk, String id) {
    GroupTree groups = desk.office().config().policy().groups();
    return groups
        .find(id)
        .orElseThrow(
            () -> {
              List<String> known = groups.all().stream().map(Group::id).toList();
              return new CommandFailure(
                  ExitStatus.USAGE,
                  "there is no group '"
                      + id
                      + "'"
                      + Nearest.question(id, known)
                      + " the groups are "
                      + String.join(", ", known));
            });
  }
}
