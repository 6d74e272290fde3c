package org.schoolgate.cli;

import java.time.Instant;
import java.util.Optional;
import org.schoolgate.console.lists.OwnListBook;
import org.schoolgate.console.lists.SchoolDays;
import org.schoolgate.console.people.Power;
import org.schoolgate.console.people.Powers;
import org.schoolgate.policy.Category;

/**
 * The one way in for what people change of lists: {@code lists add}, {@code remove} and {@code
 * import} bring each change here before it is on record or touches anything (S31-S33). What closes
 * a site acts at once, and a second person ratifies it within a school day; what may open one takes
 * a person with an account.
 */
final class ListChangeGate {

  private final Office office;
  private final Caller caller;
  private final ListsOpening opening;

  ListChangeGate(Desk desk, Caller caller) {
    this.office = desk.office();
    this.caller = caller;
    this.opening = new ListsOpening(desk);
  }

  /**
   * Lets a change through, or refuses it.
   *
   * @return when a second person must have ratified it; empty if nobody has to
   * @throws CommandFailure or {@link org.schoolgate.console.RefusedException} saying who may
   */
  Optional<Instant> admit(ListChange change) {
    if (!isRefusal(change)) {
      caller.require(Power.MANAGE_LISTS);
    }
    boolean opens =
        change.fills().stream().anyMatch(each -> opening.effectOf(each).opens())
            || change.empties().stream().anyMatch(each -> opening.effectOf(each).closes());
    if (opens) {
      opening.requirePerson(caller);
    }
    boolean blocks =
        change.entry() != null
            && change.fills().stream().anyMatch(each -> opening.effectOf(each).closes());
    return blocks
        ? Optional.of(
            SchoolDays.oneAfter(
                office.clock().instant(), office.config().gateway().school().zone()))
        : Optional.empty();
  }

  /** Who could ratify an entry that waits may refuse it instead, by taking it off. */
  private boolean isRefusal(ListChange change) {
    String entry = change.entry();
    if (entry == null || !change.fills().isEmpty() || !caller.may(Power.RATIFY_LISTS)) {
      return false;
    }
    OwnListBook book = office.ownLists();
    return change.empties().stream()
        .map(Category::id)
        .allMatch(
            category ->
                book.find(category, entry)
                    .filter(known -> known.waitsAt(office.clock().instant()))
                    .filter(
                        known ->
                            caller.mapped().stream()
                                .noneMatch(person -> Powers.isSame(known.addedBy(), person)))
                    .isPresent());
  }
}
