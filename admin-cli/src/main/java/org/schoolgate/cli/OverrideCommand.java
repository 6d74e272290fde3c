package org.schoolgate.cli;

import picocli.CommandLine.Command;

/** Exceptions that one person asks for and another approves. */
@Command(
    name = "override",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Exceptions for a while: one person asks, another approves, the clock ends them.",
      "Illegal content can never be opened, by anybody."
    },
    subcommands = {
      OverrideRequesting.class,
      OverrideApprove.class,
      OverrideRefuse.class,
      OverrideRevoke.class,
      OverrideLs.class,
    })
final class OverrideCommand {}
