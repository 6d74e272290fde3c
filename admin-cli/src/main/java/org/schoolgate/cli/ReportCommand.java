package org.schoolgate.cli;

import picocli.CommandLine.Command;

/** Reports for people who do not use a command line themselves. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Reports to print or to send.",
    subcommands = {ReportGovernors.class, ReportEffectiveness.class})
final class ReportCommand {}
