package org.schoolgate.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the cells of one row into a decision with the sentence that explains it. Only used once it
 * is known which row decides, so it may take its time.
 */
final class CellJudge {

  private final Policy policy;

  CellJudge(Policy policy) {
    this.policy = policy;
  }

  static boolean anyChild(List<Group> groups) {
    for (Group group : groups) {
      if (group.audience().isChild()) {
        return true;
      }
    }
    return false;
  }

  /** The decision of the row that names the category, or of the group where none does. */
  Decision category(Category category, Subject subject, List<Group> groups, int slot, Trace trace) {
    return row(policy.rowOf(category).orElse(null), category, subject, groups, slot, trace);
  }

  /** The decision of a row for somebody in several groups. */
  Decision row(
      @Nullable Activity row,
      @Nullable Category category,
      Subject subject,
      List<Group> groups,
      int slot,
      Trace trace) {
    boolean child = anyChild(groups);
    Decision decision = null;
    for (Group group : groups) {
      Decision next = cell(row, category, subject, group, slot, trace);
      boolean stricter = !next.passes();
      if (decision == null || stricter == child) {
        decision = next;
      }
      if (stricter == child) {
        break;
      }
    }
    if (decision == null) {
      throw new IllegalArgumentException("a subject belongs to at least one group");
    }
    return decision;
  }

  private Decision cell(
      @Nullable Activity row,
      @Nullable Category category,
      Subject subject,
      Group group,
      int slot,
      Trace trace) {
    Policy.FoundCell found = policy.cellOf(row, group);
    Cell cell = found.cell();
    String title = row != null ? row.title() : category != null ? category.title() : "This";
    String source = (row != null ? row.id() : "otherwise") + "/" + found.column().id();
    if (trace.wanted()) {
      trace.step("cell " + source + " says: " + cell.words());
    }
    if (cell.openAt(policy.minuteOf(slot))) {
      return opened(row, title + ": acceptable for " + group.title() + ".", source);
    }
    if (cell.nominates(subject)) {
      return opened(row, title + ": acceptable for nominated users, of whom this is one.", source);
    }
    return new Decision.Block(
        new Reason(Reason.Kind.POLICY, closedText(cell, title, group), source),
        category,
        cell.remedy());
  }

  private static Decision opened(@Nullable Activity row, String text, String source) {
    Reason reason = new Reason(Reason.Kind.POLICY, text, source);
    return row == null || row.inspected()
        ? new Decision.Inspect(reason)
        : new Decision.Allow(reason);
  }

  private static String closedText(Cell cell, String title, Group group) {
    String who = group.title();
    Schedule schedule = cell.schedule();
    if (schedule != null) {
      return title + ": acceptable for " + who + " only at " + schedule.title() + ".";
    }
    if (cell.acceptabilities().contains(Acceptability.ILLEGAL)) {
      return title + ": unacceptable and illegal.";
    }
    if (cell.acceptabilities().contains(Acceptability.WHEN_DIRECTED)) {
      return title + ": acceptable for " + who + " only when a teacher directs it in a lesson.";
    }
    if (cell.acceptabilities().contains(Acceptability.WITH_PERMISSION)) {
      String whose = cell.permission() == Remedy.TEACHER ? "a teacher" : "the headteacher";
      return title + ": " + who + " need the permission of " + whose + ".";
    }
    if (cell.acceptabilities().contains(Acceptability.NOMINATED_USERS)) {
      return title + ": acceptable for nominated users only.";
    }
    return title + ": unacceptable for " + who + ".";
  }

  /** The decision about what no list names. */
  Decision uncategorised(List<Group> groups) {
    boolean child = anyChild(groups);
    boolean open =
        child
            ? groups.stream().allMatch(Group::otherwiseOpen)
            : groups.stream().anyMatch(Group::otherwiseOpen);
    Group deciding = first(groups, open);
    if (open) {
      return new Decision.Inspect(
          new Reason(
              Reason.Kind.POLICY,
              "No list names this site; it is acceptable and inspected.",
              "otherwise/" + deciding.id()));
    }
    return new Decision.Block(
        new Reason(
            Reason.Kind.POLICY,
            deciding.title() + " may only reach sites that the policy names.",
            "otherwise/" + deciding.id()),
        null,
        Remedy.HEADTEACHER);
  }

  private static Group first(List<Group> groups, boolean otherwiseOpen) {
    for (Group group : groups) {
      if (group.otherwiseOpen() == otherwiseOpen) {
        return group;
      }
    }
    throw new IllegalArgumentException("a subject belongs to at least one group");
  }

  /** The decision about a categorised target of which nothing is closed. */
  Decision open(
      CategorySet categories, Subject subject, List<Group> groups, int slot, Trace trace) {
    CategorySet unread = categories.intersection(policy.uninspected());
    Category first = (unread.isEmpty() ? categories : unread).in(policy.categories()).get(0);
    return category(first, subject, groups, slot, trace);
  }

  static Reason nothingFound(Origin origin) {
    return new Reason(
        Reason.Kind.PHRASE,
        origin == Origin.TYPED
            ? "Nothing unacceptable was found in what was typed."
            : "Nothing unacceptable was found on the page.",
        "phrases");
  }

  /**
   * The block of a text in the name of a category, with the phrase that made it instead of the list
   * entry.
   *
   * @param block what the category's cell says
   * @param remedy who could make an exception from all that was found
   * @param phrase one that counts towards the block; null if none of those that count is told
   */
  static Decision.Block becauseOfPhrases(
      Decision.Block block,
      Remedy remedy,
      Category category,
      Match.@Nullable Phrase phrase,
      Origin origin) {
    String where = origin == Origin.TYPED ? "in what was typed" : "on the page";
    String words = phrase == null ? "Words " : "\u201c" + phrase.phrase() + "\u201d ";
    String source = phrase == null ? "phrases" : phrase.source();
    return new Decision.Block(
        new Reason(
            Reason.Kind.PHRASE,
            words + "(" + category.title() + ") found " + where + ".",
            source + ", " + block.reason().source()),
        category,
        remedy);
  }
}
