package org.schoolgate.cli;

import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import picocli.CommandLine.Option;

/** Which of the school's own lists is meant. */
final class ListsOwn {

  @Option(
      names = "--category",
      paramLabel = "ID",
      description = "The category it belongs to (default: school-blocked).")
  @Nullable String category;

  @Option(names = "--allow", description = "The list of what the school allows: school-allowed.")
  boolean allow;

  /** Whether one was named, and not left to the default. */
  boolean isNamed() {
    return allow || category != null;
  }

  Category category(Desk desk) {
    BuiltInCategory unnamed =
        allow ? BuiltInCategory.SCHOOL_ALLOWED : BuiltInCategory.SCHOOL_BLOCKED;
    String named = category;
    return ListsCategory.requireLegal(desk, named == null ? unnamed.id() : named);
  }
}
