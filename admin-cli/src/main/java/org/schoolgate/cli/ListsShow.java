package org.schoolgate.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.ListEntry;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.policy.Category;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The entries of a category, or every entry that covers a site. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Print the entries of a category, or who put a site where.",
      "Exit status 0: printed; 1: there is no such entry."
    })
final class ListsShow implements DeskCommand {

  @ArgGroup(multiplicity = "1")
  What what = new What();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many entries (default: ${DEFAULT-VALUE}).")
  int limit;

  @Option(names = "--json", description = "Print one JSON object an entry.")
  boolean json;

  /** A category or a site. */
  static final class What {
    @Parameters(paramLabel = "CATEGORY", description = "A category's id, as in `lists ls`.")
    @Nullable String category;

    @Option(
        names = "--why",
        paramLabel = "SITE",
        description =
            "Every entry that covers this site or address: which list has it, since when, until"
                + " when, by whom and why.")
    @Nullable String site;
  }

  @Override
  public int run(Desk desk) throws IOException {
    ListsEntries.checkLimit(limit);
    String site = what.site;
    return site == null ? showCategory(desk, String.valueOf(what.category)) : showWhy(desk, site);
  }

  private int showCategory(Desk desk, String id) throws IOException {
    Category category = ListsCategory.requireLegal(desk, id);
    List<ListEntry> entries = ListsFiles.library(desk).show(category, limit + 1);
    ListsEntries.print(desk, entries, limit, json);
    if (entries.isEmpty()) {
      desk.err().println("schoolgate: no list has an entry in " + id);
      return ExitStatus.NO;
    }
    return ExitStatus.DONE;
  }

  private int showWhy(Desk desk, String site) throws IOException {
    List<ListEntry> entries;
    try {
      entries = ListsFiles.library(desk).why(site);
    } catch (ListRefusedException refused) {
      throw new CommandFailure(ExitStatus.USAGE, String.valueOf(refused.getMessage()), refused);
    }
    Optional<String> leadsTo = ListLibrary.leadsTo(site);
    AuditTimes times = new AuditTimes(desk.office());
    ListsOrigin origin = ListsOrigin.of(desk, entries);
    Table table = new Table("ENTRY", "COVERS", "CATEGORY", "SOURCE", "SINCE", "UNTIL", "FILE");
    Set<String> told = new LinkedHashSet<>();
    for (ListEntry entry : entries) {
      if (json) {
        desk.out().println(Json.line(origin.toJson(entry).put("leadsTo", leadsTo.orElse(null))));
        continue;
      }
      table.row(
          entry.shown(),
          ListsEntries.covers(entry.kind(), entry.text()),
          entry.category().id(),
          entry.source(),
          textOrDash(times, origin.since(entry)),
          textOrDash(times, origin.until(entry)),
          entry.file() + ":" + entry.line());
      origin.told(entry).ifPresent(told::add);
    }
    if (!table.isEmpty()) {
      table.print(desk.out());
      leadsTo.ifPresent(
          address ->
              desk.out().println(site + " leads to " + address + ", which was looked up as well"));
    }
    told.forEach(desk.out()::println);
    if (entries.isEmpty()) {
      desk.err()
          .println(
              "schoolgate: no list covers "
                  + site
                  + leadsTo.map(address -> ", nor " + address + ", which it leads to").orElse(""));
      return ExitStatus.NO;
    }
    return ExitStatus.DONE;
  }

  private static String textOrDash(AuditTimes times, @Nullable Instant at) {
    return at == null ? "-" : times.text(at);
  }
}
