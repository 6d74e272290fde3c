package org.schoolgate.cli;

import picocli.CommandLine.Command;

/** The certificate authority in whose name HTTPS is read. */
@Command(
    name = "ca",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "The certificate authority in whose name HTTPS is read.",
      "The gateway makes it at its first start; the school's devices have to trust it."
    },
    subcommands = {CaInit.class, CaShow.class, CaExport.class})
final class CaCommand {}
