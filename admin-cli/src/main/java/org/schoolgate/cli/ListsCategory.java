package org.schoolgate.cli;

import org.schoolgate.cli.config.Nearest;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;

/** Categories as command lines name them. */
final class ListsCategory {

  private ListsCategory() {}

  /**
   * The category of that id.
   *
   * @throws CommandFailure if there is none
   */
  static Category require(Desk desk, String id) {
    CategoryTable categories = desk.office().config().categories();
    return categories
        .find(id)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.USAGE,
                    "there is no category '"
                        + id
                        + "'"
                        + Nearest.question(id, categories.all().stream().map(Category::id).toList())
                        + " `schoolgate lists ls` prints them"));
  }

  /**
   * The same, refusing illegal ones: their entries are nobody's to see or to change (S22, S62).
   *
   * @throws CommandFailure if there is none, or it is illegal
   */
  static Category requireLegal(Desk desk, String id) {
    Category category = require(desk, id);
    if (category.illegal()) {
      throw new CommandFailure(
          ExitStatus.NO,
          "the entries of "
              + id
              + " are never shown or changed here, by anybody; they come from the licensed feed"
              + " alone");
    }
    return category;
  }
}
