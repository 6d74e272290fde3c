package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.subscription.ListUpdate;
import org.schoolgate.classifier.subscription.Subscription;
import org.schoolgate.classifier.subscription.Subscriptions;
import org.schoolgate.classifier.subscription.Subscriptions.Mode;
import org.schoolgate.classifier.subscription.UpdateGate;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.override.OverrideRequest;
import org.schoolgate.console.people.Power;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Updates the lists that the school subscribes to. */
@Command(
    name = "update",
    mixinStandardHelpOptions = true,
    description = {
      "Fetch newer lists from their publishers, as lists/subscriptions.yaml names them, judge them,"
          + " and put them in force.",
      "Whatever is wrong with one leaves the list as it was, and is said. The gateway does the same"
          + " by its schedule.",
      "Installing what waits, and putting the version before back, take a person with an account.",
      "Exit status 0: done; 1: one was refused or could not be got."
    },
    footer = {
      "",
      "Examples:",
      "  schoolgate lists update",
      "  schoolgate lists update ut1 --staged",
      "  schoolgate lists update ut1 --install --by k.tech",
      "  schoolgate lists update ut1 --rollback --reason \"it closes the library\" --by k.tech"
    })
final class ListsUpdate extends ActingCommand {

  @Parameters(arity = "0..*", paramLabel = "SOURCE", description = "Which of them (default: all).")
  List<String> sources = List.of();

  @ArgGroup(multiplicity = "0..1")
  How how = new How();

  @Option(names = "--reason", paramLabel = "TEXT", description = ReasonOption.RULE)
  @Nullable String reason;

  @Option(names = "--json", description = "Print one JSON object a source.")
  boolean json;

  /** What is done, if not all. */
  static final class How {
    @Option(
        names = "--staged",
        description = "Fetch and judge, and keep it for a person to install.")
    boolean staged;

    @Option(names = "--install", description = "Install what was kept.")
    boolean install;

    @Option(
        names = "--rollback",
        description =
            "Put the version before back; the publisher's is not fetched again until it is another"
                + " one. A second --rollback puts the publisher's in force again. Needs --reason.")
    boolean rollback;

    Mode mode() {
      if (staged) {
        return Mode.STAGE;
      }
      return install ? Mode.INSTALL : rollback ? Mode.ROLL_BACK : Mode.UPDATE;
    }
  }

  @Override
  public void check() {
    if (how.rollback && (sources.isEmpty() || reason == null)) {
      throw new CommandFailure(
          ExitStatus.USAGE, "name the list to put back, and say why with --reason");
    }
    why();
  }

  private String why() {
    String given = reason;
    return given == null ? "" : OverrideRequest.oneLine(given);
  }

  @Override
  public int run(Desk desk) throws IOException {
    Subscriptions subscriptions = SchoolSubscriptions.of(desk);
    List<Subscription> wanted = wanted(subscriptions);
    Caller caller = acting.caller(desk);
    caller.require(Power.MANAGE_LISTS);
    boolean byHand = how.install || how.rollback;
    if (byHand) {
      new ListsOpening(desk).requirePerson(caller);
    }
    AuditAppend.gate(desk);
    boolean good = true;
    for (Subscription each : wanted) {
      Progress progress = Progress.of(desk, "updating " + each.source());
      // Only what a person installs may open anything, see Judge.
      boolean looked = byHand || each.installByHand();
      UpdateGate gate = looked ? changes -> admit(desk, caller, changes) : UpdateGate.OPEN;
      ListUpdate update;
      try {
        update = subscriptions.update(each, how.mode(), caller.account(), why(), gate);
      } finally {
        progress.close();
      }
      SchoolSubscriptions.keepReport(desk.office(), update);
      print(desk, update);
      good &= update.outcome().isGood();
    }
    return good ? ExitStatus.DONE : ExitStatus.NO;
  }

  /** What a person puts in force passes where all changes of lists by people do. */
  private static void admit(Desk desk, Caller caller, Map<String, ListUpdate.Change> changes) {
    CategoryTable categories = desk.office().config().categories();
    Set<Category> fills = new HashSet<>();
    Set<Category> empties = new HashSet<>();
    changes.forEach(
        (id, change) ->
            categories
                .find(id)
                .ifPresent(
                    category -> {
                      if (change.added() > 0) {
                        fills.add(category);
                      }
                      if (change.removed() > 0) {
                        empties.add(category);
                      }
                    }));
    try {
      ListChangeGate.Admission unused =
          new ListChangeGate(desk, caller).admit(ListChange.ofLists(fills, empties));
    } catch (CommandFailure | RefusedException refused) {
      throw new UpdateGate.RefusedException(refused);
    }
  }

  private List<Subscription> wanted(Subscriptions subscriptions) {
    if (subscriptions.all().isEmpty()) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "the school subscribes to no list; lists/subscriptions.yaml says how to, and a change there is"
              + " in force when the gateway starts again");
    }
    List<Subscription> wanted = new ArrayList<>();
    for (String source : sources) {
      wanted.add(
          subscriptions
              .find(source)
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          ExitStatus.USAGE,
                          "the school subscribes to no list '"
                              + source
                              + "'; it does to: "
                              + subscriptions.all().stream()
                                  .map(Subscription::source)
                                  .collect(Collectors.joining(", "))
                              + "; a change of lists/subscriptions.yaml is in force when the gateway"
                              + " starts again")));
    }
    return wanted.isEmpty() ? subscriptions.all() : wanted;
  }

  private void print(Desk desk, ListUpdate update) {
    if (json) {
      desk.out().println(Json.line(toJson(update)));
      return;
    }
    String reason = update.reason().isEmpty() ? "" : ": " + update.reason();
    desk.out().printf("%-11s %s%s%n", update.source(), update.outcome().id(), reason);
    new TreeMap<>(update.changes())
        .forEach(
            (category, change) ->
                desk.out()
                    .printf(
                        "            %s %d entries: %d added, %d removed%n",
                        category, change.entries(), change.added(), change.removed()));
    update
        .report()
        .filter(report -> report.rejectedCount() > 0)
        .ifPresent(
            report ->
                desk.out()
                    .printf(
                        "            lines not taken: %d; see %s%n",
                        report.rejectedCount(), ListsFiles.report(desk.office(), update)));
  }

  private static ObjectNode toJson(ListUpdate update) {
    ObjectNode object = Json.object();
    object.put("source", update.source());
    object.put("outcome", update.outcome().id());
    object.put("reason", update.reason().isEmpty() ? null : update.reason());
    object.put("digest", update.digest().isEmpty() ? null : update.digest());
    ObjectNode categories = object.putObject("categories");
    new TreeMap<>(update.changes())
        .forEach(
            (category, change) ->
                categories
                    .putObject(category)
                    .put("entries", change.entries())
                    .put("added", change.added())
                    .put("removed", change.removed()));
    return object;
  }
}
