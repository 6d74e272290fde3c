package org.schoolgate.cli;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a site to the school's own list. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Add a site to the school's own list: blocked, unless something else is said.",
      "A name covers all under it; an address with a path covers all from that path on.",
      "A block acts at once; a second person ratifies it within a school day (`lists ratify`).",
      "Opening a site takes a person with an account, and is refused where the policy lets nobody"
          + " in; over what a second person has ratified it takes a headteacher.",
      "With --for or --expires it ends by itself."
    },
    footer = {
      "",
      "Examples:",
      "  schoolgate lists add games.example.com --reason \"asked for by year 5 staff\"",
      "  schoolgate lists add museum.example.org --allow --reason \"for the Romans\" --by k.tech",
      "  schoolgate lists add example.org/forum --category social-media --reason \"strangers chat\"",
      "  schoolgate lists add quiz.example.com --for 14d --reason \"shared before the tests\""
    })
final class ListsAdd extends ActingCommand {

  @Parameters(paramLabel = "SITE", description = "A name or address, such as example.com.")
  String site = "";

  @ArgGroup(multiplicity = "0..1")
  ListsOwn own = new ListsOwn();

  @ArgGroup(multiplicity = "0..1")
  ListsUntil until = new ListsUntil();

  @Option(
      names = "--anyway",
      description =
          "It is meant, although it closes one of the most used sites, a public service or the"
              + " school's own, or its name looks mistyped; goes on record.")
  boolean anyway;

  @Mixin ReasonOption reason = new ReasonOption();

  @Override
  public void check() {
    reason.text();
  }

  @Override
  public int run(Desk desk) throws IOException {
    @Nullable Instant end = until.instant(desk.office()).orElse(null);
    new ListsEdit(desk, acting.caller(desk), own.category(desk), reason.text())
        .add(site, end, anyway);
    return ExitStatus.DONE;
  }
}
