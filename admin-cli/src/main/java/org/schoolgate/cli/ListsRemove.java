package org.schoolgate.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a site off the school's own list. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Take a site off the school's own list, as it was added, or take an imported list out again.",
      "--category is needed only where several of the school's own lists have the site.",
      "What opens a site takes a person with an account. Whoever could ratify an entry that waits"
          + " refuses it so; what is ratified, and a whole list that closes sites, takes somebody who"
          + " may ratify and change lists, as a headteacher may."
    },
    footer = {
      "",
      "Examples:",
      "  schoolgate lists remove games.example.com --reason \"the club uses it\" --by k.tech",
      "  schoolgate lists remove --source county --reason \"no longer kept up\" --by a.head"
    })
final class ListsRemove extends ActingCommand {

  @ArgGroup(multiplicity = "1")
  What what = new What();

  @Mixin ReasonOption reason = new ReasonOption();

  @ArgGroup(multiplicity = "0..1")
  ListsOwn own = new ListsOwn();

  /** A site of the school's own, or the lists of somebody else. */
  static final class What {
    @Parameters(paramLabel = "SITE", description = "A name or address, such as example.com.")
    @Nullable String site;

    @Option(
        names = "--source",
        paramLabel = "NAME",
        description = "All lists that were imported under this name.")
    @Nullable String source;
  }

  @Override
  public void check() {
    reason.text();
  }

  @Override
  public int run(Desk desk) throws IOException {
    String site = what.site;
    if (site != null) {
      Caller caller = acting.caller(desk);
      new ListsEdit(desk, caller, own.categoryOf(desk, site), reason.text()).remove(site);
    } else if (own.isNamed()) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "a source goes with all its categories; leave --category and --allow out");
    } else {
      new ListsSource(desk, acting.caller(desk), reason.text()).remove(String.valueOf(what.source));
    }
    return ExitStatus.DONE;
  }
}
