package org.schoolgate.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.site.TypedSite;
import org.schoolgate.console.lists.OwnEntry;
import org.schoolgate.console.lists.OwnListBook;
import org.schoolgate.policy.Category;

/**
 * One change of the school's own list (S6): allowed, on the ledger, and only then stored and in
 * force (S31), so that nothing is ever in force that is not on record, whatever breaks in between.
 * If the list cannot be written, that the change was taken back goes on record too.
 */
final class ListsEdit {

  private final Desk desk;
  private final OwnListBook book;
  private final Caller caller;
  private final Category category;
  private final String reason;
  private final ListsOpening opening;
  private final ListChangeGate changes;
  private final AuditTimes times;

  /** How the change was let in when it was asked last. */
  private ListChangeGate.Admission admitted = ListChangeGate.Admission.PLAIN;

  ListsEdit(Desk desk, Caller caller, Category category, String reason) {
    AuditAppend.requireRecords(desk);
    this.desk = desk;
    this.book = desk.office().ownLists();
    this.caller = caller;
    this.category = category;
    this.reason = reason;
    this.opening = new ListsOpening(desk);
    this.changes = new ListChangeGate(desk, caller);
    this.times = new AuditTimes(desk.office());
  }

  /**
   * Adds a site.
   *
   * @param until first instant at which it counts no more; null for no end
   * @param anyway whether what is doubtful about it was confirmed beforehand
   */
  void add(String site, @Nullable Instant until, boolean anyway) throws IOException {
    try {
      SiteEntry entry = ListLibrary.entry(site);
      boolean closes = opening.effectOf(category).closes();
      ListChange wanted = ListChange.add(category, entry.text());
      admitted = changes.admit(wanted);
      opening.requireNotIllegal(entry);
      String confirmed = new ListsDoubts(desk).settle(category, entry, closes, anyway);
      if (opening.effectOf(category).opens()) {
        opening.requireOpenable(site);
      }
      if (closes) {
        new StillOpen(desk).requireClosed(category, site);
      }
      OwnListEnds.of(desk).settle();
      ListLibrary library = ListsFiles.library(desk);
      ListLibrary.Edit edit =
          made(
              library::add,
              text -> edited("add", text, reason, until, again(wanted, confirmed)),
              library::remove,
              "remove",
              site);
      if (edit.changed()) {
        tellAdded(edit, site, until, admitted.ratifyBy());
        tellUndone();
        if (confirmed != null) {
          desk.out().println(confirmed);
        }
      } else {
        tellThere(edit, until);
      }
    } catch (ListRefusedException refused) {
      throw new CommandFailure(ExitStatus.USAGE, String.valueOf(refused.getMessage()), refused);
    }
  }

  void remove(String site) throws IOException {
    try {
      String entry = ListLibrary.spelling(site);
      ListChange wanted = ListChange.remove(category, entry);
      admitted = changes.admit(wanted);
      OwnListEnds.of(desk).settle();
      Optional<OwnEntry> waited =
          book.find(category.id(), entry)
              .filter(known -> known.waitsAt(desk.office().clock().instant()));
      ListLibrary library = ListsFiles.library(desk);
      ListLibrary.Edit edit =
          made(
              library::remove,
              text -> edited("remove", text, reason, null, again(wanted, null)),
              library::add,
              "restore",
              site);
      if (!edit.changed()) {
        throw new CommandFailure(
            ExitStatus.NO,
            edit.text()
                + " is not in the school's own list of "
                + category.id()
                + "; `schoolgate lists show --why "
                + ShellWord.of(edit.text())
                + "` says who lists it");
      }
      desk.out()
          .println(
              "removed "
                  + edit.text()
                  + " from "
                  + category.id()
                  + ", "
                  + ListsFiles.putOwnInForce(desk));
      tellUndone();
      waited.ifPresent(
          known ->
              desk.out()
                  .println(
                      "it waited for a second person; "
                          + known.addedBy()
                          + " had added it"
                          + (known.reason() == null ? "" : ", because: " + known.reason())));
    } catch (ListRefusedException refused) {
      throw new CommandFailure(ExitStatus.USAGE, String.valueOf(refused.getMessage()), refused);
    }
  }

  /**
   * Asked once more where nobody can ratify in between: what a second person settles is not lost.
   */
  private ListChangeGate.Admission again(ListChange wanted, @Nullable String confirmed) {
    admitted = changes.admit(wanted).confirmed(confirmed);
    return admitted;
  }

  private void tellUndone() {
    SettledBlocks.Undone undone = admitted.undoes();
    if (undone != null) {
      desk.out().println("this undid " + undone.words());
    }
  }

  private void tellAdded(
      ListLibrary.Edit edit, String site, @Nullable Instant until, @Nullable Instant ratifyBy) {
    desk.out()
        .println(
            "added "
                + edit.text()
                + " ("
                + ListsEntries.covers(edit.kind(), edit.text())
                + ") to "
                + category.id()
                + ", "
                + ListsFiles.putOwnInForce(desk));
    if (opening.effectOf(category).opens()) {
      desk.out().println("what a list of illegal content has of it stays blocked");
    }
    if (TypedSite.namesPort(site)) {
      desk.out().println("its port is left out: an entry is for every port");
    }
    if (desk.office().config().policy().leavesUnread(category)) {
      desk.out()
          .println(
              "nothing that is shown or typed there is read, so nothing is noticed, whatever a"
                  + " child writes");
    }
    if (until != null) {
      desk.out().println("it ends by itself at " + times.text(until));
    }
    if (ratifyBy != null) {
      desk.out()
          .println(
              ListRatification.told(
                  desk.office(), edit.text(), until, ratifyBy, times.text(ratifyBy)));
    }
  }

  /** It is there already; that it should have another end than it has is no small thing to miss. */
  private void tellThere(ListLibrary.Edit edit, @Nullable Instant until) {
    @Nullable Instant itsEnd =
        book.find(category.id(), edit.text()).map(OwnEntry::until).orElse(null);
    String there =
        edit.text()
            + " is in "
            + category.id()
            + " already"
            + (itsEnd == null ? "" : ", until " + times.text(itsEnd));
    if (!Objects.equals(until, itsEnd)) {
      throw new CommandFailure(
          ExitStatus.NO,
          there
              + (itsEnd == null ? ", without an end" : "")
              + "; to change that, take it off with `schoolgate lists remove` and add it again");
    }
    desk.out().println(there);
  }

  /** A change that the library can make; it tells the edit before it touches the file. */
  private interface Change {
    ListLibrary.Edit make(Category category, String site, Consumer<ListLibrary.Edit> before)
        throws IOException, ListRefusedException;
  }

  /** What goes on record of an entry. */
  private interface OnRecord {
    LedgerEvent.ListEdited of(String entry);
  }

  private ListLibrary.Edit made(
      Change change, OnRecord onRecord, Change opposite, String oppositeName, String site)
      throws IOException, ListRefusedException {
    List<ListLibrary.Edit> recorded = new ArrayList<>();
    try {
      return change.make(
          category,
          site,
          edit -> {
            book.whileNothingChanges(() -> book.record(onRecord.of(edit.text())));
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
              + ShellWord.of(edit.text())
              + "`",
          notWritten);
    }
    book.record(
        edited(
            name,
            edit.text(),
            "taken back, because the list could not be written",
            null,
            ListChangeGate.Admission.PLAIN));
  }

  private LedgerEvent.ListEdited edited(
      String change,
      String entry,
      String why,
      @Nullable Instant until,
      ListChangeGate.Admission as) {
    return new LedgerEvent.ListEdited(
        change, category.id(), entry, caller.account(), why, until, as.ratifyBy(), as.remark());
  }
}
