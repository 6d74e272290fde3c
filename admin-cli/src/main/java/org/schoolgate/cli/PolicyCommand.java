package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.schoolgate.cli.config.ConfigWarnings;
import org.schoolgate.cli.config.SchoolConfig;
import org.schoolgate.policy.Activity;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.Policy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The acceptability matrix. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "The school's acceptable-use table: what is in force, and whether it is valid.",
    subcommands = {PolicyCommand.Show.class, PolicyCommand.Validate.class})
final class PolicyCommand {

  /** Prints the table for the e-safety policy document. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Print the table as the e-safety policy document has it.")
  static final class Show implements DeskCommand {

    @Option(names = "--group", paramLabel = "GROUP", description = "Only this column.")
    List<String> only = List.of();

    @Option(names = "--json", description = "Print one JSON object a row.")
    boolean json;

    @Option(names = "--csv", description = "Print it for a spreadsheet (RFC 4180), to lay out.")
    boolean csv;

    @Override
    public int run(Desk desk) {
      Policy policy = desk.office().config().policy();
      List<Group> columns = columns(desk, policy);
      if (json) {
        policy
            .activities()
            .forEach(row -> desk.out().println(Json.line(toJson(policy, row, columns))));
        return ExitStatus.DONE;
      }
      if (csv) {
        printCsv(desk, policy, columns);
        return ExitStatus.DONE;
      }
      Object[] head = new Object[columns.size() + 1];
      head[0] = "ACTIVITY";
      for (int i = 0; i < columns.size(); i++) {
        head[i + 1] = columns.get(i).title();
      }
      Table table = new Table(Arrays.stream(head).map(String::valueOf).toArray(String[]::new));
      for (Activity row : policy.activities()) {
        Object[] cells = new Object[columns.size() + 1];
        cells[0] = row.title();
        for (int i = 0; i < columns.size(); i++) {
          cells[i + 1] = policy.cell(row, columns.get(i)).words();
        }
        table.row(cells);
      }
      table.print(desk.out());
      desk.out().println();
      desk.out().println("policy version " + policy.version());
      return ExitStatus.DONE;
    }

    private static void printCsv(Desk desk, Policy policy, List<Group> columns) {
      List<String> head = new ArrayList<>(List.of("Activity"));
      columns.forEach(group -> head.add(group.title()));
      desk.out().print(csvLine(head));
      for (Activity row : policy.activities()) {
        List<String> cells = new ArrayList<>(List.of(row.title()));
        columns.forEach(group -> cells.add(policy.cell(row, group).words()));
        desk.out().print(csvLine(cells));
      }
      desk.out().print(csvLine(List.of("policy version " + policy.version())));
    }

    /** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
    private static String csvLine(List<String> cells) {
      return cells.stream()
          .map(cell -> cell.matches("(?s)[=+@-].*") ? "'" + cell : cell)
          .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
          .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** The columns named, or else those at the top and those that differ from the one above. */
    private List<Group> columns(Desk desk, Policy policy) {
      if (!only.isEmpty()) {
        return only.stream().map(id -> GroupNames.require(desk, id)).toList();
      }
      return policy.groups().all().stream()
          .filter(
              group ->
                  group.parent() == null
                      || policy.activities().stream()
                          .anyMatch(row -> row.cells().containsKey(group.id())))
          .toList();
    }

    private static ObjectNode toJson(Policy policy, Activity row, List<Group> columns) {
      ObjectNode object = Json.object().put("id", row.id()).put("title", row.title());
      ObjectNode cells = object.putObject("cells");
      columns.forEach(group -> cells.put(group.id(), policy.cell(row, group).words()));
      return object;
    }
  }

  /** Checks the whole configuration folder. */
  @Command(
      name = "validate",
      mixinStandardHelpOptions = true,
      description = "Check the configuration folder and the phrases; name every mistake.")
  static final class Validate implements DeskCommand {

    /** What is to be checked are the files, not what a gateway read before. */
    @Override
    public boolean runsHere() {
      return true;
    }

    @Override
    public int run(Desk desk) throws IOException {
      SchoolConfig config = desk.office().config();
      var report = desk.office().lists().current().report();
      FilterFiles.require(desk.office());
      report.problems().forEach(problem -> desk.err().println("schoolgate: " + problem));
      PeopleExposure.warning(desk.office())
          .ifPresent(warning -> desk.err().println("schoolgate: " + warning));
      ConfigWarnings.of(config)
          .forEach(warning -> desk.err().println("schoolgate: warning: " + warning));
      if (ConfigWarnings.isSample(config.gateway().school())) {
        desk.err()
            .println(
                "schoolgate: warning: school.urn in schoolgate.yaml is the sample school's number;"
                    + " set the school's own before first use");
      }
      long leftOut = report.problemCount();
      desk.out()
          .printf(
              (leftOut == 0
                      ? "valid"
                      : "valid, with "
                          + leftOut
                          + (leftOut == 1 ? " line" : " lines")
                          + " left out")
                  + ": %d activities, %d groups, %d list entries, %d phrases, %d accounts; version"
                  + " %s%n",
              config.policy().activities().size(),
              config.policy().groups().all().size(),
              report.entries(),
              report.phrases(),
              config.people().all().size(),
              config.policy().version());
      return leftOut == 0 ? ExitStatus.DONE : ExitStatus.NO;
    }
  }
}
