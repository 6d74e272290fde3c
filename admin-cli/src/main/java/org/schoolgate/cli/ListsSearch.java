package org.schoolgate.cli;

import java.io.IOException;
import java.util.List;
import org.schoolgate.classifier.ListEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The entries that hold a text. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = {
      "Find the entries that hold a text, and those that cover a whole address.",
      "Exit status 0: some were found; 1: none."
    })
final class ListsSearch implements DeskCommand {

  private static final int TEXT_CHARS_MIN = 2;

  @Parameters(
      paramLabel = "TEXT",
      description = "Part of a name or address, such as minecraft, or a whole address.")
  String text = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many entries (default: ${DEFAULT-VALUE}).")
  int limit;

  @Option(names = "--json", description = "Print one JSON object an entry.")
  boolean json;

  @Override
  public int run(Desk desk) throws IOException {
    ListsEntries.checkLimit(limit);
    if (text.strip().length() < TEXT_CHARS_MIN) {
      throw new CommandFailure(
          ExitStatus.USAGE, "search for at least " + TEXT_CHARS_MIN + " characters");
    }
    List<ListEntry> found = ListsFiles.library(desk).search(text.strip(), limit + 1);
    ListsEntries.print(desk, found, limit, json);
    if (found.isEmpty()) {
      desk.err().println("schoolgate: no entry holds '" + text.strip() + "'");
      return ExitStatus.NO;
    }
    return ExitStatus.DONE;
  }
}
