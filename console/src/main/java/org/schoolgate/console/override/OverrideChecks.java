package org.schoolgate.console.override;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.RefusedException.Kind;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Powers;

/**
 * What must be so before overrides change; what is not is told to the person who asks, in a {@link
 * RefusedException}. Not thread-safe: called under the lock of the book.
 */
final class OverrideChecks {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final OverrideEntries entries;
  private final Clock clock;

  /**
   * Checks of the overrides of a book.
   *
   * @param clock its zone is the one in which people are told times
   */
  OverrideChecks(OverrideEntries entries, Clock clock) {
    this.entries = entries;
    this.clock = clock;
  }

  /** The override with that id, in any spelling. */
  OverrideEntry existing(String id) {
    return entries
        .find(OverrideId.canonical(id), clock.instant())
        .orElseThrow(
            () ->
                new RefusedException(
                    Kind.UNKNOWN, "there is no override '" + id + "'; see 'override ls'"));
  }

  /** The same, if it waits for a decision and that person may decide. */
  OverrideEntry requested(String id, Person decider) {
    OverrideEntry entry = existing(id);
    Powers.requireDeciderOf(entry.requestedBy(), decider);
    if (entry.state() != OverrideState.REQUESTED) {
      throw alreadyOver(entry);
    }
    return entry;
  }

  /** It has not ended. */
  void requireOpen(OverrideEntry entry) {
    if (!entry.isOpen()) {
      throw alreadyOver(entry);
    }
  }

  /**
   * There may be one more in that state.
   *
   * @param claimed how many are changing at this moment, each of which may come to it
   */
  void requireRoom(OverrideState state, int claimed, int most, String what, Instant now) {
    if (entries.count(state, now) + claimed >= most) {
      throw new RefusedException(
          Kind.CONFLICT, "there are %d %s already; decide or revoke some".formatted(most, what));
    }
  }

  /** Two of one are a question to which the deciders give two answers. */
  void requireNew(OverrideRequest what, Instant now) {
    for (OverrideEntry entry : entries.all(now)) {
      boolean same =
          entry.group().equals(what.group())
              && Objects.equals(entry.domain(), what.domain())
              && Objects.equals(entry.category(), what.category());
      if (same && entry.state() == OverrideState.REQUESTED) {
        throw new RefusedException(
            Kind.CONFLICT,
            entry.id() + " asks for the same and waits for a decision; revoke it to ask anew");
      }
      if (same
          && entry.state() == OverrideState.ACTIVE
          && !entry.until().isBefore(now.plus(what.duration()))) {
        throw new RefusedException(
            Kind.CONFLICT,
            "%s is open for %s already, until %s (%s)"
                .formatted(entry.opens(), entry.group(), time(entry.until()), entry.id()));
      }
    }
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(clock.getZone()));
  }

  private RefusedException alreadyOver(OverrideEntry entry) {
    String by = entry.state() == OverrideState.REVOKED ? entry.revokedBy() : entry.decidedBy();
    String how =
        switch (entry.state()) {
          case ACTIVE -> "was approved by '" + by + "' already";
          case REFUSED -> "was refused by '" + by + "' already";
          case REVOKED -> "was ended by '" + by + "' already";
          case EXPIRED -> "is over since " + time(entry.until()) + "; ask again";
          case REQUESTED -> "is not decided yet";
        };
    return new RefusedException(Kind.CONFLICT, "override '" + entry.id() + "' " + how);
  }
}
