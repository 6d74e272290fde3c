package org.schoolgate.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.schoolgate.audit.AuditGate;
import org.schoolgate.audit.AuditUnavailable;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.classifier.ImportReport;
import org.schoolgate.classifier.ImportWatch;
import org.schoolgate.classifier.ListSummary;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.classifier.site.ProtectedSites;
import org.schoolgate.console.lists.OwnEntry;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Target;

/** Lets an import in only as far as {@link ListsOpening} allows, and on record before it is. */
final class ListsImportWatch implements ImportWatch {

  private final Desk desk;
  private final Caller caller;
  private final String reason;
  private final String title;
  private final List<ListSummary> before;
  private final boolean shrink;
  private final AuditGate gate;
  private final ListsOpening opening;
  private final ProtectedSites protectedSites;
  private final SettledBlocks settled;
  private final Set<OwnEntry> settledBefore;
  private boolean bringsExcuses;

  /**
   * A watch over one import.
   *
   * @param title what the caller calls the file
   * @param before the lists as they are
   * @param shrink whether a list may lose more than half its entries
   */
  ListsImportWatch(
      Desk desk,
      Caller caller,
      String reason,
      String title,
      List<ListSummary> before,
      boolean shrink) {
    this.desk = desk;
    this.caller = caller;
    this.reason = reason;
    this.title = title;
    this.before = before;
    this.shrink = shrink;
    this.gate = AuditAppend.gate(desk);
    this.opening = new ListsOpening(desk);
    this.protectedSites = protectedSites(desk);
    this.settled = new SettledBlocks(desk.office(), ListsFiles.library(desk));
    this.settledBefore = settled.settled();
  }

  /** Those of the table, and the school's own. */
  static ProtectedSites protectedSites(Desk desk) {
    return SchoolSubscriptions.protectedSites(desk.office().config());
  }

  @Override
  public String title(Path file) {
    return title;
  }

  @Override
  public boolean mayShrink() {
    return shrink;
  }

  /**
   * Refuses a category that holds no sites, and one of illegal content to a caller without an
   * account: what is listed there is blocked for everybody, and nobody sees the entries again
   * (S22).
   *
   * @throws CommandFailure saying what to do
   */
  void requireFillable(Category category) {
    if (category.id().equals(BuiltInCategory.IWF_KEYWORDS.id())) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          category.id()
              + " holds words and no sites; they come as a file of phrases, into phrases/ of the"
              + " configuration");
    }
    if (category.illegal() && caller.mapped().isEmpty()) {
      throw new CommandFailure(
          ExitStatus.NO,
          "a list of illegal content takes a person, and the local user "
              + caller.unixUser()
              + " has no account here; name yours with --by ACCOUNT (`schoolgate people add` makes"
              + " one)");
    }
  }

  /** A real list has thousands; one that somebody tries out would look like the licensed one. */
  private void requirePlausible(ImportReport report) {
    long taken = report.takenByCategory().getOrDefault(BuiltInCategory.IWF_URLS.id(), 0L);
    if (taken > 0 && taken < MandatoryLists.WHOLE_ENTRIES_MIN) {
      throw new CommandFailure(
          ExitStatus.NO,
          "this is not the IWF's list: that has thousands of addresses, and this "
              + taken
              + "; get it whole from the IWF or your provider");
    }
  }

  @Override
  public Optional<String> refusal(Category category, Target site) {
    return opening
        .refusal(category, site)
        .or(
            () ->
                protectedSites
                    .find(category, site)
                    .map(found -> "closes " + words(category, found.words())));
  }

  @Override
  public Optional<String> refusal(Category category, Network network) {
    return protectedSites
        .findAddresses(category, network)
        .map(found -> "closes " + words(category, found));
  }

  /** Of a list of illegal content nothing that stands in it is ever told. */
  private static String words(Category category, String found) {
    return category.illegal() ? "a protected site" : found;
  }

  @Override
  public boolean takesExcuses() {
    bringsExcuses = true;
    return true;
  }

  @Override
  public void before(ImportReport report) {
    report
        .takenByCategory()
        .keySet()
        .forEach(id -> requireFillable(ListsCategory.require(desk, id)));
    requirePlausible(report);
    desk.office().ownLists().whileNothingChanges(() -> admitAndRecord(report));
  }

  /**
   * Lines were looked at while they were read; what was settled since then is not undone by them.
   */
  private void requireNothingSettledSince(ListChange change) {
    boolean opens = change.fills().stream().anyMatch(each -> opening.effectOf(each).opens());
    if (opens && !settledBefore.containsAll(settled.settled())) {
      throw new CommandFailure(
          ExitStatus.NO,
          "nothing was changed, because a second person has ratified a block while the list was"
              + " read; import it again");
    }
  }

  private void admitAndRecord(ImportReport report) {
    ListChange change = change(report);
    new ListChangeGate(desk, caller).admit(change);
    if (bringsExcuses) {
      opening.requirePerson(caller);
    }
    requireNothingSettledSince(change);
    try {
      AuditAppend.await(
          gate.append(
              new LedgerEvent.ListImported(
                  report.source(),
                  List.copyOf(new TreeSet<>(report.takenByCategory().keySet())),
                  report.taken(),
                  report.duplicates(),
                  report.rejectedCount(),
                  caller.account(),
                  reason)));
    } catch (AuditUnavailable failed) {
      throw new CommandFailure(
          ExitStatus.NO,
          "nothing was changed, because the ledger did not take the import ("
              + failed.getMessage()
              + "); import it again once the ledger records",
          failed);
    }
  }

  /** It fills its categories, and takes the place of what its source had in them. */
  private ListChange change(ImportReport report) {
    Set<Category> filled =
        report.takenByCategory().keySet().stream()
            .map(id -> ListsCategory.require(desk, id))
            .collect(Collectors.toSet());
    Set<Category> replaced =
        before.stream()
            .filter(list -> list.source().equals(report.source()))
            .map(ListSummary::category)
            .filter(filled::contains)
            .collect(Collectors.toSet());
    return ListChange.ofLists(filled, replaced);
  }
}
