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
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Target;

/** Lets an import in only as far as {@link ListsOpening} allows, and on record before it is. */
final class ListsImportWatch implements ImportWatch {

  private final Desk desk;
  private final Caller caller;
  private final String reason;
  private final String title;
  private final List<ListSummary> before;
  private final AuditGate gate;
  private final ListsOpening opening;

  /**
   * A watch over one import.
   *
   * @param title what the caller calls the file
   * @param before the lists as they are
   */
  ListsImportWatch(
      Desk desk, Caller caller, String reason, String title, List<ListSummary> before) {
    this.desk = desk;
    this.caller = caller;
    this.reason = reason;
    this.title = title;
    this.before = before;
    this.gate = AuditAppend.gate(desk);
    this.opening = new ListsOpening(desk);
  }

  @Override
  public String title(Path file) {
    return title;
  }

  @Override
  public Optional<String> refusal(Category category, Target site) {
    return opening.refusal(category, site);
  }

  @Override
  public void before(ImportReport report) {
    if (opens(report)) {
      opening.requirePerson(caller);
    }
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

  /** It fills a category that opens, or takes the place of a list that closes. */
  private boolean opens(ImportReport report) {
    Set<Category> filled =
        report.takenByCategory().keySet().stream()
            .map(id -> ListsCategory.require(desk, id))
            .collect(Collectors.toSet());
    boolean fillsOneThatOpens = filled.stream().anyMatch(each -> opening.effectOf(each).opens());
    boolean replacesOneThatCloses =
        before.stream()
            .filter(list -> list.source().equals(report.source()))
            .map(ListSummary::category)
            .anyMatch(each -> filled.contains(each) && opening.effectOf(each).closes());
    return fillsOneThatOpens || replacesOneThatCloses;
  }
}
