package org.schoolgate.cli;

import picocli.CommandLine.Command;

/** The accounts. */
@Command(
    name = "people",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Who works with Schoolgate: accounts, what they are in the school, passwords.",
    subcommands = {
      PeopleLs.class,
      PeopleAdd.class,
      PeoplePasswd.class,
      PeopleRemove.class,
    })
final class PeopleCommand {}
