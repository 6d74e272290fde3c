package org.schoolgate.cli;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.lists.OwnEntry;
import org.schoolgate.console.lists.OwnListBook;
import org.schoolgate.console.people.Person;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says yes to what another person added to the school's own lists. */
@Command(
    name = "ratify",
    mixinStandardHelpOptions = true,
    description = {
      "Ratify what another person added to the school's own lists; `lists pending` prints what"
          + " waits.",
      "It always takes the password of the one who ratifies: a headteacher, a nominated senior"
          + " leader, a safeguarding lead or an e-safety lead.",
      "Of several each is ratified that can be; exit status 1 says that some could not.",
      "To say no, take it off with `lists remove`."
    },
    footer = {
      "",
      "Example:",
      "  schoolgate lists ratify games.example.com --by a.head --reason \"seen in year 5, too\""
    })
final class ListsRatify extends DecidingCommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "ENTRY",
      description = "A site or address, as it was added.")
  List<String> entries = List.of();

  @Option(
      names = "--category",
      paramLabel = "ID",
      description = "The category that it waits in, if it waits in several.")
  @Nullable String category;

  @Mixin ReasonOption reason = new ReasonOption();

  @Override
  public void check() {
    reason.text();
  }

  @Override
  public int run(Desk desk) {
    String why = reason.text();
    Person by = decider(desk);
    AuditAppend.requireRecords(desk);
    OwnListBook book = desk.office().ownLists();
    AuditTimes times = new AuditTimes(desk.office());
    Set<String> seen = new HashSet<>();
    int refused = 0;
    for (String entry : entries) {
      try {
        String spelling = spelling(entry);
        if (seen.add(spelling)) {
          ratify(desk, book, times, spelling, by, why);
        }
      } catch (CommandFailure | RefusedException not) {
        if (entries.size() == 1) {
          throw not;
        }
        refused++;
        desk.err().println("schoolgate: " + entry + ": " + not.getMessage());
      }
    }
    if (refused > 0) {
      throw new CommandFailure(
          ExitStatus.NO, refused + " of " + entries.size() + " were not ratified");
    }
    return ExitStatus.DONE;
  }

  private void ratify(
      Desk desk, OwnListBook book, AuditTimes times, String entry, Person by, String why) {
    OwnEntry ratified = book.ratify(categoryOf(desk, book, entry), entry, by, why);
    Instant until = ratified.until();
    desk.out()
        .println(
            ratified.entry()
                + " in "
                + ratified.category()
                + " is ratified"
                + (until == null ? "" : "; it ends by itself at " + times.text(until)));
    desk.office()
        .config()
        .categories()
        .find(ratified.category())
        .filter(each -> new ListsOpening(desk).effectOf(each).closes())
        .map(each -> standing(desk, each, ratified.entry()))
        .ifPresent(desk.out()::println);
  }

  /** Who ratified a block believes that it blocks, whatever has come since it was made. */
  private static String standing(Desk desk, Category category, String entry) {
    return new StillOpen(desk)
        .keptOpen(category, entry)
        .map(why -> "it is NOT blocked: " + why)
        .orElse(
            desk.gateway().isPresent()
                ? "it is in force"
                : "it is in force when the gateway starts");
  }

  private static String spelling(String entry) {
    try {
      return ListLibrary.spelling(entry);
    } catch (ListRefusedException none) {
      throw new CommandFailure(ExitStatus.USAGE, String.valueOf(none.getMessage()), none);
    }
  }

  /** The one that was named, or the one in which the entry waits. */
  private String categoryOf(Desk desk, OwnListBook book, String entry) {
    String named = category;
    if (named != null) {
      return ListsCategory.requireLegal(desk, named).id();
    }
    Set<String> waitsIn = categories(book.waiting().stream(), entry);
    if (waitsIn.size() > 1) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "it waits in " + String.join(" and ", waitsIn) + "; say with --category which is meant");
    }
    return Stream.concat(waitsIn.stream(), categories(book.all().stream(), entry).stream())
        .findFirst()
        .orElse(BuiltInCategory.SCHOOL_BLOCKED.id());
  }

  private static Set<String> categories(Stream<OwnEntry> of, String entry) {
    return of.filter(known -> known.entry().equals(entry))
        .map(OwnEntry::category)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
