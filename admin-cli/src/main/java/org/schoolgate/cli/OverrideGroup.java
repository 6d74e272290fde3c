package org.schoolgate.cli;

import java.util.stream.Collectors;
import org.schoolgate.policy.Group;

/** Policy groups as command lines name them. */
final class OverrideGroup {

  private OverrideGroup() {}

  /**
   * Refuses a group that the policy does not have.
   *
   * @throws CommandFailure naming those there are
   */
  static void require(Desk desk, String id) {
    var groups = desk.office().config().policy().groups();
    if (groups.find(id).isEmpty()) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "there is no group '"
              + id
              + "'; the groups are "
              + groups.all().stream().map(Group::id).collect(Collectors.joining(", ")));
    }
  }
}
