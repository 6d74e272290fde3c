package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.schoolgate.audit.AuditGate;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.classifier.ListSummary;
import org.schoolgate.console.people.Power;
import org.schoolgate.policy.Category;

/** Takes an imported list out again: allowed, on the ledger, and only then done and in force. */
final class ListsSource {

  private final Desk desk;
  private final AuditGate gate;
  private final Caller caller;
  private final String reason;

  ListsSource(Desk desk, Caller caller, String reason) {
    caller.require(Power.MANAGE_LISTS);
    this.desk = desk;
    this.gate = AuditAppend.gate(desk);
    this.caller = caller;
    this.reason = reason;
  }

  void remove(String source) throws IOException {
    AtomicLong entries = new AtomicLong(-1);
    AtomicLong phrases = new AtomicLong();
    try {
      ListsFiles.library(desk)
          .removeSource(
              source,
              lists -> {
                requireLegal(source, lists);
                new ListChangeGate(desk, caller).admitRemoval(filled(lists));
                entries.set(lists.stream().mapToLong(ListSummary::entries).sum());
                phrases.set(lists.stream().mapToLong(ListSummary::phrases).sum());
                record(source, lists, entries.get() + phrases.get());
              });
    } catch (ListRefusedException refused) {
      throw new CommandFailure(ExitStatus.USAGE, refused.getMessage(), refused);
    } catch (IOException notWritten) {
      if (entries.get() < 0) {
        throw notWritten;
      }
      throw doubtful(source, notWritten);
    }
    Files.deleteIfExists(ListsFiles.importReport(desk, source));
    Files.deleteIfExists(ListsFiles.updateReport(desk, source));
    desk.out()
        .println(
            "took "
                + source
                + " out, "
                + told(entries.get(), phrases.get())
                + ", "
                + ListsFiles.putInForce(desk));
    if (desk.office().config().subscriptions().all().stream()
        .anyMatch(each -> each.source().equals(source))) {
      desk.out()
          .println(
              "the school subscribes to it still, so the next update puts it back; to end that, take"
                  + " it out of lists/subscriptions.yaml and start the gateway again");
    }
  }

  private static String told(long entries, long phrases) {
    return phrases == 0
        ? Counted.of(entries, "entry")
        : (entries == 0 ? "" : Counted.of(entries, "entry") + " and ")
            + Counted.of(phrases, "phrase");
  }

  /** Nobody can switch the blocking of illegal content off (S22); a newer list may replace one. */
  private static void requireLegal(String source, List<ListSummary> lists) {
    if (lists.stream().anyMatch(list -> list.category().illegal())) {
      throw new CommandFailure(
          ExitStatus.NO,
          "a list of illegal content is in " + source + "; it can be replaced, but not taken out");
    }
  }

  private static Set<Category> filled(List<ListSummary> lists) {
    return lists.stream().map(ListSummary::category).collect(Collectors.toSet());
  }

  private static CommandFailure doubtful(String source, IOException notWritten) {
    return new CommandFailure(
        ExitStatus.NO,
        "the lists cannot be written ("
            + notWritten.getMessage()
            + "), and the ledger has the removal of "
            + source
            + " already; look with `schoolgate lists ls` and give the command again",
        notWritten);
  }

  private void record(String source, List<ListSummary> lists, long entries) {
    List<String> categories =
        List.copyOf(
            lists.stream()
                .map(list -> list.category().id())
                .collect(Collectors.toCollection(TreeSet::new)));
    AuditAppend.await(
        gate.append(
            new LedgerEvent.ListRemoved(source, categories, entries, caller.account(), reason)));
  }
}
