package org.schoolgate.policy;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the policy matrix. It may hold several acceptabilities, as the schools' own tables
 * do; any one of them that is met opens it.
 *
 * @param acceptabilities at least one
 * @param schedule when, for {@code AT_DESIGNATED_TIMES}; null otherwise
 * @param nominated account names, for {@code NOMINATED_USERS}; empty otherwise
 * @param permission who may permit, for {@code WITH_PERMISSION}: TEACHER or HEADTEACHER
 */
public record Cell(
    Set<Acceptability> acceptabilities,
    @Nullable Schedule schedule,
    Set<String> nominated,
    Remedy permission) {

  /** Copies and checks that each acceptability has what it needs. */
  public Cell {
    acceptabilities = Set.copyOf(acceptabilities);
    nominated = Set.copyOf(nominated);
    if (acceptabilities.isEmpty()) {
      throw new IllegalArgumentException("a cell holds at least one acceptability");
    }
    if (acceptabilities.contains(Acceptability.AT_DESIGNATED_TIMES) != (schedule != null)) {
      throw new IllegalArgumentException("'at-designated-times' names a schedule");
    }
    if (acceptabilities.contains(Acceptability.NOMINATED_USERS) == nominated.isEmpty()) {
      throw new IllegalArgumentException("'nominated-users' names at least one account");
    }
    boolean closesAll =
        acceptabilities.contains(Acceptability.UNACCEPTABLE)
            || acceptabilities.contains(Acceptability.ILLEGAL);
    if (closesAll && acceptabilities.size() > 1) {
      throw new IllegalArgumentException("'unacceptable' and 'illegal' stand alone in a cell");
    }
  }

  /** A cell of one acceptability that needs nothing more. */
  public static Cell of(Acceptability acceptability) {
    return new Cell(EnumSet.of(acceptability), null, Set.of(), Remedy.HEADTEACHER);
  }

  /** Whether anybody in the group may, at that minute of the school's week. */
  boolean openAt(int minuteOfWeek) {
    return acceptabilities.contains(Acceptability.ACCEPTABLE)
        || (schedule != null && schedule.coversMinute(minuteOfWeek));
  }

  /** Whether the subject is nominated; only an individual can be (S50). */
  boolean nominates(Subject subject) {
    return subject.confidence() == Confidence.INDIVIDUAL && nominated.contains(subject.name());
  }

  /** Who could make an exception while it is closed. */
  Remedy remedy() {
    if (acceptabilities.contains(Acceptability.ILLEGAL)) {
      return Remedy.NOBODY;
    }
    if (schedule != null) {
      return Remedy.LATER;
    }
    if (acceptabilities.contains(Acceptability.WHEN_DIRECTED)) {
      return Remedy.TEACHER;
    }
    return permission;
  }

  /** As the table prints it: the acceptabilities in the order of the enum. */
  public String words() {
    return acceptabilities.stream()
        .sorted()
        .map(
            acceptability ->
                acceptability == Acceptability.AT_DESIGNATED_TIMES && schedule != null
                    ? acceptability.id() + " (" + schedule.title() + ")"
                    : acceptability.id())
        .collect(Collectors.joining(", "));
  }
}
