package org.schoolgate.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AuditGate;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.console.people.Power;
import org.schoolgate.policy.Category;

/**
 * One change of the school's own list (S6): allowed, stored, on the ledger, and only then in force
 * (S31). What the ledger does not take is undone.
 */
final class ListsEdit {

  private static final int REASON_CHARS_MAX = 500;

  private final Desk desk;
  private final Caller caller;
  private final Category category;
  private final @Nullable String reason;

  ListsEdit(Desk desk, Caller caller, Category category, @Nullable String reason) {
    caller.require(Power.MANAGE_LISTS);
    if (reason != null && reason.length() > REASON_CHARS_MAX) {
      throw new CommandFailure(
          ExitStatus.USAGE, "--reason takes at most " + REASON_CHARS_MAX + " characters");
    }
    this.desk = desk;
    this.caller = caller;
    this.category = category;
    this.reason = reason;
  }

  void add(String site) throws IOException {
    AuditGate gate = AuditAppend.gate(desk);
    ListLibrary library = ListsFiles.library(desk);
    try {
      ListLibrary.Edit edit = library.add(category, site);
      if (!edit.changed()) {
        desk.out().println(edit.text() + " is in " + category.id() + " already");
        return;
      }
      record(gate, "add", edit, () -> library.remove(category, site));
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
    AuditGate gate = AuditAppend.gate(desk);
    ListLibrary library = ListsFiles.library(desk);
    try {
      ListLibrary.Edit edit = library.remove(category, site);
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
      record(gate, "remove", edit, () -> library.add(category, site));
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

  /** Takes a change back. */
  private interface Undo {
    ListLibrary.Edit now() throws IOException, ListRefusedException;
  }

  private void record(AuditGate gate, String change, ListLibrary.Edit edit, Undo undo)
      throws IOException, ListRefusedException {
    try {
      AuditAppend.await(
          gate.append(
              new LedgerEvent.ListEdited(
                  change, category.id(), edit.text(), caller.account(), reason)));
    } catch (RuntimeException notRecorded) {
      undo.now();
      throw notRecorded;
    }
  }
}
