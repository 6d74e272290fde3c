package org.schoolgate.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.schoolgate.audit.AuditGate;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.console.people.Power;
import org.schoolgate.policy.Category;

/**
 * One change of the school's own list (S6): allowed, on the ledger, and only then stored and in
 * force (S31), so that nothing is ever in force that is not on record, whatever breaks in between.
 * If the list cannot be written, that the change was taken back goes on record too.
 */
final class ListsEdit {

  private final Desk desk;
  private final AuditGate gate;
  private final Caller caller;
  private final Category category;
  private final String reason;
  private final ListsOpening opening;

  ListsEdit(Desk desk, Caller caller, Category category, String reason) {
    caller.require(Power.MANAGE_LISTS);
    this.desk = desk;
    this.gate = AuditAppend.gate(desk);
    this.caller = caller;
    this.category = category;
    this.reason = reason;
    this.opening = new ListsOpening(desk);
  }

  void add(String site) throws IOException {
    if (opening.effectOf(category).opens()) {
      opening.requirePerson(caller);
      opening.requireOpenable(site);
    }
    if (opening.effectOf(category).closes()) {
      new StillOpen(desk).requireClosed(category, site);
    }
    ListLibrary library = ListsFiles.library(desk);
    try {
      ListLibrary.Edit edit = made("add", library::add, "remove", library::remove, site);
      if (!edit.changed()) {
        desk.out().println(edit.text() + " is in " + category.id() + " already");
        return;
      }
      desk.out()
          .println(
              "added "
                  + edit.text()
                  + " ("
                  + ListsEntries.covers(edit.kind())
                  + ") to "
                  + category.id()
                  + ", "
                  + ListsFiles.putInForce(desk));
    } catch (ListRefusedException refused) {
      throw new CommandFailure(ExitStatus.USAGE, String.valueOf(refused.getMessage()), refused);
    }
  }

  void remove(String site) throws IOException {
    if (opening.effectOf(category).closes()) {
      opening.requirePerson(caller);
    }
    ListLibrary library = ListsFiles.library(desk);
    try {
      ListLibrary.Edit edit = made("remove", library::remove, "add", library::add, site);
      if (!edit.changed()) {
        throw new CommandFailure(
            ExitStatus.NO,
            edit.text()
                + " is not in the school's own list of "
                + category.id()
                + "; `schoolgate lists show --why "
                + edit.text()
                + "` says who lists it");
      }
      desk.out()
          .println(
              "removed "
                  + edit.text()
                  + " from "
                  + category.id()
                  + ", "
                  + ListsFiles.putInForce(desk));
    } catch (ListRefusedException refused) {
      throw new CommandFailure(ExitStatus.USAGE, String.valueOf(refused.getMessage()), refused);
    }
  }

  /** A change that the library can make; it tells the edit before it touches the file. */
  private interface Change {
    ListLibrary.Edit make(Category category, String site, Consumer<ListLibrary.Edit> before)
        throws IOException, ListRefusedException;
  }

  private ListLibrary.Edit made(
      String name, Change change, String oppositeName, Change opposite, String site)
      throws IOException, ListRefusedException {
    List<ListLibrary.Edit> recorded = new ArrayList<>();
    try {
      return change.make(
          category,
          site,
          edit -> {
            record(name, edit, reason);
            recorded.add(edit);
          });
    } catch (IOException notWritten) {
      if (recorded.isEmpty()) {
        throw notWritten;
      }
      takeBack(oppositeName, opposite, recorded.get(0), notWritten);
      throw new CommandFailure(
          ExitStatus.NO,
          "the list cannot be written ("
              + notWritten.getMessage()
              + "), so nothing was changed; the ledger has the change and that it was taken back",
          notWritten);
    }
  }

  /** A write that fails may have happened all the same, so the file is put right first. */
  private void takeBack(
      String name, Change opposite, ListLibrary.Edit edit, IOException notWritten) {
    try {
      opposite.make(category, edit.text(), undone -> {});
    } catch (IOException | ListRefusedException unknown) {
      notWritten.addSuppressed(unknown);
      throw new CommandFailure(
          ExitStatus.NO,
          "the list cannot be written ("
              + notWritten.getMessage()
              + "); the ledger has the change, and whether it is stored is not known: look with"
              + " `schoolgate lists show --why "
              + edit.text()
              + "`",
          notWritten);
    }
    record(name, edit, "taken back, because the list could not be written");
  }

  private void record(String change, ListLibrary.Edit edit, String why) {
    AuditAppend.await(
        gate.append(
            new LedgerEvent.ListEdited(change, category.id(), edit.text(), caller.account(), why)));
  }
}
