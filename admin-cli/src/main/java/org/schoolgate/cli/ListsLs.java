package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.ListStore;
import org.schoolgate.classifier.ListSummary;
import org.schoolgate.classifier.LoadReport;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Every category with what its lists and phrases come to. */
@Command(
    name = "ls",
    mixinStandardHelpOptions = true,
    description = "Print every category with how much it holds, from whom, and how old it is.")
final class ListsLs implements DeskCommand {

  private static final int SOURCES_SHOWN_MAX = 2;

  @Option(names = "--json", description = "Print one JSON object a category.")
  boolean json;

  /** A row: one category and all its lists. */
  private record Row(Category category, List<ListSummary> lists, long phrases) {
    long entries() {
      return lists.stream().mapToLong(ListSummary::entries).sum();
    }

    List<String> sources() {
      return List.copyOf(
          lists.stream().map(ListSummary::source).collect(Collectors.toCollection(TreeSet::new)));
    }

    Optional<Instant> newest() {
      return lists.stream().map(ListSummary::modified).max(Comparator.naturalOrder());
    }

    /** What people should know of it beside the numbers. */
    String note() {
      return category.illegal() && entries() == 0 && phrases == 0 ? "no licensed feed" : "";
    }
  }

  @Override
  public int run(Desk desk) throws IOException {
    ListStore lists = desk.office().lists();
    LoadReport loaded = lists.current().report();
    List<ListSummary> summaries = lists.library().summaries();
    List<Row> rows =
        desk.office().config().categories().all().stream()
            .map(
                category ->
                    new Row(
                        category,
                        summaries.stream()
                            .filter(list -> list.category().equals(category))
                            .toList(),
                        loaded.phrasesByCategory().getOrDefault(category.id(), 0L)))
            .toList();
    if (json) {
      rows.forEach(row -> desk.out().println(Json.line(toJson(row))));
    } else {
      print(desk, rows);
    }
    loaded.problems().forEach(problem -> desk.err().println("schoolgate: " + problem));
    long untold = loaded.problemCount() - loaded.problems().size();
    if (untold > 0) {
      desk.err().println("schoolgate: and " + untold + " more problems in the list files");
    }
    return ExitStatus.DONE;
  }

  private static void print(Desk desk, List<Row> rows) {
    AuditTimes times = new AuditTimes(desk.office());
    Table table = new Table("CATEGORY", "ENTRIES", "PHRASES", "SOURCES", "NEWEST", "");
    for (Row row : rows) {
      table.row(
          row.category().id(),
          row.entries(),
          row.phrases(),
          named(row.sources()),
          row.newest().map(times::text).orElse("-"),
          row.note());
    }
    table.print(desk.out());
  }

  /** The first of them: those that shipped lists have are many, and {@code --json} has them all. */
  private static String named(List<String> sources) {
    if (sources.isEmpty()) {
      return "-";
    }
    int more = sources.size() - SOURCES_SHOWN_MAX;
    String first =
        String.join(", ", sources.subList(0, Math.min(sources.size(), SOURCES_SHOWN_MAX)));
    return more > 0 ? sources.size() + ": " + first + " and " + more + " more" : first;
  }

  private static ObjectNode toJson(Row row) {
    ObjectNode object = Json.object();
    object.put("category", row.category().id());
    object.put("title", row.category().title());
    @Nullable Severity severity = row.category().severity();
    object.put("severity", severity == null ? null : severity.id());
    object.put("illegal", row.category().illegal());
    object.put("entries", row.entries());
    object.put("phrases", row.phrases());
    row.sources().forEach(object.putArray("sources")::add);
    object.put("newest", row.newest().map(Instant::toString).orElse(null));
    return object;
  }
}
