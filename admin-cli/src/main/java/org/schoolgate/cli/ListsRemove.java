package org.schoolgate.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a site off the school's own list. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Take a site off the school's own list, as it was added.")
final class ListsRemove extends ActingCommand {

  @Parameters(paramLabel = "SITE", description = "A name or address, such as example.com.")
  String site = "";

  @ArgGroup(multiplicity = "0..1")
  ListsOwn own = new ListsOwn();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; governors read it.")
  @Nullable String reason;

  @Override
  public int run(Desk desk) throws IOException {
    new ListsEdit(desk, acting.caller(desk), own.category(desk), reason).remove(site);
    return ExitStatus.DONE;
  }
}
