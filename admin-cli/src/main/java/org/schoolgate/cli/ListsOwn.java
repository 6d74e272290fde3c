package org.schoolgate.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import picocli.CommandLine.Option;

/** Which of the school's own lists is meant. */
final class ListsOwn {

  @Option(
      names = "--category",
      paramLabel = "ID",
      description =
          "The category it belongs to (default: school-blocked; of what is taken off, the one that"
              + " has it).")
  @Nullable String category;

  @Option(names = "--allow", description = "The list of what the school allows: school-allowed.")
  boolean allow;

  /** Whether one was named, and not left to the default. */
  boolean isNamed() {
    return allow || category != null;
  }

  /**
   * The one that was named, or the one whose list has the site.
   *
   * @throws CommandFailure if several have it, or none
   */
  Category categoryOf(Desk desk, String site) throws IOException {
    if (isNamed()) {
      return category(desk);
    }
    ListLibrary library = ListsFiles.library(desk);
    List<Category> having = new ArrayList<>();
    for (Category each : desk.office().config().categories().all()) {
      if (!each.illegal() && library.isOwn(each, site)) {
        having.add(each);
      }
    }
    String all = having.stream().map(Category::id).sorted().collect(Collectors.joining(" and "));
    if (having.size() > 1) {
      throw new CommandFailure(
          ExitStatus.USAGE, site + " is in " + all + "; say with --category which is meant");
    }
    if (having.isEmpty()) {
      throw new CommandFailure(
          ExitStatus.NO,
          spelling(site)
              + " is in no list of the school's own; `schoolgate lists show --why "
              + ShellWord.of(spelling(site))
              + "` says who lists it");
    }
    return having.get(0);
  }

  private static String spelling(String site) {
    try {
      return ListLibrary.spelling(site);
    } catch (ListRefusedException noSite) {
      throw new CommandFailure(ExitStatus.USAGE, noSite.getMessage(), noSite);
    }
  }

  Category category(Desk desk) {
    BuiltInCategory unnamed =
        allow ? BuiltInCategory.SCHOOL_ALLOWED : BuiltInCategory.SCHOOL_BLOCKED;
    String named = category;
    return ListsCategory.requireLegal(desk, named == null ? unnamed.id() : named);
  }
}
