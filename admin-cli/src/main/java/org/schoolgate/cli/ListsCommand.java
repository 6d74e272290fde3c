package org.schoolgate.cli;

import picocli.CommandLine.Command;

/** The lists of sites and phrases. */
@Command(
    name = "lists",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "What each category holds: sites, phrases, and where they come from.",
    subcommands = {
      ListsLs.class,
      ListsShow.class,
      ListsSearch.class,
      ListsLint.class,
      ListsImport.class,
      ListsUpdate.class,
      ListsAdd.class,
      ListsRemove.class,
      ListsPending.class,
      ListsRatify.class,
    })
final class ListsCommand {}
