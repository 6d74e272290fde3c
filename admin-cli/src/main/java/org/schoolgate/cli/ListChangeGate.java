package org.schoolgate.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.console.lists.OwnListBook;
import org.schoolgate.console.lists.SchoolDays;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Power;
import org.schoolgate.console.people.Powers;
import org.schoolgate.policy.Category;

/**
 * The one way in for what people change of lists: {@code lists add}, {@code remove}, {@code import}
 * and {@code update} where a person installs or puts back bring each change here before it is on
 * record or touches anything (S31-S33). What closes a site acts at once, and a second person
 * ratifies it within a school day; what may open one takes a person with an account, and what
 * undoes a ratified block somebody who may ratify.
 */
final class ListChangeGate {

  private final Office office;
  private final Caller caller;
  private final ListsOpening opening;
  private final SettledBlocks settled;

  ListChangeGate(Desk desk, Caller caller) {
    this.office = desk.office();
    this.caller = caller;
    this.opening = new ListsOpening(desk);
    this.settled = new SettledBlocks(office, ListsFiles.library(desk));
  }

  /**
   * How a change was let in.
   *
   * @param ratifyBy when a second person must have ratified it; null if nobody has to
   * @param undoes what it undoes that was settled; null if nothing
   * @param remark what goes on record of it beside the change, and names nobody; null if nothing
   */
  record Admission(
      @Nullable Instant ratifyBy, SettledBlocks.@Nullable Undone undoes, @Nullable String remark) {

    /** One that nothing is said of. */
    static final Admission PLAIN = new Admission(null, null, null);

    /** The same, of which whoever made the change has confirmed something; null if nothing. */
    Admission confirmed(@Nullable String what) {
      String both = remark == null || what == null ? null : remark + "; " + what;
      return new Admission(ratifyBy, undoes, both != null ? both : remark != null ? remark : what);
    }
  }

  /**
   * Lets a change through, or refuses it.
   *
   * @throws CommandFailure or {@link org.schoolgate.console.RefusedException} saying who may
   */
  Admission admit(ListChange change) {
    if (!isRefusal(change)) {
      requireManager(change);
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
    Optional<SettledBlocks.Undone> undone = undoneBy(change);
    if (undone.isPresent() && !mayUndo()) {
      throw new CommandFailure(
          ExitStatus.NO,
          "this undoes "
              + undone.get().words()
              + "; that takes "
              + Power.holderInWords(Power.MANAGE_LISTS, Power.RATIFY_LISTS)
              + ", with --by ACCOUNT");
    }
    return new Admission(
        blocks
            ? SchoolDays.oneAfter(
                office.clock().instant(), office.config().gateway().school().zone())
            : null,
        undone.orElse(null),
        undone.map(each -> "this undid " + each.what()).orElse(null));
  }

  /** Whoever ratifies is not sent to a technician, who may not undo it either. */
  private void requireManager(ListChange change) {
    if (!caller.may(Power.MANAGE_LISTS)
        && caller.may(Power.RATIFY_LISTS)
        && undoneBy(change).isPresent()) {
      throw new CommandFailure(
          ExitStatus.NO,
          "this undoes a ratified block; that takes "
              + Power.holderInWords(Power.MANAGE_LISTS, Power.RATIFY_LISTS)
              + ", with --by ACCOUNT");
    }
    caller.require(Power.MANAGE_LISTS);
  }

  /**
   * Lets a whole list of others be taken out, or refuses it: what closes as much as that is not one
   * technician's to open, where one ratified site is not (S33, S35). While nobody has an account
   * that could, whoever sets the gateway up does it.
   *
   * @throws CommandFailure or {@link org.schoolgate.console.RefusedException} saying who may
   */
  void admitRemoval(Set<Category> categories) {
    Admission unused = admit(ListChange.ofLists(Set.of(), categories));
    List<String> closed =
        categories.stream()
            .filter(each -> opening.effectOf(each).closes())
            .map(Category::id)
            .sorted()
            .toList();
    boolean somebodyCan = office.people().people().anyone(Person::canLogOn);
    if (!closed.isEmpty() && somebodyCan && !mayUndo()) {
      throw new CommandFailure(
          ExitStatus.NO,
          "this opens what the list closes as "
              + String.join(", ", closed)
              + "; that takes "
              + Power.holderInWords(Power.MANAGE_LISTS, Power.RATIFY_LISTS)
              + ", with --by ACCOUNT");
    }
  }

  private boolean mayUndo() {
    return caller.may(Power.MANAGE_LISTS) && caller.may(Power.RATIFY_LISTS);
  }

  private Optional<SettledBlocks.Undone> undoneBy(ListChange change) {
    String entry = change.entry();
    if (entry == null) {
      return Optional.empty(); // of whole lists each line is looked at by ListsOpening
    }
    Optional<SettledBlocks.Undone> undone =
        change.empties().stream()
            .flatMap(each -> settled.undoneByRemoving(each, entry).stream())
            .findFirst();
    boolean opens = change.fills().stream().anyMatch(each -> opening.effectOf(each).opens());
    try {
      return undone.isPresent() || !opens ? undone : settled.undoneByOpening(entry);
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitStatus.NO, "the lists cannot be read: " + unreadable.getMessage(), unreadable);
    }
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
